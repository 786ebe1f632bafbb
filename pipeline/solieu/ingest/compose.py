"""The one place where text comes to be: pieces of raw text in, one NFC text with its origins out.

Pieces are normalised as if they were one text: a combining mark that opens a piece joins the letter that
closed the piece before. Origins are recorded while the text is built, never found again afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from struct import pack

from solieu.ingest.reading import Refused
from solieu.types import Segment

Box = tuple[float, float, float, float]

# Code points in one segment: `Document.locate` encodes at most so many to find a byte offset.
SEGMENT_LENGTH = 4096
# Marks on one letter. Ordering them takes quadratic time, and no script needs more than a dozen.
MOST_MARKS = 1024
SEPARATORS = " \t\n"

_NO_BOX = pack("<4f", *[float("nan")] * 4)


@dataclass(frozen=True, slots=True)
class _Piece:
    raw: str
    page: int | None
    path: str | None
    confidence: float | None
    boxes: tuple[Box | None, ...] | None
    source_start: int | None
    source_end: int | None
    encoding: str | None


class Composer:
    """Builds a document's text and segments.

    >>> composer = Composer()
    >>> composer.add("Ha\\u0300", path="/p[1]")
    >>> composer.put(" ")
    >>> composer.add("No\\u0323\\u0302i", path="/p[2]")
    >>> text, segments = composer.finish()
    >>> text, [(s.start, s.end, s.path) for s in segments]
    ('Hà Nội', [(0, 2, '/p[1]'), (3, 6, '/p[2]')])
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._open: _Piece | None = None

    def add(
        self,
        raw: str,
        *,
        page: int | None = None,
        path: str | None = None,
        confidence: float | None = None,
        boxes: Sequence[Box | None] | None = None,
        source_start: int | None = None,
        source_end: int | None = None,
        encoding: str | None = None,
    ) -> None:
        """Appends a piece of the source.

        Args:
            raw: the piece, without lone surrogates; it need not be NFC.
            page, path, confidence: as in `Origin`, for the whole piece.
            boxes: one (x0, top, x1, bottom) in points per code point of `raw`, None where there is no glyph.
            source_start, source_end: the bytes of the piece; a piece that follows another without a gap in
                the text must follow it in the bytes.
            encoding: the codec by which those bytes are `raw`; None where they are not (a damaged byte).

        Raises:
            Refused: more than `MOST_MARKS` combining marks stand on one letter.
        """
        glyphs = None if boxes is None else tuple(boxes)
        piece = _Piece(raw, page, path, confidence, glyphs, source_start, source_end, encoding)
        rest = self._absorb(piece) if self._open is not None else piece
        if rest is not None and rest.raw:
            self._settle()
            self._open = rest

    def put(self, separator: str) -> None:
        """Appends spaces, tabs or line breaks that the reader puts in; they have no origin."""
        if separator.strip(SEPARATORS):
            raise ValueError(f"{separator!r} is text; only separators have no origin")
        if separator:
            self._settle()
            self._texts.append(separator)
            self._length += len(separator)

    def __len__(self) -> int:
        """The length of the text so far, in code points: where the next piece begins unless with a mark."""
        return self._length + (len(_nfc(self._open.raw)) if self._open is not None else 0)

    def finish(self) -> tuple[str, tuple[Segment, ...]]:
        """The text and its segments, in text order."""
        self._settle()
        return "".join(self._texts), tuple(self._segments)

    def _absorb(self, piece: _Piece) -> _Piece | None:
        """Moves the marks that open a piece to the piece they belong to; returns what is left."""
        held = self._open
        if held is None or not piece.raw:
            return piece
        taken = 1 if held.raw[-1] == "\r" and piece.raw[0] == "\n" else _marks(piece.raw, 0)
        if not taken:
            return piece
        _bound_marks(held.raw[-MOST_MARKS:] + piece.raw[:taken])
        marks, rest = _split(piece, taken)
        boxes = None if held.boxes is None else held.boxes + (marks.boxes or (None,) * taken)
        self._open = replace(held, raw=held.raw + marks.raw, boxes=boxes, source_end=marks.source_end)
        return rest

    def _settle(self) -> None:
        piece, self._open = self._open, None
        if piece is not None:
            for bounded in _split(piece, *_places(piece.raw)):
                for part in _parts(bounded):
                    self._emit(*part)

    def _emit(self, text: str, piece: _Piece, widths: bytes | None, boxes: bytes | None) -> None:
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._texts.append(text)
        encoding = piece.encoding if text == piece.raw else None
        self._segments.append(
            Segment(
                start, self._length, piece.page, piece.path, piece.source_start, piece.source_end,
                encoding, widths, boxes, piece.confidence,
            )
        )  # fmt: skip


def _parts(piece: _Piece) -> Iterator[tuple[str, _Piece, bytes | None, bytes | None]]:
    """A piece of bounded length as stretches of final text with their byte widths and boxes."""
    if "\r\n" not in piece.raw and unicodedata.is_normalized("NFC", piece.raw):
        yield piece.raw, piece, None, None if piece.boxes is None else _pack(piece.boxes)
    elif piece.boxes is not None:
        text, boxes = _compose_boxes(piece.raw, piece.boxes)
        yield text, piece, None, boxes
    elif piece.encoding is not None:
        yield from _compose_bytes(piece)
    else:
        yield _nfc(piece.raw), piece, None, None


