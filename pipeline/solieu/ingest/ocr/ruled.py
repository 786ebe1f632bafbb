"""The straight lines on the picture of a page: the rules of its tables.

A rule is a long thin run of dark pixels. Letters have none as long, shaded heads and black margins none as
thin. A page laid askew is straightened first, since its lines climb from row to row of pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from solieu.ingest.ocr.cleanup import skew
from solieu.ingest.pdf_rules import Rule

if TYPE_CHECKING:
    from PIL.Image import Image

Pixels = NDArray[np.bool_]

POINTS_PER_INCH = 72
# In inches: the least length of a rule across and down the page, and the most that one is thick. Rows are at
# least as high as a line of text.
_LONG, _HIGH, _THICK = 0.4, 0.2, 0.06
_FULL = 0.92  # of a run's pixels that have to be dark: specks and pale places interrupt a line
_ENOUGH = 2.0  # inches of rules in each direction, without which there is no table to look for
_DETAIL = 150  # dots per inch: more show no more lines
_INK = 0.4  # of the way from paper to ink at which a pixel counts as dark
# What is written: by how many shades it is darker than the paper, and at least how many square inches it
# covers and how many inches it is high.
_DARKER, _LEAST_INK, _LEAST_HEIGHT = 80, 0.0008, 0.06
_DARKEST = 1  # percent of a page's pixels that are taken for ink at its blackest
_LEAST_CONTRAST = (
    100.0  # shades between paper and ink: a page with a few lines has less ink than that percent
)


def straightened(image: Image, resolution: int) -> tuple[Image, float]:
    """A page with its lines level, and the turn in degrees, counter-clockwise; 0 where it has no rules.

    Args:
        image: the page, in shades of grey.
        resolution: its dots per inch.
    """
    from PIL import Image as Images

    small, inch = _dark(image, resolution)
    found = (_runs(small, round(_HIGH * inch)).sum(), _runs(small.T, round(_HIGH * inch)).sum())
    if min(found) < _ENOUGH * inch:
        return image, 0.0
    angle = skew(image)
    turned = image.rotate(angle, fillcolor=255, resample=Images.Resampling.BICUBIC) if angle else image
    return turned, angle


def rules_on(image: Image, resolution: int) -> list[Rule]:
    """The level and upright lines of a straight page, in points from its top left corner."""
    dark, inch = _dark(image, resolution)
    points = POINTS_PER_INCH / inch
    return [
        Rule(upright, (first + last + 1) / 2 * points, start * points, end * points)
        for upright, pixels, length in ((False, dark, _LONG), (True, dark.T, _HIGH))
        for first, last, start, end in _bands(_runs(pixels, round(length * inch)))
        if last - first < _THICK * inch
    ]


def without_rules(image: Image, resolution: int) -> Image:
    """A straight page with paper where its lines are, and where their ink has spread beside them."""
    from PIL import Image as Images

    dark, inch = _dark(image, resolution)
    lines = _runs(dark, round(_LONG * inch)) | _runs(dark.T, round(_HIGH * inch)).T
    for axis in (0, 1):
        lines = lines | np.roll(lines, 1, axis) | np.roll(lines, -1, axis)
    step = max(1, resolution // _DETAIL)
    shades = np.array(image.convert("L"))
    height, width = (side * step for side in lines.shape)
    part = shades[:height, :width]
    part[np.kron(lines, np.ones((step, step), dtype=bool))] = np.median(shades)
    return Images.fromarray(shades)


def is_inked(image: Image, resolution: int) -> bool:
    """Whether something is written on a piece of a page: ink as high as the smallest letters, no mere specks.

    Args:
        image: the piece.
        resolution: its dots per inch.
    """
    shades = np.asarray(image, dtype=np.int16)
    if not shades.size:
        return False
    dark = shades < np.median(shades) - _DARKER
    if dark.sum() < _LEAST_INK * resolution**2:
        return False
    rows: Pixels = np.atleast_2d(dark.any(axis=1))
    return bool(_runs(rows, round(_LEAST_HEIGHT * resolution)).any())


def _dark(image: Image, resolution: int) -> tuple[Pixels, float]:
    """The dark pixels of a page, coarsened to what is needed, and how many of them make an inch."""
    shades = np.asarray(image.convert("L"))
    step = max(1, resolution // _DETAIL)
    height, width = (side // step * step for side in shades.shape)
    blocks = shades[:height, :width].reshape(height // step, step, width // step, step)
    shades = blocks.min(axis=(1, 3))
    paper = float(np.median(shades))
    contrast = max(paper - float(np.percentile(shades, _DARKEST)), _LEAST_CONTRAST)
    return shades < paper - _INK * contrast, resolution / step


def _runs(dark: Pixels, length: int) -> Pixels:
    """The pixels that lie in a level run of dark ones at least `length` long."""
    height, width = dark.shape
    length = max(length, 2)
    if width < length:
        return np.zeros_like(dark)
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    begins = (sums[:, length:] - sums[:, :-length]) >= _FULL * length
    # A run begins where `begins` says and covers `length` pixels: add one there, take it off behind.
    change = np.zeros((height, width + 1), dtype=np.int32)
    change[:, : begins.shape[1]] += begins
    change[:, length:] -= begins
    covered: Pixels = np.cumsum(change, axis=1)[:, :width] > 0
    return covered


def _bands(runs: Pixels) -> Iterator[tuple[int, int, int, int]]:
    """Runs that lie on each other as one: its first and last row, its start and end along them."""
    going_on: list[tuple[int, int, int, int]] = []
    for row in np.flatnonzero(runs.any(axis=1)).tolist():
        yield from (band for band in going_on if band[1] < row - 2)
        going_on = [band for band in going_on if band[1] >= row - 2]
        for start, end in _stretches(runs[row]):
            touching = (at for at, band in enumerate(going_on) if band[2] <= end and start <= band[3])
            at = next(touching, None)
            if at is None:
                going_on.append((row, row, start, end))
            else:
                first, _, left, right = going_on[at]
                going_on[at] = (first, row, min(left, start), max(right, end))
    yield from going_on


def _stretches(row: NDArray[np.bool_]) -> Sequence[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0])))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
