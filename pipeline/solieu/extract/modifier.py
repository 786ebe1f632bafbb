"""Hedges and directions of change: the words that bound a number or make it the amount of a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, OPTIONAL_GAP, SPACE, alternation
from solieu.types import Change, Hedge, Mention, Quantity, Ratio

_LOOK_BACK = 60
_HEDGED_KINDS = ("count", "percent", "money", "measure", "duration", "age", "ratio")

# A sign behind the number bounds it the other way round: `0,700 ≤ HDI` is at least 0.700.
_SIGN_AFTER = re.compile(rf"{SPACE}?([≤≥<>])")
# `nộp lên cấp trên 70%`, `thu nhập bình quân trên 1 ha`: a higher level, and per.
_NO_HEDGE = re.compile(rf"(?<!\w)(?:cấp|bình quân|tính|quy mô){GAP}trên{GAP}\Z", re.IGNORECASE)
# Between an amount of change and the same told otherwise: a bracket, or words for "that is".
_AGAIN = re.compile(
    rf"(?:{GAP}[^\W\d_]+){{0,5}}{OPTIONAL_GAP}(?:\({OPTIONAL_GAP}|,{GAP}(?:(?:tương{GAP}đương|tương{GAP}ứng|tức|hay)"
    rf"(?:{GAP}với)?|đạt{GAP}tỷ{GAP}lệ|bằng){GAP})",
    re.IGNORECASE,
)
# Without a time to compare with they bound a count: `số công chức nhiều hơn 32 người`.
_COMPARED: dict[str, Hedge] = {"nhiều hơn": ">", "ít hơn": "<"}
_TURNED: dict[str, Hedge] = {"≤": ">=", "<": ">", "≥": "<=", ">": "<"}
# `cao hơn 1,69% so với năm 2022` compares in time and is a change; `cao hơn giá thị trường 25%` is none.
_SINCE = re.compile(
    rf"[^.;\n]{{0,60}}?\n?so{GAP}(?:với{GAP})?(?:mức{GAP}|số liệu{GAP})?"
    rf"(?:cùng|năm|tháng|quý|kỳ|thời điểm|đầu|cuối|giai đoạn|nhiệm kỳ|trước|ngày|vụ|\d|hiện)",
    re.IGNORECASE,
)
# An estimate governs the first figure of its sentence from afar: `Ước tính đến 31/01, tổng vốn đạt …`.
_ESTIMATED = re.compile(r"(?<!\w)ước(?!\w)[^.;:()\n]{0,150}\Z", re.IGNORECASE)
# The growth itself: `tốc độ tăng GRDP đạt 8%`; and what is made to grow: `tăng nhu cầu đầu tư khoảng 15%`.
_GROWTH = re.compile(
    rf"(?<!\w)(?:tốc{GAP}độ{GAP}|mức{GAP})?(?P<change>tăng trưởng|tăng|giảm)"
    rf"(?P<object>(?:{GAP}(?!lên|xuống|còn|từ|đạt|chiếm|và|là)[^\W\d_]+){{1,7}})"
    rf"{GAP}(?P<link>(?:ước{GAP})?(?:đạt|là){GAP})?\Z",
    re.IGNORECASE,
)
# The comparison stands before the number: `tăng so với cùng kỳ năm trước 5,2%`, `cao hơn năm 2019 là 14 tỷ`.
_AGAINST = re.compile(
    rf"(?<!\w)(?P<change>tăng|cao hơn|nhiều hơn|giảm|thấp hơn|ít hơn)(?:{GAP}so(?:{GAP}với)?)?"
    rf"{GAP}(?:cùng kỳ|năm|tháng|quý|kỳ trước|thời điểm|đầu năm|cuối năm|giai đoạn|nhiệm kỳ)"
    rf"(?:{GAP}[\w/-]+){{0,6}}{GAP}\Z",
    re.IGNORECASE,
)
# Behind `giảm từ 12% - 15%` a range is the amount, unless the level it leads to follows.
_LEADS_TO = re.compile(rf"{GAP}(?:xuống|lên|còn)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grammar:
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    change: re.Pattern[str]
    hedges: dict[str, str]
    changes: dict[str, str]
    levels: frozenset[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    rows = lexicon.rows("hedges")
    before = alternation(row["name"] for row in rows if row["position"] == "before")
    after = alternation(row["name"] for row in rows if row["position"] == "after")
    linked = rf"(?:{GAP}(?:là|đạt|được|có|lên|tới|bằng))?"
    changes = lexicon.rows("changes")
    words = alternation(row["name"] for row in changes)
    # between the word and its number: an adverb, a hedge, a link
    between = (
        rf"(?:{GAP}(?:được|thêm|tới|đến|khoảng|bình quân|trung bình|tương ứng|lần lượt|là|{before})){{0,3}}"
    )
    return _Grammar(
        hedge=re.compile(rf"(?:(?<!\w)(?P<hedge>{before})){linked}{OPTIONAL_GAP}\Z", re.IGNORECASE),
        # `32 biên chế trở lên`: the words of the counted noun may stand between
        hedge_after=re.compile(
            rf"(?:{GAP}(?!(?:có|từ|và|là|đạt|với|được|trình)(?!\w))[^\W\d_]+){{0,5}}?{GAP}(?P<hedge>{after})(?!\w)",
            re.IGNORECASE,
        ),
        change=re.compile(
            rf"(?<!\w)(?P<change>{words}){between}(?P<from>{GAP}từ)?{GAP}\Z",
            re.IGNORECASE,
        ),
        hedges={row["name"].casefold(): row["hedge"] for row in rows},
        changes={row["name"].casefold(): row["change"] for row in changes if row["change"]},
        levels=frozenset(row["name"].casefold() for row in changes if row["note"] == "level"),
    )


def add_modifiers(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with `hedge` and `change` filled from the words beside each number.

    >>> from solieu.extract.quantity.find import find_quantities
    >>> from solieu.lexicon import load
    >>> text = "tăng hơn 34%, tạm giữ 9 chỗ trở xuống"
    >>> [(m.hedge, m.change) for m in add_modifiers(text, find_quantities(text, load()), load())]
    [('>', 'up'), ('<=', None)]
    """
    out: list[Mention] = []
    previous, before = 0, None
    for mention in mentions:
        if mention.kind in _HEDGED_KINDS:
            mention = _modified(text, mention, previous, lexicon)
            if mention.change is None and before is not None and _told_again(text, before, mention):
                mention = replace(mention, change=before.change)
            previous, before = mention.end, mention
        out.append(mention)
    return out


