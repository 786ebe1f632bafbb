"""Bytes to characters: which encoding a text is in, and its decoding in windows with byte offsets."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solieu.ingest.reading import Refused

# Bytes decoded at a time, so that a large text is never held twice.
WINDOW = 1 << 18

# The longest mark first: that of UTF-32 begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECODERS: dict[str, Callable[[memoryview, str, bool], tuple[str, int]]] = {
    "utf-8": codecs.utf_8_decode,
    "utf-16-le": codecs.utf_16_le_decode,
    "utf-16-be": codecs.utf_16_be_decode,
    "utf-32-le": codecs.utf_32_le_decode,
    "utf-32-be": codecs.utf_32_be_decode,
}
_HIGH = bytes(range(0x80, 0x100))
# Control characters that no text holds; the rest (tab, line and page ends, escape) turn up in real files.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
# A text that is mostly sound may have one damaged place in so many bytes that are not ASCII, and be cut off
# within its last letter. Older Vietnamese encodings make no sound UTF-8 of more than a letter by accident.
DAMAGE = 200
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of decoded text: `bytes[start:end]`, or U+FFFD for damaged bytes (`damaged`)."""

    text: str
    start: int
    end: int
    damaged: bool = False


def detect(data: bytes) -> tuple[str, int]:
    """The encoding of a text, as Python names it, and the length of its byte-order mark in bytes.

    Raises:
        Refused: `not_text` for binary bytes, `legacy_encoding` for text that is not Unicode.

    >>> detect("Số".encode("utf-16"))
    ('utf-16-le', 2)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    _require_text(data)
    return "utf-8", 0


def decode(data: bytes, encoding: str, start: int = 0) -> Iterator[Run]:
    """The text of `data[start:]`, run by run; a line end or a letter may be cut between two runs.

    Raises:
        Refused: `legacy_encoding` as soon as more bytes are damaged than an accident explains.
    """
    view, end = memoryview(data), len(data)
    high = end - len(data.translate(None, _HIGH)) if encoding == "utf-8" else end
    budget = high // DAMAGE
    decoder = _DECODERS[encoding]
    while start < end:
        window = view[start : start + WINDOW]
        try:
            text, used = decoder(window, "strict", start + WINDOW >= end)
        except UnicodeDecodeError as error:
            text, used = decoder(window[: error.start], "strict", True)
            if text:
                yield Run(text, start, start + used)
            cut_off = start + error.end == end and high > _LONGEST
            budget -= not cut_off
            if budget < 0:
                raise _legacy(start + error.start) from None
            yield Run("\ufffd", start + error.start, start + error.end, damaged=True)
            start += error.end
        else:
            yield Run(text, start, start + used)
            start += used


def _require_text(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls * 10 > len(data):
        raise Refused(
            "not_text",
            f"the bytes are no text and no format that is read ({controls} control bytes among {len(data)}); "
            "if it is UTF-16, save it with a byte-order mark or as UTF-8",
        )


def _legacy(position: int) -> Refused:
    return Refused(
        "legacy_encoding",
        f"the bytes are not UTF-8 (first at byte {position}); texts in TCVN3, VNI or another older encoding "
        "are not read yet: save the file as UTF-8",
    )
