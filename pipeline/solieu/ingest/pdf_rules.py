"""The straight lines that a PDF page draws: the rules of its tables.

PDFium hands out a page's paths a hundred times faster than a library that reads the whole page anew, so
every page can be asked. A rule is what a reader sees as one: a stroked line, a side of a stroked
rectangle, or a filled rectangle too thin for anything else. White ones hold a layout and show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from solieu.ingest.pdf_glyphs import Place, white

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THIN = 3.0  # points: a filled rectangle below is a line
STRAIGHT = 1.0  # points that a line may lean
# A page of more paths is a drawing, a map or text as shapes; the largest table seen has a tenth.
MOST_PATHS = 20_000
_MOST_POINTS = 4096  # of one path; what has more is a drawing
_DEEPEST_FORM = 8

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight line: at `at` across its direction, from `start` to `end` along it, in points.

    `upright` says that it runs down the page, so that `at` is its distance from the left edge.
    """

    upright: bool
    at: float
    start: float
    end: float


def rules_of(page: PdfPage, place: Place) -> list[Rule]:
    """The horizontal and vertical lines of a page, in points from its top left corner as a reader sees it."""
    rules: list[Rule] = []
    for count, (shape, matrix) in enumerate(_paths(page.raw, False, _SAME, _DEEPEST_FORM)):
        if count >= MOST_PATHS:
            return []
        rules += _rules(shape, _times(_matrix(shape), matrix), place)
    return rules


def _paths(parent: Any, form: bool, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    count = pdfium.FPDFFormObj_CountObjects if form else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if form else pdfium.FPDFPage_GetObject
    for index in range(count(parent)):
        shape = get(parent, index)
        if not shape:
            continue
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield shape, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            yield from _paths(shape, True, _times(_matrix(shape), matrix), depth - 1)


def _matrix(shape: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one and then the other."""
    if then == _SAME:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _rules(shape: Any, matrix: Matrix, place: Place) -> Iterator[Rule]:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(shape, byref(fill), byref(stroke))
    painted = (fill.value and not white(shape)) or (stroke.value and not white(shape, stroke=True))
    if not painted:
        return
    lines = [[place.point(*_moved(point, matrix)) for point in line] for line in _lines(shape)]
    for line in lines:
        if not line:
            continue
        across, down = [x for x, _ in line], [y for _, y in line]
        width, height = max(across) - min(across), max(down) - min(down)
        if height <= THIN < width:
            yield Rule(False, (min(down) + max(down)) / 2, min(across), max(across))
        elif width <= THIN < height:
            yield Rule(True, (min(across) + max(across)) / 2, min(down), max(down))
        elif stroke.value:
            yield from _sides(line)


def _sides(line: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(line):
        if abs(x1 - x0) <= STRAIGHT < abs(y1 - y0):
            yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        elif abs(y1 - y0) <= STRAIGHT < abs(x1 - x0):
            yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _lines(shape: Any) -> Iterator[list[tuple[float, float]]]:
    """The straight parts of a path, each as the points that it joins; one with a curve is no rule."""
    points: list[tuple[float, float]] = []
    count = pdfium.FPDFPath_CountSegments(shape)
    if count > _MOST_POINTS:
        return
    x, y = c_float(), c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            return
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    yield points
