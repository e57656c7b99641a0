"""The two version numbers of a recording, which grow for different reasons."""

from typing import Final

FORMAT_VERSION: Final = 1
"""How a recording is written. Raise it when old readers could not read new files."""

ENGINE_VERSION: Final = 4
"""The rules of judging. Raise it whenever the same hits give another result."""
