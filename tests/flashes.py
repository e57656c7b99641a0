"""Counting flashes in pictures: pairs of opposing changes of luminance, as WCAG 2 counts them (general flash)."""

import numpy as np
import pygame

CHANGE = 0.10
"""Relative luminance by which a change counts."""
DARKER_BELOW = 0.80
"""The darker picture of a pair counts only below this luminance."""
MOST_PAIRS = 3
MOST_AREA = 0.05
"""Share of the picture in which small things may repeat faster."""
MOST_OF_A_FIELD = 0.25
"""Share of any ninth of the picture, about ten degrees of view, in which they may."""
_CHANNEL = np.arange(256) / 255
_LINEAR = np.where(_CHANNEL <= 0.04045, _CHANNEL / 12.92, ((_CHANNEL + 0.055) / 1.055) ** 2.4).astype(np.float32)
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def luminance(surface):
    """Return the relative luminance of every pixel, 0 to 1, [x, y]."""
    linear = _LINEAR[pygame.surfarray.pixels3d(surface)]
    return sum(linear[:, :, i] * weight for i, weight in enumerate(_WEIGHTS))


class Turns:
    """Follows luminance in any number of places, and notes where it turned after a change that counts."""

    def __init__(self, first):
        self._extreme = first.copy()
        self._rising = np.ones(first.shape, bool)
        self.frames = [np.zeros(first.shape, bool)]

    def add(self, present):
        away = np.where(self._rising, self._extreme - present, present - self._extreme)
        turned = (away >= CHANGE) & (np.minimum(self._extreme, present) < DARKER_BELOW)
        self._rising ^= turned
        self._extreme = np.where(turned | (away < 0), present, self._extreme)
        self.frames.append(turned)

    def pairs(self, per_s):
        """Return the largest number of up-down pairs in any second, for every place: two turns are a pair."""
        total = np.cumsum(np.array(self.frames, dtype=np.int16), axis=0)
        within = total[per_s:] - total[:-per_s] if len(total) > per_s else total[-1:]
        return within.max(axis=0) / 2


def regions(lum, across=8, down=5):
    """Return the mean luminance of overlapping rectangles, each an `across`-th by a `down`-th of the picture."""
    width, height = lum.shape
    total = np.zeros((width + 1, height + 1))
    total[1:, 1:] = lum.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    w, h = width // across, height // down
    x = np.arange(0, width - w + 1, w // 2)[:, None]
    y = np.arange(0, height - h + 1, h // 2)[None, :]
    return (total[x + w, y + h] - total[x, y + h] - total[x + w, y] + total[x, y]) / (w * h)


class Watch:
    """Looks at one picture after the other, and tells whether the flash rule was held."""

    def __init__(self, per_s):
        self._per_s = per_s
        self._coarse = self._fine = None

    def see(self, surface):
        lum = luminance(surface)
        if self._fine is None:
            self._coarse, self._fine = Turns(regions(lum)), Turns(lum)
        self._coarse.add(regions(lum))
        self._fine.add(lum)

    @property
    def found(self):
        """Most pairs a second of any region; shares of the picture, and of a ninth of it, with too many in small."""
        fast = self._fine.pairs(self._per_s) > MOST_PAIRS
        fields = regions(fast.astype(np.float32), 3, 3)
        return float(self._coarse.pairs(self._per_s).max()), float(fast.mean()), float(fields.max())

    @property
    def held(self):
        pairs, area, field = self.found
        return pairs <= MOST_PAIRS and area <= MOST_AREA and field <= MOST_OF_A_FIELD
