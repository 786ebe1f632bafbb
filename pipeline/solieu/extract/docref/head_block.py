"""What the head of a document says of it: type, subject, issuer, place and day.

Decree 30/2020/NĐ-CP, annex I: issuer and motto side by side, number and dateline (`Hà Nội, ngày …`), the type
in capitals on a line of its own, below it the subject; a letter has `V/v …` below its number instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from solieu.extract.docref.issuer import issuers
from solieu.extract.docref.pieces import Piece, pieces
from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP
from solieu.types import DateValue, Mention, Region

# Characters from the beginning in which a letterhead with its title stands.
HEAD = 4_000
_MOTTO = re.compile(r"C[ỘÔ]NG\sH(?:ÒA|OÀ)\sXÃ|Độc\slập\s?[-–]\s?Tự|ĐẢNG\sCỘNG\sSẢN\sVIỆT")
# `Hà Nội, ngày`, `TP. Hồ Chí Minh, ngày`, `Bà Rịa - Vũng Tàu, ngày`; the day may still be blank.
_DATELINE = re.compile(
    rf"(?:(?<=[\n\t])|\A)[ \xa0]{{0,40}}(?P<place>[{UPPER}][{UPPER}{LOWER}.'’–\- ]{{1,40}}?)[ \xa0]{{0,3}},"
    rf"[ \xa0]{{0,4}}ngày(?!\w)"
)
# Where a subject is over: reasons, addressee, the first section, a note on the act itself.
_OVER = re.compile(
    r"[-–]?\s?(?:(?i:căn\scứ|xét|kính\sgửi|số\s?:|ban\shành\skèm)(?!\w)|\((?:Ban\shành|Kèm|Được|Tại)|"
    r"(?:Theo\sđề\snghị|Hôm\snay|Được\ssự)\s|(?:Điều|Chương|Phần|Mục)\s[\dIVX]|"
    r"(?:[IVX]{1,5}|\d{1,2}|[A-D])[.)]\s?\S|QUYẾT\s(?:ĐỊNH|NGHỊ)\s?:|(?:Luật|Pháp\slệnh|Nghị\squyết)\snày\s)"
)
# The same, but for words that a subject can begin with.
_REASONS = re.compile(r"(?:Theo|Thực\shiện|Trên\scơ\ssở|Để|Tiếp\stheo)\s")
_ACT_NUMBER = re.compile(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]")
_GOES_ON = re.compile(
    r"(?:[,;–-]|(?<!\w)(?:của|và|về|các|với|cho|do|theo|tại|trong|trên|từ|đến|giữa|là|tỉnh|huyện|xã|số|những|để|"
    r"thành\sphố|thuộc|một\ssố\sđiều|nước|bộ))\Z",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<=[^\W\d_])\d{1,2}\Z|\s?(?:\[\d{1,2}\]|\(\*\)|\*)\Z")
_LETTER = re.compile(r"V/v\s?:?\s?\S", re.IGNORECASE)
_PASSED = re.compile(
    rf"(?<!\w)(?:Luật|Bộ{GAP}luật|Nghị{GAP}quyết|Pháp{GAP}lệnh|Hiến{GAP}pháp){GAP}này(?:{GAP}đã)?{GAP}được{GAP}"
    rf"[^.;]{{5,200}}?thông{GAP}qua{GAP}"
)
_MOST_LINES, _LONGEST_LINE, _TAIL, _FIRST = 10, 900, 8_000, 6


class HeadBlock(NamedTuple):
    """What a head says, None for what it does not; `lettered` if it has the number or the motto of an act."""

    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    lettered: bool = False


def read_head(
    text: str, own: Mention | None, mentions: Sequence[Mention], regions: Sequence[Region], lexicon: Lexicon
) -> HeadBlock:
    """What the head of a document says of it.

    Args:
        text: the document.
        own: its own number, None where its head prints none.
        mentions: its dates and citations.
        regions: running heads and the like, which are left out.
        lexicon: the vocabulary, for type words and issuers.

    >>> from solieu.lexicon import load
    >>> head = "BỘ Y TẾ\\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nTHÔNG TƯ\\nQuy định về giá\\nthuốc\\nCăn cứ"
    >>> read_head(head, None, (), (), load())[:3]
    ('Thông tư', 'THÔNG TƯ Quy định về giá thuốc', 'BỘ Y TẾ')
    """
    head = list(pieces(text, regions, end=min(HEAD, len(text))))
    motto = next((at for at, piece in enumerate(head) if _MOTTO.match(piece.words)), None)
    lettered = motto is not None or own is not None
    first = own.start if own is not None else head[motto].start if motto is not None else None
    at = _type_line(head, first, lexicon)
    kind = None if at is None else _types(lexicon)[_plain(head[at].words)]
    title = _letter_subject(head) if at is None and lettered else None
    if at is not None:
        subject = _subject(head[at + 1 : at + 1 + 2 * _MOST_LINES], head[at].words, lexicon)
        title = " ".join([_plain(head[at].words), *subject])
        title = _REFERENCE.sub("", title)
    last = HEAD if at is None else head[at].start
    place, date = _dateline(text, mentions, last) if lettered else (None, None)
    if date is None and (lettered or at is not None):
        date = _passed(text, mentions)
    issuer = _issuer(head[: motto + 1], lexicon) if motto is not None and own is None else None
    return HeadBlock(kind, title, issuer, place, date, lettered)


def _type_line(head: Sequence[Piece], first: int | None, lexicon: Lexicon) -> int | None:
    """Which piece is the type, alone and in capitals: behind number or motto, or among the very first."""
    known = _types(lexicon)
    for at, piece in enumerate(head):
        if first is None and at >= _FIRST:
            return None
        if (first is None or piece.start > first) and piece.capital and _plain(piece.words) in known:
            return at
    return None


def _subject(lines: Sequence[Piece], kind: str, lexicon: Lexicon) -> list[str]:
    """The lines below the type that say what the document is about."""
    subject: list[Piece] = []
    sure = False
    for piece in lines:
        if not piece.words:
            sure = bool(subject)
            if sure:
                break
            continue
        sure = _is_over(piece.words, kind, subject) or len(piece.words) > _LONGEST_LINE
        if sure or len(subject) == _MOST_LINES:
            break
        subject.append(piece)
    if not sure:
        subject = _heading(subject)
    for at in range(1, len(subject)):
        authority = subject[at].capital and issuers(lexicon).pattern.match(subject[at].words)
        if (
            authority
            and all(piece.capital for piece in subject[at:])
            and not _GOES_ON.search(subject[at - 1].words)
        ):
            subject = subject[:at]
            break
    if len(subject) == 1 and subject[0].capital and issuers(lexicon).pattern.fullmatch(subject[0].words):
        return []
    return [piece.words for piece in subject]


def _is_over(words: str, kind: str, subject: Sequence[Piece]) -> bool:
    if _OVER.match(words) or _MOTTO.match(words) or (subject and _REASONS.match(words)):
        return True
    # What a consolidated text was made of: `Thông tư số 57/2021/TT-BTC ngày … của Bộ trưởng …`.
    itself = words.casefold().startswith(f"{_plain(kind).casefold()} ") and _ACT_NUMBER.search(words)
    return bool(itself and subject and not _GOES_ON.search(subject[-1].words))


def _heading(lines: Sequence[Piece]) -> list[Piece]:
    """Lines that go on with each other, up to where the body begins without a word that says so."""
    heading: list[Piece] = []
    for piece in lines:
        if len(piece.words) > 250 or piece.words.endswith((".", ":", ";")):
            break
        fresh = piece.words[0].isupper() and not piece.capital
        if (
            heading
            and (fresh or heading[-1].capital != piece.capital)
            and not _GOES_ON.search(heading[-1].words)
        ):
            break
        heading.append(piece)
    return heading


def _letter_subject(head: Sequence[Piece]) -> str | None:
    """What a letter is about: `V/v …` and the lines below it in the left column."""
    for at, piece in enumerate(head):
        if _LETTER.match(piece.words):
            lines = [piece.words]
            for below in head[at + 1 : at + 6]:
                over = not below.words or _OVER.match(below.words) or _MOTTO.match(below.words)
                if over or below.capital or _DATELINE.match(below.words):
                    break
                lines.append(below.words)
            return " ".join(lines)
    return None


def _dateline(text: str, mentions: Sequence[Mention], last: int) -> tuple[str | None, str | None]:
    """Place and day of the dateline, which stands above the type."""
    found = _DATELINE.search(text, 0, last)
    if found is None:
        return None, None
    return " ".join(found["place"].split()), _day_at(found.end() - 4, mentions)


def _passed(text: str, mentions: Sequence[Mention]) -> str | None:
    """The day on which a law was passed, as the note behind its last article tells: it has no dateline."""
    for found in _PASSED.finditer(text, max(len(text) - _TAIL, 0)):
        day = _day_at(found.end(), mentions)
        if day is not None:
            return day
    return None


def _day_at(at: int, mentions: Sequence[Mention]) -> str | None:
    """The day that is written at a place, or just behind it."""
    for mention in mentions:
        if at - 2 <= mention.start <= at + 6 and isinstance(mention.value, DateValue) and mention.value.valid:
            return mention.value.text if len(mention.value.text) == 10 else None
    return None


def _issuer(head: Sequence[Piece], lexicon: Lexicon) -> str | None:
    """The issuer in capitals above the motto, where no number stands below that would tell it."""
    lines: list[str] = []
    for piece in head[:-1]:
        if (lines and not piece.words[:1].isalpha()) or piece.words[:2] in ("Số", "SỐ"):
            break
        if piece.capital and (lines or issuers(lexicon).pattern.match(piece.words)):
            lines.append(piece.words)
    return " ".join(lines[:4]) or None


@cache
def _types(lexicon: Lexicon) -> dict[str, str]:
    """The canonical type by its words in capitals."""
    return {row["name"].upper(): row["name"] for row in lexicon.rows("document_types")}


def _plain(words: str) -> str:
    return _REFERENCE.sub("", words)
