"""What stands before and behind a figure, without what only says when, or by which document.

A canvas is the text, character for character, in which dates, citations and relative times are spaces and
every figure (with the noun it counts) is a bar. What is left between two bars is what the sentence says of
the second of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, LOWER, OPTIONAL_GAP, SPACE, UPPER, alternation
from solieu.types import Citation, Mention

LONGEST, LONGEST_HEADED = 12, 16  # syllables of a concept, and of one that begins with its head noun
FIGURES = ("count", "percent", "money", "measure")
BAR = "\x00"
_DATE = "\x01"
_STOP = "\x02"
_REACH = 300  # characters of context on either side
_PUNCTUATION = ' \t\n,;:()"“”+–-*•'

# A clause ends at punctuation; the comma and the point inside a number or an abbreviation are none.
_CLAUSE = re.compile(rf"[;:()\n\x02…•+]|(?<!\d),|,(?!\d)|\.(?=\s+[{UPPER}\d-])|\.\s*\Z")
# What stands before an item of a list.
_ITEM = re.compile(r"[;:(•+]")
_SENTENCE_END = re.compile(rf"[.?!…][”\"]?\s+(?=[{UPPER}“\"*+-])")
_STOPS = re.compile(r"[\n\x02]")
_BLANKS = re.compile(r"[ \t\u00a0]{2,}")
_WORD = re.compile(r"[\w&/.-]*\w")
# `so với cùng kỳ`, `cao hơn mức bình quân`: what a figure is compared with, up to the comma or the `và`.
_COMPARED = re.compile(
    r"(?<!\w)so (?:với|cùng)(?!\w)[^,;:()\n\x00\x02]{0,80}?(?=[,;:()\n\x00\x02]|\svà\s|\slà\s|\Z)",
    re.IGNORECASE,
)
# `(PPHS, giảm 8 vụ)`: an abbreviation of what was just said
_ABBREVIATION = re.compile(r"\(\s*[A-ZĐ&]{2,10}\s*(?=[,;])")
# The year or school year of a period that the date finder leaves: `2019/2020`, `2016 - 2020`.
_BARE_DATE = re.compile(r"(?<![\w.,])(?:(?:19|20)\d\d|\d{1,2}[/-]\d{4}|\d{1,2}[/-]\d{1,2})(?![\w%]|[.,]\d)")
# What leads up to a time: `vào cuối năm 2020`, `tính đến ngày 30/6`, `của năm học trước`.
_LEAD_UP = re.compile(
    rf"(?<!\w)(?:(?:vào|trong|từ|kể từ|đến|tới|tính đến|tính|của|ở|tại|đầu|giữa|cuối|hết|suốt|cả|nay|năm học|"
    rf"so với|cùng kỳ|cùng thời điểm|thời điểm|các|những|vụ|riêng|ngay){GAP}){{1,4}}\Z",
    re.IGNORECASE,
)


# The month that `trong tháng` may go on with.
_MONTH = rf"(?:(?<=tháng){GAP}(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:{GAP}(?:một|hai))?)(?!\w))?"


@dataclass(frozen=True, slots=True)
class Left:
    """The text between a figure and what bounds it on the left."""

    parts: tuple[str, ...]  # the clauses, in text order; the last one stands at the figure
    after_figure: bool  # another figure of the same sentence bounds it
    item: str = ""  # of a list, from its mark on: between `;` or `:` and the figure
    first: int = 0  # which of the clauses begins that item


@dataclass(frozen=True, slots=True)
class Edges:
    """The patterns of the table `concept_edges`."""

    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    whole: re.Pattern[str]
    ends: re.Pattern[str]
    predicate: re.Pattern[str]
    dimension: re.Pattern[str]
    head: re.Pattern[str]
    starts: re.Pattern[str]
    tail: re.Pattern[str]
    when: re.Pattern[str]
    opener: re.Pattern[str]


_ROLES = ("leading", "whole", "trailing", "end", "predicate", "dimension", "head", "tail", "when", "opener")


@cache
def edges(lexicon: Lexicon) -> Edges:
    """The words at the edges of a concept, as patterns."""
    rows = lexicon.rows("concept_edges")
    words = {role: [row["name"] for row in rows if role in row["role"].split()] for role in _ROLES}
    links = alternation(
        [*words["trailing"], *lexicon.column("hedges", "name"), *lexicon.column("changes", "name")]
    )
    verbs = alternation([*words["predicate"], *lexicon.column("verbs", "name")])
    lead = alternation(words["leading"])
    return Edges(
        leading=re.compile(rf"\A(?:{SPACE}|\n)*(?:{lead}(?!\w){OPTIONAL_GAP}){{1,4}}", re.IGNORECASE),
        trailing=re.compile(rf"(?:(?:(?<!\w)|^){links}(?!\w)(?:{SPACE}|\n)*)\Z", re.IGNORECASE),
        whole=re.compile(rf"(?<!\w){alternation(words['whole'])}\Z", re.IGNORECASE),
        predicate=re.compile(rf"{verbs}(?!\w)", re.IGNORECASE),
        dimension=re.compile(
            rf"(?<!\w)(?<!đánh )(?<!có )(?<!định )(?<!lực )(?<!chất )(?<!trị )"  # `đánh giá`, `chất lượng`
            rf"{alternation(words['dimension'])}(?!\w)",
            re.IGNORECASE,
        ),
        head=re.compile(
            rf"(?!thu (?:gom|hồi|hút|hoạch|mua|giữ))"
            rf"{alternation([*words['head'], *words['dimension']])}(?!\w)",
            re.IGNORECASE,
        ),
        # the last words of `nhà ở`, `tự do`, `bên trong` end nothing
        ends=re.compile(
            rf"(?!(?<=nhà){GAP}ở|(?<=tự){GAP}do|(?<=bên){GAP}trong){GAP}{alternation(words['end'])}(?!\w)",
            re.IGNORECASE,
        ),
        starts=re.compile(
            rf"(?:\s*(?:{verbs}|khác|về|theo|tại|qua|trên(?!{GAP}tổng)|thuộc|ở|là|từ)(?!\w)){{1,3}}",
            re.IGNORECASE,
        ),
        tail=re.compile(
            rf"(?<=[\w”\",])(?!(?<=nhà){GAP}ở|{GAP}qua{GAP}(?:đào|sử|sơ)(?!\w)){GAP}{alternation(words['tail'])}(?!\w)",
            re.IGNORECASE,
        ),
        when=re.compile(
            rf"{_DATE}{{1,40}}|(?<!\w)(?<!cây ){alternation(words['when'])}(?!\w){_MONTH}", re.IGNORECASE
        ),
        opener=re.compile(rf"\A\W*{alternation(words['opener'])}(?!\w)", re.IGNORECASE),
    )


def canvas(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[str]:
    """The characters of the text with times and citations blanked and figures barred."""
    out = list(text)
    for match in _SENTENCE_END.finditer(text):
        out[match.start()] = _STOP
    for mention in mentions:
        if mention.kind in FIGURES:
            end = noun_end(text, mention)
            out[mention.start : end] = BAR * (end - mention.start)
        elif mention.kind == "ratio" and not _SCALE.search(text, max(0, mention.start - 8), mention.start):
            unit = _OF_THEM.match(text, mention.end)
            end = unit.end() if unit else mention.end
            out[mention.start : end] = " " * (end - mention.start)
        elif mention.kind == "duration" and _LEVEL.search(text, max(0, mention.start - 12), mention.start):
            out[mention.start : mention.end] = BAR * (mention.end - mention.start)
        elif mention.kind == "duration" and _DURING.search(text, max(0, mention.start - 8), mention.start):
            out[mention.start - 6 : mention.end] = " " * (mention.end - mention.start + 6)
        elif mention.kind == "date":
            out[mention.start : mention.end] = _DATE * (mention.end - mention.start)
        elif mention.kind == "docref":
            start, end = _citation_span(text, mention)
            out[start:end] = " " * (end - start)
    marked = "".join(out)
    for pattern in (edges(lexicon).when, _BARE_DATE):
        for match in pattern.finditer(marked):
            base = max(0, match.start() - 40)
            lead = _LEAD_UP.search(marked[base : match.start()])
            start = base + lead.start() if lead else match.start()
            out[start : match.end()] = " " * (match.end() - start)
    return out


_SCALE = re.compile(r"(?<!\w)t[ỷỉ] lệ \Z", re.IGNORECASE)  # of a map
_OF_THEM = re.compile(r"[ \t\u00a0]\w{1,8}(?: \w{1,8})?(?=[,;.()\n]|\Z)")  # `30/45 người,`
# A length of time that is itself a level: `số năm đi học tăng từ 8,5 năm lên 9,1 năm`.
_LEVEL = re.compile(
    r"(?<!\w)(?:tăng|giảm|(?:tăng|giảm|xuống) (?:từ|còn)|từ|lên|xuống|đạt|là) \Z", re.IGNORECASE
)
_DURING = re.compile(r"(?<!\w)trong \Z", re.IGNORECASE)
# `theo Quyết định số 922/QĐ-UBND ngày 11/9/2025 của Ủy ban nhân dân tỉnh`
_BY = re.compile(rf"(?<!\w)(?:theo|tại|của|trong|căn{GAP}cứ|thực{GAP}hiện){GAP}\Z", re.IGNORECASE)
_ISSUED = re.compile(rf"(?:{GAP}\S{{1,30}}){{0,5}}?{OPTIONAL_GAP},?{GAP}của{GAP}")


def _citation_span(text: str, mention: Mention) -> tuple[int, int]:
    """A citation with the word that leads up to it and the body that issued it."""
    base = max(0, mention.start - 16)
    lead = _BY.search(text[base : mention.start])
    start = base + lead.start() if lead else mention.start
    issuer = mention.value.issuer if isinstance(mention.value, Citation) else None
    if issuer:
        issued = _ISSUED.match(text, mention.end)
        if issued and text.startswith(issuer, issued.end()):
            return start, issued.end() + len(issuer)
    return start, mention.end


# What may stand between a number and its noun: `02 (bộ)`, `13 trong số các hộ`
_TO_NOUN = re.compile(rf"\W*(?:trong{GAP}số{GAP}(?:(?:những|các){GAP})?)?\W*", re.IGNORECASE)


def noun_end(text: str, mention: Mention) -> int:
    """Where a figure ends with the noun that it counts."""
    if mention.noun is None:
        return mention.end
    first = mention.noun.split(maxsplit=1)[0]
    start = text.find(first, mention.end, mention.end + 24)
    if start < 0 or not _TO_NOUN.fullmatch(text, mention.end, start):  # `từ 12.654 xuống còn 9.605 xe`
        return mention.end
    return min(start + len(mention.noun), len(text))


def left_of(chars: Sequence[str], position: int, words: Edges) -> Left:
    """The clauses between a figure and the figure or sentence before it, without closed parentheses."""
    found: list[str] = []
    depth, bar = 0, False
    for index in range(position - 1, max(-1, position - _REACH - 1), -1):
        char = chars[index]
        if char == ")":
            depth += 1
        elif char == "(" and depth:
            depth -= 1
        elif char == BAR and not depth:
            bar = True
            break
        elif not depth or char == "\n":
            found.append(char)
            depth = 0 if char == "\n" else depth
    left = _ABBREVIATION.sub("(", _COMPARED.sub(" ", _BLANKS.sub(" ", "".join(reversed(found)))))
    # a line break may fall within a sentence: `doanh nghiệp nhỏ và vừa⏎24.500 tỷ đồng`
    stops = [match.start() for match in _STOPS.finditer(left)]
    while (
        stops and left[stops[-1]] == "\n" and not strip_trailing(left[stops[-1] :], words).strip(_PUNCTUATION)
    ):
        left = left[: stops[-1]] + " " + left[stops.pop() + 1 :]
    sentence = left[stops[-1] + 1 :] if stops else left
    marks = list(_ITEM.finditer(sentence))
    parts = tuple(_CLAUSE.split(sentence))
    item = sentence[marks[-1].end() :] if marks else ""
    first = len(parts) - len(_CLAUSE.split(item)) if marks else 0
    return Left(parts, bar and not stops, item, first)


# A word in capitals behind another is the end of a name: `Cao Bằng 97,9%`.
_IN_NAME = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]{{1,6}}\s[{UPPER}]\Z")


def strip_trailing(left: str, words: Edges) -> str:
    """The phrase without the links, hedges and verbs of change at its end."""
    left = left.rstrip(_PUNCTUATION)
    while not words.whole.search(left, max(0, len(left) - 20)):
        match = words.trailing.search(left, max(0, len(left) - 40))
        if match is None or match.start() == len(left) or _IN_NAME.search(left[: match.start() + 1]):
            break
        left = left[: match.start()].rstrip(_PUNCTUATION)
    return left


def trim(phrase: str, words: Edges, *, longest: int, keep_end: bool) -> str | None:
    """A phrase without connectives at its front, no longer than a concept is."""
    match = words.leading.match(phrase)
    phrase = phrase[match.end() :] if match else phrase
    found = list(_WORD.finditer(phrase))
    if not found or not any(word[0][0].isalpha() for word in found):
        return None
    kept = found[-longest:] if keep_end else found[:longest]
    return re.sub(r"\s+", " ", phrase[kept[0].start() : kept[-1].end()])


@dataclass(frozen=True, slots=True)
class Right:
    """A phrase behind a figure."""

    phrase: str
    end: int  # where it ends in the text


def right_of(
    text: str, start: int, following: int, words: Edges, *, skip: re.Pattern[str] | None = None
) -> Right | None:
    """The phrase that begins at `start`, up to the end of its clause or a word that ends a concept.

    What `skip` matches at its front may hold words that would end it: `bị thương`, `không đạt`.
    """
    right = text[start : min(following, start + _REACH)]
    clause = _CLAUSE.search(right)
    right = right[: clause.start()] if clause else right
    front = skip.match(right) if skip else None
    stop = words.ends.search(" " + right, front.end() + 1 if front else 0)
    right = right[: max(stop.start() - 1, 0)] if stop else right
    phrase = trim(right, words, longest=LONGEST, keep_end=False)
    return None if phrase is None else Right(phrase, start + len(right))
