"""Counts: numbers with the noun that they count behind them, or before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.extract.beside import has_share
from solieu.extract.not_figure import is_label, why_not
from solieu.extract.quantity.figure import Figure, is_whole, mention_of, whole_figure
from solieu.extract.unit import rate_at
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, SPACE, alternation
from solieu.types import Mention

# The word behind a number that might be what it counts.
_NEXT_WORD = re.compile(
    rf"{GAP}(?P<quote>[\"“'‘(]?)(?P<word>[^\W\d_][\w-]*)(?:{SPACE}+(?P<second>[^\W\d_]\w*))?"
)
_GLUED_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that tell whether a noun follows a number."""

    function: frozenset[str]
    counted: frozenset[str]
    verbs: frozenset[str]
    titles: re.Pattern[str]
    money: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        function=frozenset(name.casefold() for name in lexicon.column("function_words", "name")),
        counted=frozenset(name for name in lexicon.column("classifiers", "name")),
        verbs=frozenset(name.casefold() for name in lexicon.column("verbs", "name")),
        titles=re.compile(rf"{alternation(_titles(lexicon))}(?!\w)"),
        money=re.compile(rf"(?<!\w){alternation(lexicon.column('currencies', 'name'))}(?!\w)"),
    )


def is_money_named(text: str, lexicon: Lexicon) -> bool:
    """Whether a text names a currency."""
    return _words(lexicon).money.search(text) is not None


def _titles(lexicon: Lexicon) -> list[str]:
    """The nouns with a capital: `Bí thư`, `Phó Trưởng đoàn`; one or two words may not tell them."""
    return [name for name in lexicon.column("classifiers", "name") if name[0].isupper()]


def count(text: str, figure: Figure, lexicon: Lexicon) -> Mention | None:
    """The count of what stands behind a number, or the rate it is part of: `61 nữ`, `25 vụ/10.000 dân`."""
    last = figure.last
    if figure.unit is not None and not figure.unit.weak:
        return None
    noun = noun_at(text, last.end, lexicon) if figure.unit is None else (figure.unit.name, True)
    if noun is None or why_not(text, figure.first, known=noun[1], lexicon=lexicon):
        return None
    if noun[0][0].isupper() and (
        _YEAR.fullmatch(figure.first.digits)
        or is_label(text, figure.first.start, known=False, lexicon=lexicon)
    ):
        return None  # another name begins: `Bảng 4 Hướng dẫn kỹ thuật`, `từ 2026 Sở Y tế`
    rate = _rate(text, last.end, lexicon)
    if rate is not None:
        return mention_of(text, figure, "measure", rate[1], rate[0], "measure.rate")
    if not noun[1] and (not is_whole(figure) or last.scale >= 10**9):
        return None  # parts of things are counted as averages only: `bình quân 34,2 học sinh một lớp`
    return mention_of(text, whole_figure(figure), "count", last.end, None, "count.noun")


# What is counted may stand before, as the head of its clause: `Tổng số đại biểu được triệu tập là 350`.
_HEAD = re.compile(
    rf"(?<!\w)số(?:{SPACE}lượng)?{SPACE}(?P<noun>[^\W\d_]+)(?P<second>{SPACE}[^\W\d_]+)?"
    rf"(?P<link>(?:{SPACE}[^\W\d_]+){{0,8}}(?:{SPACE}từ{SPACE}[\d.]{{1,9}}{SPACE}(?:lên|xuống|còn)(?:{SPACE}còn)?)?:?){SPACE}\Z",
    re.IGNORECASE,
)
_NOTHING_AHEAD = re.compile(rf"{SPACE}*(?:[,;.)(](?!\d)|\n|\Z)|{SPACE}(?:lên|xuống|và)(?!\w)")
_BETWEEN_LEVELS = re.compile(rf"{SPACE}(?:lên|xuống|còn)(?!\w)")


