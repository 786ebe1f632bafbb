"""The glyphs of a PDF page with their boxes, from either of two libraries, in the order they are drawn.

Boxes are in points from the page's top left corner as a reader sees it (crop box, page rotation applied).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from ctypes import addressof, byref, c_double, c_float, c_int, c_uint, create_string_buffer
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from solieu.ingest.compose import Box
from solieu.ingest.legacy import Legacy, by_content, by_name, is_hidden_letter, is_unicode, shown

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pypdfium2 import PdfPage

_SMALLEST = 1.0
# PDFium takes whole device units only; a page this much enlarged keeps hundredths of a point.
_FINE = 100
_QUARTER = 90
_DEEPEST_FORM = 8
_TOUCHING = 0.15  # ems between the letters of one word
_WHITE = 250  # of 255, of each colour
_BLANKS = (0x09, 0x0A, 0x0D)
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
# What PDFium puts in between glyphs, and what it writes for a hyphen at the end of a line.
_MAY_BE_MADE_UP = (0x20, 0x0D, 0x0A)
_MAY_BE_HYPHEN = (0x02, 0xAD, 0xFFFE)


class Glyph(NamedTuple):
    """A character on a page: its text and box, and its place along and across its own line of writing.

    `turn` is how many degrees clockwise the direction of writing is turned from left-to-right; `start` and
    `end` grow along it, `base` grows from line to line, all in points. `size` is the font's size in points.
    """

    text: str
    box: Box
    start: float
    end: float
    base: float
    size: float
    turn: int


def pdfium_glyphs(page: PdfPage, place: Place | None = None) -> list[Glyph]:
    """The glyphs of a page as PDFium reads them, without the spaces and line ends it makes up itself.

    White letters on nothing, as page numbers of an earlier print are painted over, are left out.
    """
    textpage = page.get_textpage()
    try:
        return _glyphs(textpage.raw, place or Place(page), *_drawing_order(page))
    finally:
        textpage.close()


def pdfplumber_glyphs(page: Page) -> list[Glyph]:
    """The glyphs of a page as pdfplumber reads them: slower by far, but surer with broken fonts."""
    glyphs, fonts = [], []
    for char in page.chars:
        box = (float(char["x0"]), float(char["top"]), float(char["x1"]), float(char["bottom"]))
        across, along, *_, x, y = (float(number) for number in char["matrix"])
        turn = _turn(math.atan2(-along, across))
        text = "".join(map(_shown, map(ord, char["text"])))
        glyphs.append(_glyph(text, box, (x, float(page.height) - y), float(char["size"]), turn))
        fonts.append(str(char["fontname"]))
    return decoded(glyphs, fonts)


def _drawing_order(page: PdfPage) -> tuple[dict[int, int], list[Any]]:
    """The places of the page's objects in the order they are drawn, by their addresses, and the backgrounds.

    PDFium orders text anew by the lines it sees, and sees wrong where the writing is turned.
    """
    order: dict[int, int] = {}
    grounds: list[Any] = []
    _number(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, order, grounds, _DEEPEST_FORM)
    return order, grounds


def _number(
    parent: Any,
    count: Callable[..., int],
    get: Callable[..., Any],
    order: dict[int, int],
    grounds: list[Any],
    depth: int,
) -> None:
    for index in range(count(parent)):
        shape = get(parent, index)
        if not shape:
            continue
        order[addressof(shape.contents)] = len(order)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            grounds.append(shape)
        if depth and kind == pdfium.FPDF_PAGEOBJ_FORM:
            nested = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
            _number(shape, *nested, order, grounds, depth - 1)


def _unseen(text: Any, grounds: Sequence[Any]) -> bool:
    """Whether a text object is painted white and nothing but the white page can lie under it."""
    if not white(text) or pdfium.FPDFTextObj_GetTextRenderMode(text) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return False
    left, bottom, right, top = _bounds(text)
    for ground in grounds:
        x0, y0, x1, y1 = _bounds(ground)
        meets = x0 < right and left < x1 and y0 < top and bottom < y1
        if meets and not (pdfium.FPDFPageObj_GetType(ground) == pdfium.FPDF_PAGEOBJ_PATH and white(ground)):
            return False
    return True


def white(shape: Any, *, stroke: bool = False) -> bool:
    """Whether an object of a page is filled, or stroked, with white."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
    got = colour(shape, byref(red), byref(green), byref(blue), byref(alpha))
    return bool(got) and min(red.value, green.value, blue.value) >= _WHITE


