"""The one exception whose text a player or a lab is meant to read."""


class HitotsuError(Exception):
    """Something the user can mend.

    The message is one plain sentence naming the file, the place and what to do. Commands print it on
    standard error and end with status 2; a scene shows it and goes on.
    """
