"""Squares and cubes: the small raised figure of m², km³, which Tesseract takes for some mark or overlooks.

The raised corner of the unit is cut out, enlarged and read as one character that can only be a 2 or a 3.
Behind a plain unit the corner is empty, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from solieu.ingest.ocr import cache
from solieu.ingest.ocr.engine import CHARACTER, Lines, Word

if TYPE_CHECKING:
    from PIL.Image import Image

# A unit of length, what may have been made of the figure behind it, and punctuation: `m`, `m”`, `mỶ,`, `km?`.
_UNIT = re.compile(r"(?P<unit>[kcdm]?m)(?P<figure>[^\W\da-z]|[ẻẽổỏi]|[^\w\s,;.)]{1,2})?(?P<rest>[,;.)]{0,2})")
_FIGURES = "23"
# Where the raised figure begins, as a share of the width of the unit with it; two cuts must agree.
_CUTS = {1: (0.65, 0.7), 2: (0.77, 0.82)}
_PAST, _ABOVE, _DOWN = 0.12, 0.15, 0.62  # how far the corner reaches, in widths and heights of the word
_HEIGHT, _PAPER = 48, 30  # pixels: what Tesseract reads best, and white around it
_SURE = 0.9


def squares_and_cubes(lines: Lines, image: Image, resolution: int) -> Lines:
    """The lines of a page, units behind a figure with the 2 or 3 that is raised over them.

    Args:
        lines: as read, boxes in pixels of the image.
        image: the page.
        resolution: its dots per inch.
    """
    return [[*line[:1], *_units(line, image, resolution)] for line in lines]


def _units(line: Sequence[Word], image: Image, resolution: int) -> list[Word]:
    return [
        _raised(word, image, resolution) if before.text[-1].isdecimal() else word
        for before, word in pairwise(line)
    ]


def _raised(word: Word, image: Image, resolution: int) -> Word:
    unit = _UNIT.fullmatch(word.text)
    if unit is None:
        return word
    name, rest = unit["unit"], unit["rest"]
    share = len(name + (unit["figure"] or "")) / len(word.text) if rest else 1.0
    found = {_figure(word, share, cut, image, resolution) for cut in _CUTS[len(name)]}
    if len(found) != 1 or None in found:
        return word
    return replace(word, text=f"{name}{found.pop()}{rest}", confidence=max(word.confidence, _SURE))


def _figure(word: Word, share: float, cut: float, image: Image, resolution: int) -> str | None:
    from PIL import Image as Images

    x0, top, x1, bottom = word.box
    width, height = (x1 - x0) * share, bottom - top
    box = (
        round(x0 + cut * width),
        max(round(top - _ABOVE * height), 0),
        min(round(x0 + (1 + _PAST) * width + 1), image.width),
        round(top + _DOWN * height),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        return None
    corner = image.crop(box).convert("L")
    corner = corner.resize(
        (max(1, round(corner.width * _HEIGHT / corner.height)), _HEIGHT), Images.Resampling.LANCZOS
    )
    paper = Images.new("L", (corner.width + 2 * _PAPER, corner.height + 2 * _PAPER), 255)
    paper.paste(corner, (_PAPER, _PAPER))
    read = cache.recognised(paper, resolution, layout=CHARACTER, allowed=_FIGURES)
    words = [one for line in read for one in line]
    return words[0].text if len(words) == 1 and words[0].confidence >= _SURE else None
