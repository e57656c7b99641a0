"""Which keys of the window steer cards."""

from typing import Final

import pygame

from game.session.cards import Command

KEY_COMMANDS: Final = {
    pygame.K_UP: Command.UP, pygame.K_DOWN: Command.DOWN, pygame.K_RETURN: Command.CHOOSE,
    pygame.K_KP_ENTER: Command.CHOOSE, pygame.K_ESCAPE: Command.BACK, pygame.K_PAUSE: Command.BACK,
}  # fmt: skip
PAUSE_KEYS: Final = (pygame.K_ESCAPE, pygame.K_PAUSE)
MENU_KEYS: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
"""Keys that choose in menus; there they are never drums and take no seat."""