def headed(text: str, figure: Figure, lexicon: Lexicon) -> Mention | None:
    """The count whose noun heads its clause: `số đại biểu là 350`."""
    numeral = figure.first
    if figure.unit is not None or numeral is not figure.last or numeral.spelled or not is_whole(figure):
        return None
    if not (_NOTHING_AHEAD.match(text, numeral.end) or _BETWEEN_LEVELS.match(text, numeral.end)):
        return None
    head = _HEAD.search(text[max(0, numeral.start - 90) : numeral.start])
    if head is None or is_label(text, numeral.start, known=True, lexicon=lexicon):
        return None
    counted, two = _words(lexicon).counted, f"{head['noun']}{head['second'] or ''}".casefold()
    linked = head["link"].strip() or (head["second"] is not None and two not in counted)
    if not linked or not ({two, head["noun"].casefold()} & counted):
        return None
    return mention_of(text, whole_figure(figure), "count", numeral.end, None, "count.headed")


# What is counted stands before, and the verb that says how many: `nữ là 594 (39,97%)`.
_TOLD = re.compile(rf"(?:(?<!\w)(?:là|có|gồm|còn|được){SPACE}|\w{SPACE}?:{SPACE})\Z", re.IGNORECASE)


def shared(text: str, figure: Figure, lexicon: Lexicon) -> Mention | None:
    """The count that a percentage right behind it tells again: `nữ là 594 (39,97%)`."""
    numeral = figure.first
    if figure.unit is not None or numeral is not figure.last or numeral.spelled or not is_whole(figure):
        return None
    if not has_share(text, numeral.end) or not _TOLD.search(text[max(0, numeral.start - 12) : numeral.start]):
        return None
    if _YEAR.fullmatch(numeral.digits) or why_not(text, numeral, known=False, lexicon=lexicon):
        return None
    return mention_of(text, whole_figure(figure), "count", numeral.end, None, "count.shared")


def noun_at(text: str, position: int, lexicon: Lexicon) -> tuple[str, bool] | None:
    """The word behind a number if a counted noun can begin with it, and whether it is known to be one."""
    match = _NEXT_WORD.match(text, position)
    if match is None:
        glued = _GLUED_WORD.match(text, position)  # `37hộ`
        return (glued[0], True) if glued and glued[0] in _words(lexicon).counted else None
    if match["quote"] == "(":  # `Số lượng hồ sơ: 02 (bộ)`: the parentheses hold what is counted and no more
        alone = (
            text[match.end("word") : match.end("word") + 1] == ")"
            and match["word"] in _words(lexicon).counted
        )
        return (match["word"], True) if alone else None
    words, word = _words(lexicon), match["word"]
    phrase = f"{word} {match['second'] or ''}".strip()
    if phrase.casefold() == "trong số":
        return phrase, True
    titled = word[0].isupper() and not word.isupper()
    if word[0].isupper() and "\n" in match[0][: match.start("word") - match.start()]:
        return None  # the next line begins anew: `Mẫu 2.1` over `ĐƠN VỊ`
    if phrase.casefold() in words.function:
        return None
    known = (phrase if titled else phrase.casefold()) in words.counted
    if not known and (word.casefold() in words.function or phrase.casefold() in words.verbs):
        return None
    known = known or (word if titled else word.casefold()) in words.counted
    known = known or (titled and words.titles.match(text, match.start("word")) is not None)
    if titled and not known:
        return None  # a name: `Điều 5 Luật`, `năm 2019 Việt Nam`
    return word if titled else word.casefold(), known


# `vụ/10.000 dân`, `học sinh/lớp`: a rate of counted things; not the `lượt lao động/năm` of a count a year.
_PER_TIME = re.compile(
    rf"{SPACE}?/{SPACE}?(?:năm|tháng|ngày|tuần|quý|giờ|phút|vụ|đêm|ngày đêm)", re.IGNORECASE
)
_RATE_NOUN = re.compile(rf"{GAP}([^\W\d_]+(?:{SPACE}[^\W\d_]+){{0,5}}?){SPACE}?(?=/)")


def _rate(text: str, position: int, lexicon: Lexicon) -> tuple[str, int] | None:
    match = _RATE_NOUN.match(text, position)
    below = rate_at(text, match.end(), lexicon) if match else None
    if match is None or below is None or _PER_TIME.fullmatch(below[0]):
        return None
    return match[1] + re.sub(r"\s*/\s*", "/", below[0].strip()), below.end()
