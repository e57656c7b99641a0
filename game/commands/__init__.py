"""The commands, one small module each; what is heavy is imported when a command runs."""