def _compose_bytes(piece: _Piece) -> Iterator[tuple[str, _Piece, bytes | None, bytes | None]]:
    encoding = piece.encoding or "utf-8"
    if unicodedata.is_normalized("NFC", piece.raw):
        yield _nfc(piece.raw), piece, _widths(piece.raw, encoding), None
        return
    texts: list[str] = []
    widths = bytearray()
    done = 0
    for raw, text in _runs(piece.raw):
        width = len(raw.encode(encoding))
        if raw == text:
            widths += _widths(raw, encoding)
        elif width <= 255:
            widths += bytes([width]) + bytes(len(text) - 1)
        else:
            # Too wide for one byte of `widths`: it becomes a segment of its own, mapped as a whole.
            before, wide, rest = _split(piece, done, done + len(raw))
            yield "".join(texts), before, bytes(widths), None
            yield text, replace(wide, encoding=None), None, None
            yield from _compose_bytes(rest)
            return
        texts.append(text)
        done += len(raw)
    yield "".join(texts), piece, bytes(widths), None


def _compose_boxes(raw: str, boxes: Sequence[Box | None]) -> tuple[str, bytes]:
    texts, packed, done = [], [], 0
    for part, text in _runs(raw):
        glyphs = boxes[done : done + len(part)]
        done += len(part)
        texts.append(text)
        packed.append(_pack(glyphs) if text == part else _pack([_union(glyphs)]) * len(text))
    return "".join(texts), b"".join(packed)


def _runs(raw: str) -> Iterator[tuple[str, str]]:
    """The runs of a text that normalise on their own, each with its NFC form."""
    for match in _run_pattern().finditer(raw):
        run = match[0]
        text = _nfc(run)
        if text == run or run == "\r\n" or match["letter"]:
            yield run, text
        else:
            for character in run:
                yield character, _nfc(character)


@cache
def _run_pattern() -> re.Pattern[str]:
    marks = _mark_class()
    # A line end of two code points; a run of code points none of which carries a mark; a letter with marks.
    return re.compile(rf"\r\n|(?:(?!\r\n)(?s:.)(?![{marks}]))+|(?P<letter>(?s:.)[{marks}]*)")


# UTF-8 by the first byte of a code point; 0xff stands for a line end of two bytes.
_UTF8_WIDTHS = bytes([1] * 0xC0 + [2] * 0x20 + [3] * 0x10 + [4] * 0x0F + [2])
_UTF8_CONTINUATIONS = bytes(range(0x80, 0xC0))


def _widths(raw: str, encoding: str) -> bytes:
    """The number of bytes of each code point; `\\r\\n` counts as one.

    >>> list(_widths("số\\r\\n", "utf-8"))
    [1, 3, 2]
    """
    if encoding == "utf-8":
        return raw.encode().replace(b"\r\n", b"\xff").translate(_UTF8_WIDTHS, _UTF8_CONTINUATIONS)
    lines = [bytes(len(character.encode(encoding)) for character in line) for line in raw.split("\r\n")]
    return bytes([len("\r\n".encode(encoding))]).join(lines)


@cache
def _mark_class() -> str:
    """What may join the code point before it: every mark, and the vowels and finals of Korean syllables."""
    ranges: list[list[int]] = [[0x1160, 0x11FF]]
    for code in chain(range(0x300, 0x20000), range(0xE0000, 0xE1000)):  # planes without marks left out
        if unicodedata.category(chr(code))[0] == "M":
            if ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


def _is_mark(character: str) -> bool:
    return character >= "\u0300" and (
        unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
    )


def _marks(raw: str, start: int) -> int:
    """How many marks stand at `start`."""
    end = start
    while end < len(raw) and _is_mark(raw[end]):
        end += 1
        if end - start > MOST_MARKS:
            _refuse_marks()
    return end - start


def _bound_marks(raw: str) -> None:
    if len(raw) > MOST_MARKS and all(map(_is_mark, raw[-MOST_MARKS:])):
        _refuse_marks()


def _refuse_marks() -> None:
    raise Refused("not_text", f"more than {MOST_MARKS} combining marks stand on one letter; this is no text")


def _places(raw: str) -> Iterator[int]:
    """Where a long text may be cut into parts that normalise on their own, about `SEGMENT_LENGTH` apart."""
    end = SEGMENT_LENGTH
    while end < len(raw):
        end += _marks(raw, end)
        end += raw[end - 1 : end + 1] == "\r\n"
        if end < len(raw):
            yield end
        end += SEGMENT_LENGTH


def _split(piece: _Piece, *places: int) -> list[_Piece]:
    """A piece cut at offsets into its raw text; one that has no encoding keeps its bytes in every part."""
    if not places:
        return [piece]
    parts, first = [], piece.source_start
    for start, end in pairwise((0, *places, len(piece.raw))):
        raw, last = piece.raw[start:end], piece.source_end
        if first is not None and piece.encoding is not None:
            last = first + len(raw.encode(piece.encoding))
        boxes = None if piece.boxes is None else piece.boxes[start:end]
        parts.append(replace(piece, raw=raw, boxes=boxes, source_start=first, source_end=last))
        first = last if piece.encoding is not None else first
    return parts


def _nfc(raw: str) -> str:
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))


def _pack(boxes: Sequence[Box | None]) -> bytes:
    return b"".join(_NO_BOX if box is None else pack("<4f", *box) for box in boxes)


def _union(boxes: Sequence[Box | None]) -> Box | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return min(left), min(top), max(right), max(bottom)
