"""Plain text: its characters as they stand, with the byte range of each."""

from __future__ import annotations

from solieu.ingest.compose import Composer
from solieu.ingest.encodings import decode, detect
from solieu.ingest.flat import flat_cells
from solieu.ingest.reading import Reading, Refused


def read_text(data: bytes) -> Reading:
    r"""A text file as NFC text without byte-order mark, `\r\n` as `\n`, each character with its bytes.

    A file that is sound but for a few damaged bytes is `partial`: those are U+FFFD in the text.

    Raises:
        Refused: `empty`, `not_text` or `legacy_encoding`.

    >>> read_text("\ufeffSố: 1\r\n".encode()).text
    'Số: 1\n'
    """
    encoding, start = detect(data)
    composer = Composer()
    damaged: list[int] = []
    for run in decode(data, encoding, start):
        if run.damaged:
            damaged.append(run.start)
        composer.add(
            run.text, source_start=run.start, source_end=run.end, encoding=None if run.damaged else encoding
        )
    text, segments = composer.finish()
    if not text.strip():
        raise Refused("empty", "the text has no characters but blanks; nothing can be read from it")
    return Reading(
        text,
        segments,
        cells=flat_cells(text),
        encoding=encoding,
        status="partial" if damaged else "done",
        reason=damage(damaged, encoding) if damaged else None,
    )


def damage(positions: list[int], encoding: str) -> str:
    """The reason of a text with damaged bytes at these byte offsets.

    >>> damage([5], "utf-8")
    'damaged: 1 place is not sound UTF-8 (first at byte 5) and stands as U+FFFD; fetch or save the file again'
    """
    places = "1 place is" if len(positions) == 1 else f"{len(positions)} places are"
    return (
        f"damaged: {places} not sound {encoding.upper()} (first at byte {positions[0]}) and "
        f"{'stands' if len(positions) == 1 else 'stand'} as U+FFFD; fetch or save the file again"
    )