def _told_again(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a figure tells the change of the one before it once more: `giảm 71 xã, tương đương 66,36%`."""
    if before.change is None or mention.kind not in ("percent", "money", "ratio"):
        return False
    return before.kind != mention.kind and _AGAIN.fullmatch(text, before.end, mention.start) is not None


def _estimate(text: str, mention: Mention, previous: int) -> Hedge | None:
    """An estimate from afar, which governs the first figure behind it and no other."""
    before = text[max(previous, mention.start - 160) : mention.start]
    found = _ESTIMATED.search(before) if mention.kind in ("money", "percent", "measure", "count") else None
    return None if found is None else "~"


def _growth(mention: Mention, before: str) -> Change | None:
    against = _AGAINST.search(before)
    if against:
        return "up" if against["change"].casefold() in ("tăng", "cao hơn", "nhiều hơn") else "down"
    found = _GROWTH.search(before) if mention.kind == "percent" else None
    if found is None or (found["link"] and not found[0].casefold().startswith("tốc")):
        return None
    return "down" if found["change"].casefold() == "giảm" else "up"


def _modified(text: str, mention: Mention, previous: int, lexicon: Lexicon) -> Mention:
    grammar = _grammar(lexicon)
    before = text[max(0, mention.start - _LOOK_BACK) : mention.start]
    change, word = _change(text, mention, before, grammar)
    hedge = _hedge(text, mention, before, grammar)
    if hedge == ">" and word in grammar.levels and before.rstrip().casefold().endswith(word):
        hedge = None  # the `hơn` of `cao hơn`
    if word in _COMPARED and change is None and mention.kind == "count":
        hedge = _COMPARED[word]
    if word == "thêm" and mention.kind == "percent":
        change = None  # `hỗ trợ thêm 30% mức đóng` adds a share, nothing grew
    if word == "vượt":  # `vượt 0,7%` a plan, `vượt 5.000` a bound, `không vượt quá` another
        bound = hedge if hedge not in (None, ">") else ">"
        change, hedge = ("up", None) if mention.kind == "percent" and bound == ">" else (None, bound)
    return replace(
        mention, hedge=hedge or _estimate(text, mention, previous), change=change or _growth(mention, before)
    )


def _hedge(text: str, mention: Mention, before: str, grammar: _Grammar) -> Hedge | None:
    after = grammar.hedge_after.match(text, mention.end)
    if after:
        return cast(Hedge, grammar.hedges[_plain(after["hedge"])])
    sign = _SIGN_AFTER.match(text, mention.end) if mention.kind == "measure" else None
    if sign:
        return _TURNED[sign[1]]
    found = grammar.hedge.search(before)
    if found is None or _NO_HEDGE.search(before):
        return None
    return cast("Hedge | None", grammar.hedges.get(_plain(found["hedge"])) or None)


def _change(text: str, mention: Mention, before: str, grammar: _Grammar) -> tuple[Change | None, str]:
    found = grammar.change.search(before)
    if found is None:
        return None, ""
    word = _plain(found["change"])
    if word in grammar.levels and not _SINCE.match(text, mention.end):
        return None, word
    if found["from"] and not (_is_range(mention) and not _LEADS_TO.match(text, mention.end)):
        return None, word
    return cast("Change | None", grammar.changes.get(word)), word


def _is_range(mention: Mention) -> bool:
    return isinstance(mention.value, Quantity | Ratio) and mention.value.high is not None


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold()