def _bounds(shape: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(shape, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def _glyphs(
    textpage: pdfium.FPDF_TEXTPAGE, place: Place, order: dict[int, int], grounds: Sequence[Any]
) -> list[Glyph]:
    found: list[tuple[int, Glyph]] = []
    fonts: list[str] = []
    names: dict[int, str] = {}
    drawn, font = 0, ""
    rect, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    to_rect, to_x, to_y = byref(rect), byref(x), byref(y)
    drawn_by, size, turn, unseen = None, 0.0, 0, False
    high = 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _MAY_BE_MADE_UP and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
        # Letters of one text object share their size and direction, which are dear to ask for.
        text = pdfium.FPDFText_GetTextObject(textpage, index)
        text_object = addressof(text.contents)
        if text_object != drawn_by:
            drawn_by = text_object
            size, turn = _manner(textpage, index, place)
            drawn = order.get(text_object, drawn)
            unseen = _unseen(text, grounds)
            font = _font_name(text, names)
        if unseen:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, to_rect)
        pdfium.FPDFText_GetCharOrigin(textpage, index, to_x, to_y)
        box = place.box(rect.left, rect.top, rect.right, rect.bottom)
        hyphen = code in _MAY_BE_HYPHEN and pdfium.FPDFText_IsHyphen(textpage, index) == 1
        if hyphen and by_name(font):
            code, hyphen = 0xAD, False  # the place of a letter in older fonts
        shown = "-" if hyphen else _shown(code)
        found.append((drawn, _glyph(shown, box, place.point(x.value, y.value), size, turn)))
        fonts.append(font)
    glyphs = decoded([glyph for _, glyph in found], fonts)
    places = sorted(range(len(found)), key=lambda index: found[index][0])
    return [glyphs[place] for place in places]


def _font_name(text: Any, names: dict[int, str]) -> str:
    """The name of the font of a text object; `names` keeps those that were asked for."""
    font = pdfium.FPDFTextObj_GetFont(text)
    if not font:
        return ""
    address = addressof(font.contents)
    if address not in names:
        size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
        name = create_string_buffer(size)
        pdfium.FPDFFont_GetBaseFontName(font, name, size)
        names[address] = name.value.decode("utf-8", "replace")
    return names[address]


def decoded(glyphs: Sequence[Glyph], fonts: Sequence[str]) -> list[Glyph]:
    """The glyphs with the letters that older Vietnamese fonts show, told by name or by content.

    Args:
        glyphs: as the file has them.
        fonts: the name of the font of each.
    """
    known = {font: by_name(font) for font in set(fonts)}
    if any(known.values()):
        for font in known:
            # Some writers name the old font and map its letters to today's.
            if is_unicode("".join(g.text for g, its in zip(glyphs, fonts, strict=True) if its == font)):
                known[font] = None
    else:
        encoding = by_content("".join(glyph.text for glyph in glyphs))
        known = dict.fromkeys(known, encoding)
    if not any(known.values()):
        return list(glyphs)
    read = [_decoded(glyph, known[font]) for glyph, font in zip(glyphs, fonts, strict=True)]
    for index, (glyph, font) in enumerate(zip(read, fonts, strict=True)):
        if glyph.text == "-" and known[font] == "tcvn3":
            before = _neighbour(read, index - 1, glyph)
            if is_hidden_letter(before, _neighbour(read, index + 1, glyph)):
                read[index] = glyph._replace(text="ư")
    return read


def _neighbour(glyphs: Sequence[Glyph], index: int, glyph: Glyph) -> str:
    """The character next to a glyph; a space where there is none close by on its line."""
    if not 0 <= index < len(glyphs):
        return " "
    other = glyphs[index]
    gap = max(other.start - glyph.end, glyph.start - other.end)
    near = other.turn == glyph.turn and abs(other.base - glyph.base) < 1 and gap <= _TOUCHING * glyph.size
    return other.text[-1:] if near and other.text else " "


def _decoded(glyph: Glyph, encoding: Legacy | None) -> Glyph:
    if encoding is None:
        return glyph
    return glyph._replace(text="".join(shown(character, encoding) for character in glyph.text))


def _manner(textpage: pdfium.FPDF_TEXTPAGE, index: int, place: Place) -> tuple[float, int]:
    """The size of a glyph in points and the turn of its line of writing."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, byref(matrix))
    size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    return size, _turn(place.turn - math.atan2(matrix.b, matrix.a))


def _glyph(text: str, box: Box, origin: tuple[float, float], size: float, turn: int) -> Glyph:
    x0, top, x1, bottom = box
    x, y = origin
    size = max(size, _SMALLEST)
    if turn == 90:
        return Glyph(text, box, top, bottom, -x, size, turn)
    if turn == 180:
        return Glyph(text, box, -x1, -x0, -y, size, turn)
    if turn == 270:
        return Glyph(text, box, -bottom, -top, x, size, turn)
    return Glyph(text, box, x0, x1, y, size, turn)


def _turn(angle: float) -> int:
    """The nearest quarter turn to an angle in radians, clockwise, in degrees."""
    return round(math.degrees(angle) / _QUARTER) * _QUARTER % 360


def _shown(code: int) -> str:
    """The character of a code point; U+FFFD where the font does not say which it is."""
    if 0x20 <= code < 0xD800 or code in _BLANKS:
        return chr(code)
    if 0xE000 <= code <= 0x10FFFF and code not in _NO_CHARACTERS:
        return chr(code)
    return "\ufffd"


class Place:
    """From a page's own coordinates to points from its top left corner."""

    def __init__(self, page: PdfPage) -> None:
        width, height = page.get_size()
        self.turn = math.radians(page.get_rotation())
        wide, high = round(width * _FINE), round(height * _FINE)

        def device(x: float, y: float) -> tuple[float, float]:
            across, down = c_int(), c_int()
            pdfium.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, x, y, byref(across), byref(down))
            return across.value / _FINE, down.value / _FINE

        span = 1000.0  # far apart, so that rounding does not turn the page
        self._x, self._y = device(0, 0)
        right, up = device(span, 0), device(0, span)
        self._xx, self._yx = (right[0] - self._x) / span, (right[1] - self._y) / span
        self._xy, self._yy = (up[0] - self._x) / span, (up[1] - self._y) / span

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._xx + y * self._xy, self._y + x * self._yx + y * self._yy

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        x0, y0 = self.point(left, top)
        x1, y1 = self.point(right, bottom)
        if x0 > x1:
            x0, x1 = x1, x0
        return (x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0)
