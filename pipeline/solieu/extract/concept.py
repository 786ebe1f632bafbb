"""What a figure tells of: the short phrase that names it, as written.

The phrase stands before the number in its clause (`nữ chiếm 27,98%`, `thu nội địa 5.336 tỷ đồng`), or
behind it (`53% là đồng bào dân tộc thiểu số`, `16 địa phương cho kết quả dưới 80%`), or was said
with the figure before (`dư nợ ngắn hạn 88.218 tỷ đồng, tăng 4,52%`), from which it is then carried over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, OPTIONAL_GAP, SPACE, alternation
from solieu.types import Mention

_KINDS = ("count", "percent", "money", "measure")
_REACH = 240  # characters of context on either side
_LONGEST = 12  # syllables of a concept
_LONGEST_OF_COUNT = 5
_LONGEST_OF_STUFF = 3
_CLAUSES = 4  # how many clauses back a figure's name may stand
_PUNCTUATION = ' \t\n,;:()"“”+-–'

# A clause ends at punctuation; the comma and the point inside a number or an abbreviation are none.
_CLAUSE = re.compile(r"[;:()\n“”\"…•+]|(?<!\d),|,(?!\d)|\.(?=\s+[A-ZĐÀ-Ỹ\d-])|\.\s*\Z|\s[-\u2013]\s")
_SENTENCE_END = re.compile(r"[;\n]|\.(?=\s+[A-ZĐÀ-Ỹ“\"-])")
_WORD = re.compile(r"[\w&/.-]*\w")
_FIRST_WORD = re.compile(r"\s*\w*")
# The phrase behind a percentage: `53% là đồng bào dân tộc thiểu số`, `4,3% diện tích`, `80% số ca`.
_AFTER = re.compile(
    rf"{GAP}(?:(?:là|của|số|tổng{GAP}số|trong{GAP}tổng{GAP}số|trong{GAP}số){GAP})?", re.IGNORECASE
)


_PARENTHESES = re.compile(r"\([^()\n]{0,80}\)")
# Within a clause the figure's name stands behind its last link (`bán với giá`, `bình quân là`); behind `có`,
# `bị` and `được` only if an amount does (`HTX có doanh thu`, but `giấy tờ có giá`, `lĩnh vực được ưu tiên`).
_LINK = re.compile(
    r"(?<!\w)(?:(?:(?<!đối )với|sẽ|đã|là|ở mức|đạt)\s"
    r"|(?:có|bị|được)\s(?=(?:doanh|thu|lợi|tổng|mức|vốn|phạt|hỗ|diện|quy|số|tỷ|tỉ)\s))",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\s*(?:kết quả|mức|mức tăng|mức giảm|con số|giá trị|tỷ lệ|số lượng|tổng số|khoản)\s*", re.IGNORECASE
)
# What precedes a percentage that its own clause names: `nữ chiếm 27,98%`, `GRDP tăng 5%`.
_NAMES_ITSELF = re.compile(
    rf"(?<!\w)(?:chiếm|đạt|là|tăng|giảm|bằng|chiếm tỷ lệ|tỷ lệ|lên|xuống|còn)"
    rf"(?:{GAP}(?:trên|hơn|gần|khoảng|dưới|tới|đến))?{GAP}\Z",
    re.IGNORECASE,
)
# `tại Hưng Yên có 19 xã đang thiếu …`: what is said of them stands behind.
_THERE_ARE = re.compile(
    rf"(?<!\w)(?:có|còn|có tới|hiện có|chỉ có|xảy ra|là|tất cả|tổng cộng|top)"
    rf"(?:{GAP}(?:trên|hơn|gần|khoảng|dưới))?{GAP}\Z",
    re.IGNORECASE,
)
# Dates say when, not what.
_DATE = re.compile(
    rf"(?:(?:(?:ngày|tháng|năm|quý|giai đoạn|nhiệm kỳ|đến|tính đến|trong|cùng kỳ|so với|từ){GAP}){{1,4}}"
    rf"\d{{1,4}}"
    rf"|(?<!\w)\d{{1,4}}(?=[/-]\d)|(?<!\w)(?:19|20)\d\d)(?:[/-]\d{{1,4}}){{0,2}}(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    ends: re.Pattern[str]
    predicate: re.Pattern[str]
    dimension: re.Pattern[str]


_ROLES = ("leading", "trailing", "end", "predicate", "dimension")


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    rows = lexicon.rows("concept_edges")
    words = {role: [row["name"] for row in rows if role in row["role"].split()] for role in _ROLES}
    links = alternation(
        [*words["trailing"], *lexicon.column("hedges", "name"), *lexicon.column("changes", "name")]
    )
    return _Grammar(
        leading=re.compile(
            rf"\A(?:{SPACE}|\n)*(?:{alternation(words['leading'])}(?!\w){OPTIONAL_GAP}){{1,4}}", re.IGNORECASE
        ),
        trailing=re.compile(rf"(?:(?:(?<!\w)|^){links}(?!\w)(?:{SPACE}|\n)*)\Z", re.IGNORECASE),
        predicate=re.compile(
            rf"{alternation([*words['predicate'], *lexicon.column('verbs', 'name')])}(?!\w)", re.IGNORECASE
        ),
        dimension=re.compile(rf"(?<!\w){alternation(words['dimension'])}(?!\w)", re.IGNORECASE),
        ends=re.compile(rf"{GAP}{alternation(words['end'])}(?!\w)", re.IGNORECASE),
    )


def add_concepts(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with `concept` filled where the text says what a figure tells of.

    >>> from solieu.extract.quantity import find_quantities
    >>> from solieu.lexicon import load
    >>> text = "trong đó, nữ chiếm 27,98%, DTTS chiếm 72,94%, tăng 2%"
    >>> [m.concept for m in add_concepts(text, find_quantities(text, load()), load())]
    ['nữ', 'DTTS', 'DTTS']
    """
    grammar = _grammar(lexicon)
    out: list[Mention] = []
    said: tuple[int, str] | None = None  # where the last concept was said, and its words
    previous = 0
    for index, mention in enumerate(mentions):
        following = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        if mention.kind in _KINDS:
            near = said is not None and not _SENTENCE_END.search(text, said[0], mention.start)
            concept = _concept(
                text, mention, previous, following, said[1] if said and near else None, grammar
            )
            if concept is not None:
                mention = replace(mention, concept=concept)
                said = (mention.end, concept)
            previous = _noun_end(text, mention)
        out.append(mention)
    return out


