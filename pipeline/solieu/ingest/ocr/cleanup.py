"""Pages that read badly, made easier to read: straightened, without specks, with black on white.

Only a page whose first reading is poor is touched: clean pages read worse after any of this.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from solieu.ingest.compose import Box
from solieu.ingest.ocr.engine import Lines, Word

if TYPE_CHECKING:
    from PIL.Image import Image

POOR = 0.6  # mean confidence
FEW_WORDS = 10
INKED = 0.002  # the share of dark pixels above which a page with few words is not simply blank
_STEEPEST = 4.0  # degrees of skew looked for, on either side
_STEP = 0.25
_PROFILE_WIDTH = 800  # pixels: lines of text still show as rows


def is_poor(lines: Lines, image: Image) -> bool:
    """Whether a reading is not to be relied on: unsure words, or hardly any on a page with ink."""
    if sum(map(len, lines)) < FEW_WORDS:
        return _ink(image) > INKED
    return is_unsure(lines)


def is_unsure(lines: Lines) -> bool:
    """Whether most of what was read is guessed."""
    return sure_letters(lines) < POOR * sum(len(word.text) for line in lines for word in line)


def sure_letters(lines: Lines) -> float:
    """How much was read, each letter weighed by the confidence in its word.

    Of two readings the fuller is better; a mean would prefer the one that leaves out what is hard to read.
    """
    return sum(len(word.text) * word.confidence for line in lines for word in line)


def cleaned(image: Image) -> tuple[Image, float]:
    """The page in shades of grey, straightened, contrasts stretched and specks gone; and the turn in degrees.

    The turn is counter-clockwise, about the middle of the page, whose size stays.
    """
    from PIL import ImageFilter, ImageOps

    grey = ImageOps.autocontrast(image.convert("L"), cutoff=1)
    angle = skew(grey)
    straight = grey.rotate(angle, fillcolor=255) if angle else grey
    return straight.filter(ImageFilter.MedianFilter(3)), angle


def skew(image: Image) -> float:
    """The turn in degrees, counter-clockwise, after which the lines of a page stand level.

    Rows of a level page differ most in how dark they are; the turn with the largest difference between
    neighbouring rows is taken (Postl 1986, projection profiles).
    """
    small = image.resize((_PROFILE_WIDTH, max(1, round(image.height * _PROFILE_WIDTH / image.width))))
    steps = round(_STEEPEST / _STEP)
    angles = sorted((step * _STEP for step in range(-steps, steps + 1)), key=abs)
    return max(angles, key=lambda angle: _contrast(small, angle))


def turned_back(lines: Lines, angle: float, size: tuple[int, int]) -> Lines:
    """Words found on a page that was turned by `angle`, with their boxes on the page as it was."""
    if not angle:
        return lines

    def back(word: Word) -> Word:
        return replace(word, box=_turn(word.box, angle, size))

    return [[back(word) for word in line] for line in lines]


def _contrast(image: Image, angle: float) -> float:
    rows = np.asarray(image.rotate(angle, fillcolor=255)).mean(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _ink(image: Image) -> float:
    return float((np.asarray(image.convert("L")) < 128).mean())


def _turn(box: Box, angle: float, size: tuple[int, int]) -> Box:
    middle_x, middle_y = size[0] / 2, size[1] / 2
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    x0, top, x1, bottom = box
    corners = [(x - middle_x, y - middle_y) for x in (x0, x1) for y in (top, bottom)]
    across = [middle_x + x * cosine - y * sine for x, y in corners]
    down = [middle_y + x * sine + y * cosine for x, y in corners]
    return min(across), min(down), max(across), max(down)
