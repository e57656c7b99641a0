"""Names for the places of keys: what a settings file says, whatever is printed on the key and whatever the system."""

from collections.abc import Mapping
from typing import Final

_ROWS: Final = (
    (4, "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 4 5 6 7 8 9 0 Return"),
    (42, "Backspace Tab Space Minus Equals LeftBracket RightBracket Backslash"),
    (51, "Semicolon Quote Grave Comma Period Slash"),
    (73, "Insert Home PageUp Delete End PageDown"),
    (84, "KeypadDivide KeypadMultiply KeypadMinus KeypadPlus"),
    (89, "Keypad1 Keypad2 Keypad3 Keypad4 Keypad5 Keypad6 Keypad7 Keypad8 Keypad9 Keypad0 KeypadPeriod Angle"),
    (135, "International1 International2 International3 International4 International5"),
    (144, "Language1 Language2"),
    (224, "LeftCtrl LeftShift LeftAlt"),
    (228, "RightCtrl RightShift RightAlt"),
)  # fmt: skip
"""By number on the page of the USB standard that all systems share (SDL calls it the scancode), from the first."""

NUMBER_OF_KEY: Final[Mapping[str, int]] = {
    name: first + place for first, names in _ROWS for place, name in enumerate(names.split())
}
"""Every key that may be a drum. Arrows, Esc and the row of F keys are not among them: they steer, always."""
KEY_OF_NUMBER: Final[Mapping[int, str]] = {number: name for name, number in NUMBER_OF_KEY.items()}

_SHORT: Final[Mapping[str, str]] = {
    "Minus": "-", "Equals": "=", "LeftBracket": "[", "RightBracket": "]", "Backslash": "\\", "Semicolon": ";",
    "Quote": "'", "Grave": "`", "Comma": ",", "Period": ".", "Slash": "/", "Angle": "<",
    "KeypadDivide": "Num /", "KeypadMultiply": "Num *", "KeypadMinus": "Num -", "KeypadPlus": "Num +",
    "KeypadPeriod": "Num .", "LeftCtrl": "L Ctrl", "LeftShift": "L Shift", "LeftAlt": "L Alt",
    "RightCtrl": "R Ctrl", "RightShift": "R Shift", "RightAlt": "R Alt",
    "PageUp": "Page up", "PageDown": "Page down",
}  # fmt: skip


def short_name(key: str) -> str:
    """Return what to show of a key: what a US keyboard prints there."""
    if key.startswith("Keypad") and key not in _SHORT:
        return f"Num {key.removeprefix('Keypad')}"
    return _SHORT.get(key, key)