def _noun_end(text: str, mention: Mention) -> int:
    """Where a figure ends with the noun that it counts."""
    if mention.noun is None:
        return mention.end
    gap = len(text[mention.end : mention.end + 8]) - len(text[mention.end : mention.end + 8].lstrip())
    return mention.end + gap + len(mention.noun)


def _concept(
    text: str, mention: Mention, previous: int, following: int, said: str | None, grammar: _Grammar
) -> str | None:
    before = _before(text, mention, previous, grammar)
    near = text[max(0, mention.start - 24) : mention.start]
    if mention.kind == "count":
        behind = (
            _until_clause(text, _noun_end(text, mention), following, grammar, whole=True)
            if mention.noun
            else None
        )
        said_of_them = behind is not None and grammar.predicate.match(behind) and behind.count(" ") > 1
        if said_of_them or (
            _THERE_ARE.search(near) and behind is not None and not grammar.ends.match(" " + behind)
        ):
            return behind
        return _last(before, _LONGEST_OF_COUNT) or said or behind
    behind = None if mention.change else _behind(text, mention.end, following, grammar)
    if mention.kind == "percent":
        if _NAMES_ITSELF.search(near):
            return before or said or behind
        return behind or before or said
    if mention.kind == "measure":  # `170 ha lúa giống`, but `diện tích 100 ha gắn với`
        dimension = before is not None and grammar.dimension.search(before) is not None
        return before if dimension else _first(behind, _LONGEST_OF_STUFF) or before or said
    return before or said


def _first(phrase: str | None, syllables: int) -> str | None:
    """The beginning of a phrase that follows its figure."""
    return None if phrase is None else " ".join(phrase.split()[:syllables])


def _last(phrase: str | None, syllables: int) -> str | None:
    """The end of a phrase: what was done with those counted, without who did it."""
    return None if phrase is None else " ".join(phrase.split()[-syllables:])


def _before(text: str, mention: Mention, previous: int, grammar: _Grammar) -> str | None:
    """The nearest clause before the number that says more than a date, without the links at its edges."""
    left = _PARENTHESES.sub(" ", text[max(previous, mention.start - _REACH) : mention.start])
    ends = [match.end() for match in _SENTENCE_END.finditer(left)]
    left = left[ends[-1] if ends else 0 :]
    for _ in range(_CLAUSES):
        left = _strip_trailing(left.rstrip(_PUNCTUATION), grammar)
        clause_start = max((match.end() for match in _CLAUSE.finditer(left)), default=0)
        phrase = _trim(_inner(_DATE.sub(" ", left[clause_start:])), grammar, keep_end=True)
        if phrase is not None or clause_start == 0:
            return phrase
        left = left[:clause_start]
    return None


def _inner(clause: str) -> str:
    """The clause from its last link on: of `HTX có doanh thu` the `doanh thu`."""
    links = [match for match in _LINK.finditer(clause) if clause[match.end() :].strip()]
    if not links:
        return clause
    if _GENERIC.fullmatch(clause, links[-1].end()):  # `vùng đồng bằng với kết quả`
        return _inner(clause[: links[-1].start()])
    return clause[links[-1].end() :]


def _strip_trailing(left: str, grammar: _Grammar) -> str:
    while match := grammar.trailing.search(left):
        if match.start() == len(left):
            break
        left = left[: match.start()].rstrip()
    return left


def _trim(phrase: str, grammar: _Grammar, *, keep_end: bool) -> str | None:
    """A phrase without connectives at its front, no longer than a concept is."""
    match = grammar.leading.match(phrase)
    phrase = phrase[match.end() :] if match else phrase
    words = list(_WORD.finditer(phrase))
    if not words or not any(word[0][0].isalpha() for word in words):
        return None
    kept = words[-_LONGEST:] if keep_end else words[:_LONGEST]
    return re.sub(r"\s+", " ", phrase[kept[0].start() : kept[-1].end()])


def _behind(text: str, position: int, following: int, grammar: _Grammar) -> str | None:
    match = _AFTER.match(text, position)
    if match is None:
        return None
    return _until_clause(text, match.end(), following, grammar)


def _until_clause(
    text: str, start: int, following: int, grammar: _Grammar, *, whole: bool = False
) -> str | None:
    right = text[start : min(following, start + _REACH)]
    end = _CLAUSE.search(right)
    right = right[: end.start()] if end else right
    first = _FIRST_WORD.match(right) if whole else None
    stop = grammar.ends.search(right, first.end() if first else 0)
    right = right[: stop.start()] if stop else right
    return _trim(right, grammar, keep_end=False)
