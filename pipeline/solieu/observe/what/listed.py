"""What a list says that its items are parts of: `chỉ số giá tăng là: giáo dục tăng 2%; giao thông tăng 1%`.

An item of a list says half of what its figure measures; the other half stands before the list: in the words
before its colon, in the figure that `trong đó` goes back to, or before the bracket that holds the list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solieu.lexicon.indicators import fold
from solieu.lexicon.pattern import UPPER
from solieu.observe.parts.figures import OBSERVED
from solieu.observe.parts.outline import Outline
from solieu.types import Mention

# A sentence ends; so does a list that is not broken over lines.
_ENDS = re.compile(rf"[.!?…]+[”\")]*\s+(?=[{UPPER}“\"*+-])|\n")
# What goes back to the figure before: `trong đó`, `cụ thể`; a colon may follow at once.
_BACK = re.compile(
    r"(?<!\w)(?<!không\s)(?:trong\s+(?:số\s+)?đó|cụ\s+thể(?:\s+(?:là|như\s+sau))?|bao\s+gồm|gồm|"
    r"(?:chia|phân)\s+theo\s[^:;.\n]{2,40})(?:\s+có)?(?!\w)\s*[:,]?",
    re.IGNORECASE,
)
# A bracket that goes back to the figure right before it: `gia cầm 9.471 con (trong đó: gà 6.572 con)`.
_ASIDE = re.compile(r"\(\s?(?:trong\s+đó|gồm|bao\s+gồm)(?!\w)[^()]*\Z", re.IGNORECASE)
# A colon, but that of a time or a proportion.
_COLON = re.compile(r":(?=\s)")
# Who says a thing names no whole; nor does where a picture or a text is from.
_SPOKEN = re.compile(
    r"(?:cho\s+(?:biết|hay|rằng)|yêu\s+cầu|xác\s+định|đề\s+nghị|chỉ\s+đạo|quy\s+định|nói|viết|phát\s+biểu|khẳng\s+định|nhấn\s+mạnh|hỏi|đáp|nguồn|ảnh)\W*\Z",
    re.IGNORECASE,
)
# Words that point on and name nothing.
_POINTS = re.compile(
    r"\W*(?:(?:chia|phân|tính)\s+theo|kết\s+quả|tập\s+trung|thứ\s+nhất|nội\s+dung|như)(?!\w)", re.IGNORECASE
)
# The sentence that names the whole begins behind the last of these; its clauses are parted by commas, and
# those that say when or compare are no part of the name.
_CLAUSE = re.compile(r"[;.](?=\s)|[(\n]")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_WHEN = re.compile(
    r"\W*(?:so\s+(?:với|cùng)|tính|đến|tới|từ|tại|trong|vào|cũng|ước|năm|tháng|quý|ngày|kể|sang|hiện|do|theo|bước)"
    r"(?!\w)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\W*(?:(?:trong\s+(?:số\s+)?đó|cụ\s+thể|riêng|theo\s+đó|chi\s+tiết|một\s+số|các|những|có|với|về|\d{1,3})"
    r"(?!\w)\W*){1,4}",
    re.IGNORECASE,
)
# Between that name and the colon: `như sau`, `tăng so với tháng trước là`, `trong tháng dự tính như sau`.
_TRAILING = re.compile(
    r"(?<!\w)(?:như\s+sau|như|là|gồm|bao\s+gồm|gồm\s+có|có|đạt|cụ\s+thể|so\s+(?:với|cùng)[^,;:]{0,60}|"
    r"(?:trong\s+)?(?:tháng|quý|năm|kỳ)(?:\s+(?:này|nay|\w{1,5}|\d{4}))?|dự\s+tính|ước\s+tính|chủ\s+yếu|"
    r"tăng(?:\s+(?:mạnh|cao))?|giảm(?:\s+mạnh)?)\W*\Z",
    re.IGNORECASE,
)
# Between the items of a list; the subject of an item before `có`: `thứ hai là Hàn Quốc có 161 dự án`.
_NEXT = re.compile(r";|:(?=\s)")
_SUBJECT = re.compile(
    r"\s*(?:(?:đứng\s+)?thứ\s+\w{1,4}\s+là\s+|ngành\s+)?(?P<name>\w[\w-]*(?:[\s,;&]+(?:-\s)?\w[\w-]*){0,11}?)"
    r"\s+có(?:\s+(?:tới|trên|hơn|gần|khoảng))?\s*",
    re.IGNORECASE,
)
_MOST_STRIPPED, _LONGEST = 6, 16
# How far behind a figure the next item of its list is looked for, in characters.
_REACH = 600


@dataclass(frozen=True, slots=True)
class _Main:
    """What a sentence measures first."""

    item: str
    kind: str
    noun: str | None


@dataclass(frozen=True, slots=True)
class _Topic:
    """What an item of a list is about: its subject (`xây dựng có …`), or what its first figure measures."""

    name: str
    kind: str | None = None


@dataclass(slots=True)
class _List:
    """The list that figures stand in: what its items are parts of, and the lists in brackets around it.

    `topic` is what the item is about that the figures now stand in.
    """

    whole: str | None = None
    around: list[str | None] = field(default_factory=list)
    opened: bool = False
    topic: _Topic | None = None


def find_wholes(
    outline: Outline, mentions: Sequence[Mention], items: Mapping[int, str | None]
) -> dict[int, str]:
    """What the figures of lists are parts of, by their starts; nothing for those outside of lists.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order.
        items: what each figure measures by its own words, by its start.
    """
    found: dict[int, str] = {}
    figures = [mention for mention in mentions if mention.kind in OBSERVED]
    now, last = _List(), 0
    main: _Main | None = None
    earlier: _Main | None = None
    nearest: _Main | None = None
    for figure in figures:
        gap = outline.text[last : figure.start]
        item = items.get(figure.start)
        ends = list(_ENDS.finditer(gap))
        if ends or outline.block(last) != outline.block(figure.start):
            now, earlier, main = _List(_lead(outline, figure)), main or earlier, None
        if "\n" in gap and outline.block(last) != outline.block(figure.start):
            earlier = None
        said = last + (ends[-1].end() if ends else 0)
        aside = _ASIDE.search(outline.text, said, figure.start)
        _open(now, outline.text, said, figure, nearest if aside else main or earlier)
        _turn(now, outline.text, said, figure, item)
        whole = _about(now, figure, item) or now.whole
        if item is not None and whole is not None and not _is_same(item, whole):
            found[figure.start] = whole
        if item is not None:
            nearest = _Main(item, figure.kind, figure.noun)
            main = main or nearest
        last = figure.end
    return found


def _open(now: _List, text: str, start: int, figure: Mention, main: _Main | None) -> None:
    """Enter the lists that open before a figure, and leave those that close."""
    gap = text[start : figure.start]
    for mark in gap:
        if mark == "(":
            now.around.append(now.whole)
        elif mark == ")" and now.around:
            now.whole = now.around.pop()
    gap = _BRACKETS.sub(lambda found: " " * len(found[0]), gap)  # `(bao gồm: gà, vịt)` opens nothing
    colon = next(reversed(list(_COLON.finditer(gap))), None)
    now.opened = now.opened or (colon is not None and _goes_on(text, figure))
    if colon is not None and gap[colon.end() :].strip():
        named = _named(text, start + colon.start())
        if named is not None and _goes_on(text, figure):
            now.whole = named
        elif named is None and main is not None and _BACK.search(gap):
            now.whole = main.item
    elif main is not None and (main.kind, main.noun) == (figure.kind, figure.noun) and _BACK.search(gap):
        now.whole = main.item


def _turn(now: _List, text: str, start: int, figure: Mention, item: str | None) -> None:
    """Note what a new item of a list is about: its subject, else what its first figure measures."""
    gap = text[start : figure.start]
    marks = [mark.end() for mark in _NEXT.finditer(gap)]
    if not marks and now.topic is not None:
        return
    said = gap[marks[-1] :] if marks else gap
    subject = _SUBJECT.fullmatch(said) if marks else None
    if said.count("(") > said.count(")"):  # `ô tô con (dưới 9 chỗ ngồi) tăng`: an aside
        now.topic = None
    elif subject:
        now.topic = _Topic(" ".join(subject["name"].split()))
    elif item is not None and figure.change is None and (fold(item) in fold(said) or not said.strip()):
        now.topic = _Topic(item, figure.kind)
    else:
        now.topic = None


def _about(now: _List, figure: Mention, item: str | None) -> str | None:
    """What the item of a list is about, for a figure that measures something else of it."""
    topic = now.topic
    if not now.opened or topic is None or item is None or topic.kind == figure.kind:
        return None
    return None if _is_same(item, topic.name) or _is_same(topic.name, item) else topic.name


def _goes_on(text: str, figure: Mention) -> bool:
    """Whether a semicolon makes what stands behind a colon a list."""
    reach = min(len(text), figure.end + _REACH)
    behind = _ENDS.search(text, figure.end, reach)
    return ";" in text[figure.end : behind.start() if behind else reach]


def _named(text: str, colon: int) -> str | None:
    """What the words before a colon name, as they are written; None where they only point on."""
    low = max(0, colon - 200)
    said = _BRACKETS.sub(" ", text[low:colon])
    if _SPOKEN.search(said):
        return None
    marks = [mark.end() for mark in _CLAUSE.finditer(said)]
    pieces = (said[marks[-1] :] if marks else said).split(",")
    if _LEADING.fullmatch(pieces[-1]):
        return None
    while len(pieces) > 1 and (_WHEN.match(pieces[0]) or not _is_short(pieces)):
        pieces = pieces[1:]
    clause = ",".join(pieces)
    lead = _LEADING.match(clause)
    clause = clause[lead.end() :] if lead else clause
    if _POINTS.match(clause):
        return None
    for _ in range(_MOST_STRIPPED):
        shorter = _TRAILING.sub("", clause)
        if shorter == clause:
            break
        clause = shorter
    words = clause.strip(" \t*•–-“”\"'").split()
    return " ".join(words) if 1 < len(words) <= _LONGEST and any(word.isalpha() for word in words) else None


def _is_short(pieces: Sequence[str]) -> bool:
    return sum(len(piece.split()) for piece in pieces) <= _LONGEST


def _lead(outline: Outline, figure: Mention) -> str | None:
    """What the line over a list names, where it ends in a colon."""
    block, over = outline.block(figure.start), next(iter(outline.above(figure.start)), None)
    listed = block is not None and outline.blocks[block].part == "item"
    if over is None or over.part != "lead" or not listed:
        return None
    line = outline.text[over.body : over.end].rstrip()
    return _named(outline.text, over.body + len(line) - 1) if line.endswith(":") else None


def _is_same(item: str, whole: str) -> bool:
    """Whether an item is the whole itself, told again, or some words of it."""
    return f" {fold(item)} " in f" {fold(whole)} "
