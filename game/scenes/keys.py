"""Which keys of the window steer cards, and which work at any moment."""

from collections.abc import Callable
from typing import Final

import pygame

from game.scenes.evening import Evening
from game.session.cards import Command

KEY_COMMANDS: Final = {
    pygame.K_UP: Command.UP, pygame.K_DOWN: Command.DOWN, pygame.K_RETURN: Command.CHOOSE,
    pygame.K_KP_ENTER: Command.CHOOSE, pygame.K_ESCAPE: Command.BACK, pygame.K_PAUSE: Command.BACK,
}  # fmt: skip
PAUSE_KEYS: Final = (pygame.K_ESCAPE, pygame.K_PAUSE)
MENU_KEYS: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
"""Keys that choose in menus; there they are never drums and take no seat."""
SETTINGS_KEY: Final = pygame.K_F1
"""Leads from the title to the settings."""
EVENING_KEY: Final = pygame.K_F3
"""Leads from the title to an evening in three rounds."""

ANY_MOMENT: Final[dict[int, Callable[[Evening], None]]] = {
    pygame.K_F2: lambda evening: evening.choose(evening.settings.next_lang()),
    pygame.K_F7: lambda evening: evening.step_volume(-1),
    pygame.K_F8: lambda evening: evening.step_volume(1),
    pygame.K_F9: lambda evening: evening.toggle_mute(),
}
"""Language, softer, louder, mute. (F11, the full screen, belongs to the window.)"""
