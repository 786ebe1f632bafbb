"""Whether a text presents a list as all of a whole, so that it is a sum even where it does not add up.

The words come first: what opens the list, what closes it, whether its parts divide the whole between them.
Then one slip of the pen must explain why the figures miss, and the surer the words, the likelier chance may
be to look the same: `58 đơn vị, gồm 41 xã và 27 phường` is wrong whatever the odds, an open list under
`trong đó` only where hardly any other numbers would be one slip away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile

from solieu.arithmetic import Span, counted, gap, round_step, rounded, written
from solieu.relate.listing import LED, Opening
from solieu.relate.near import near
from solieu.relate.scene import Complement, Figure, Scene, likeness

# How strongly words present a list as all of a whole, and how likely chance may then be to explain its gap.
OPEN, CLOSED, SURE = 1, 2, 3
ODDS = {OPEN: Decimal("0.03"), CLOSED: Decimal("0.25"), SURE: Decimal(1)}
# How far a list may open behind its whole and still be of it beyond doubt, in characters.
BESIDE = 60
# Shares behind the parts that total this, to within a tenth each, divide the whole.
ALL, SLACK = Decimal(100), Decimal("0.1")

# `và` that leads to the last part: behind the words of the part before, which may tell its share or change
_AND = re.compile(r"[^,;:.]{0,80}(?:,\s*(?:chiếm|tăng|giảm|tương ứng|đạt|bằng)[^;:.]{0,60})?[,;]?\s*và\s")
# The same right before the figure, whatever stands farther off: `bộ đội, du kích và gần 1.162`
_AND_HERE = re.compile(r"\svà\s+(?:\S+\s+){0,1}$")
# What joins one more figure to a list
_JOINED = re.compile(r"(?:,|(?<!\w)(?:và|cùng|cùng với|kèm|thêm))\s+$")
_LEFT = re.compile(r"[^,;.]{0,40}\scòn lại", re.IGNORECASE)
# What leaves a list open: an ellipsis, v.v., an item counted by `một` alone, which is no figure, more to come
_OPEN_END = re.compile(
    r"…|\.\.\.|,\s*\.\.|(?<!\w)v\.\s?v(?!\w)|(?<!\w)một\s(?!số|phần|vài)[^\W\d_]"
    r"|(?<!\w)(?:chưa kể|chưa tính|hàng (?:chục|trăm|nghìn))(?!\w)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:[.;\n)\]]|$)")
# A mark that ends a clause; one between digits ends nothing
_MARK = re.compile(r"[;:\n]|[,.](?!\d)")
_CLAUSE = re.compile(r"[,;:.(\n]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
# What an extent is told of: the length of a bridge and the width of its road are no parts of one length
_EXTENT = re.compile(r"(?<!\w)(?:dài|rộng|cao|sâu|dày|dầy|nặng)(?!\w)", re.IGNORECASE)
_NOT = re.compile(r"(?<!\w)(?:chưa|không)\s+([^\W\d_]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as its words present it: how strongly, and how likely chance puts it one slip from its whole."""

    strength: int
    odds: Decimal | None

    def holds(self, tries: int) -> bool:
        """Whether words and slip together make it a sum, after so many lists have been looked at."""
        if self.odds is None or not self.strength:
            return False
        return self.odds * tries <= ODDS[self.strength] or self.strength == SURE


def reading(scene: Scene, opening: Opening, whole: Figure, parts: Sequence[Figure]) -> Reading:
    """How a text presents a list that does not add up.

    Args:
        scene: the text.
        opening: where the list opens.
        whole: the figure that it is of.
        parts: its figures, in text order.
    """
    if _open(scene, opening, whole, parts):
        return Reading(0, None)
    return Reading(_strength(scene, opening, whole, parts), odds_of_slip(whole, parts))


def ends(scene: Scene, parts: Sequence[Figure]) -> bool:
    """Whether words end a list behind its last part: `và` before it, or a mark or the sentence behind it."""
    last = parts[-1]
    following = scene.in_sentence(last.sentence)
    after = [f for f in following if f.start > last.start and _could_follow(last, f)]
    if closes(scene, parts) or not after:
        return True
    mark = _BREAK.match(scene.text, last.end + len(last.tail))
    return mark is not None and not (";" in mark.group() and ";" in scene.between(parts[-2], last))


def _could_follow(last: Figure, figure: Figure) -> bool:
    return figure.level and figure.kind == last.kind and figure.bracket == last.bracket


def closes(scene: Scene, parts: Sequence[Figure]) -> bool:
    """Whether `và` leads to the last part: `41 xã và 17 phường`, not `doanh nghiệp nhỏ và vừa 24.500`."""
    if len(parts) < 2:
        return False
    between = scene.between(parts[-2], parts[-1])
    noun = parts[-2].mention.noun or ""
    if noun and between.lstrip().startswith(noun):
        between = between.lstrip()[len(noun) :]
    joint = _AND.match(between)
    return _AND_HERE.search(between) is not None or (
        joint is not None and not _MARK.search(between, joint.end())
    )


def _open(scene: Scene, opening: Opening, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether anything says that a list is not all of its whole, or not of it at all."""
    cues, last = scene.cues, parts[-1]
    items = all(scene.is_item(part.sentence) for part in parts)
    stretch = scene.text[opening.start : last.end + len(last.tail)]
    told = " ".join(part.label for part in parts) if items else stretch
    stop = min(max(scene.sentences[last.sentence][1], last.end), last.end + BESIDE)
    rest = scene.text[opening.end : stop]
    first = scene.text[opening.end : parts[0].start]
    return (
        opening.role == "some"
        or (opening.role == "colon" and whole.sentence != scene.sentence_at(opening.start))
        or not (items or len({part.sentence for part in parts}) == 1 or _run_out(scene, opening, parts, last))
        or _left_out(scene, whole, parts)
        or _of_extents(whole, parts)
        or cues.in_("some", told)
        or cues.in_("each", told)
        or _OPEN_END.search(rest) is not None
        or (whole.kind == "count" and opening.role != "total" and re.search(r"\w\s*[,;]", first) is not None)
        or (whole.kind == "percent" and not completes(scene, last))
        or not whole.quantity.low
        or not all(likeness(whole, part) for part in parts)
    )


def _run_out(scene: Scene, opening: Opening, parts: Sequence[Figure], last: Figure) -> bool:
    """Whether a list that runs over sentences ends in what is left, and passes over nothing of its unit."""
    inside = takewhile(lambda figure: figure.start <= last.start, scene.after(opening.end))
    alike = [figure.start for figure in inside if figure.level and figure.unit == last.unit]
    return completes(scene, last) and alike == [part.start for part in parts]


def _of_extents(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether figures are told as extents of different kinds: `dài 1.637 m, trong đó … rộng 10,5 m`."""
    told = (_EXTENT.findall(figure.label.casefold())[-1:] for figure in (whole, *parts))
    return len({word for words in told for word in words}) > 1


def _left_out(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list goes on with a count that is no part: `9.000 dân quân cùng 3.000 lính` of 82.000."""
    if whole.kind != "count":
        return False
    known, first, last = {part.start for part in parts}, parts[0], parts[-1]
    inside = [figure for figure in scene.in_sentence(last.sentence) if figure.start > first.start]
    after = [figure for figure in inside if figure.start > last.start][:1]
    if after and closes(scene, parts) and after[0].label.endswith(", "):
        after = []
    listed = [figure for figure in inside if figure.start < last.start and figure.start not in known]
    return any(
        figure.kind == "count"
        and figure.level
        and figure.bracket == last.bracket
        and _JOINED.search(figure.label) is not None
        and not (whole.classes and figure.classes and not whole.classes & figure.classes)
        for figure in (*listed, *after)
    )


def _strength(scene: Scene, opening: Opening, whole: Figure, parts: Sequence[Figure]) -> int:
    """How strongly words present a list as all of its whole."""
    alike = all(likeness(whole, part) == 2 or _kin(whole, part) for part in parts)
    divided = SURE if _shares_total(scene, parts) else _divide(scene, opening, parts)
    if divided == SURE or opening.role in ("total", "heading"):
        return max(divided, OPEN if alike and closes(scene, parts) else 0)
    if completes(scene, parts[-1]):
        return SURE if alike else CLOSED
    closed = closes(scene, parts) or _itemised(scene, parts)
    beside = _beside(scene, opening, whole, parts)
    if opening.role == "comprises" and alike and beside and _exceeded(whole, parts):
        return SURE
    if opening.role in ("bracket", "comprises", "colon") and alike:
        sure = closed or opening.role == "bracket" or _in_step(scene, whole, parts)
        if sure and beside:
            return SURE
        if closed and _headed(scene, opening, whole, parts):
            return SURE
        return CLOSED if closed or sure else OPEN
    named = opening.role in ("within", "comprises") and beside
    if alike and closed and named and _exceeded(whole, parts):
        return SURE
    led = LED.fullmatch(whole.label) is not None or scene.cues.in_("total", whole.label)
    years = _years(_words_before(scene, opening, parts)) or _years(_words_behind(scene, parts))
    return CLOSED if divided or (alike and (closed or led or years)) else OPEN


def _beside(scene: Scene, opening: Opening, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list opens right behind its whole, with nothing but its noun between."""
    between = scene.text[whole.end : opening.start].strip().rstrip(",;")
    return whole.sentence == parts[-1].sentence and len(between) <= BESIDE and not _MARK.search(between)


def _headed(scene: Scene, opening: Opening, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a clause heads parts that begin alike: `200 ha; địa điểm: khu vực A …; khu vực B …`"""
    between = scene.text[whole.end : opening.start].strip()
    leads = {tuple(_WORD.findall(_CLAUSE.split(part.label)[-1].casefold())[:2]) for part in parts}
    alike = len(leads) == 1 and len(leads.pop()) == 2
    short = len(between) <= BESIDE and between.count(";") == 1 and not re.search(r"[:.\n]", between)
    return opening.role == "colon" and whole.sentence == parts[-1].sentence and short and alike


def _exceeded(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a part is larger than its whole, so that even a list that is not all of it is wrong."""
    return any(part.quantity.low > whole.quantity.low for part in parts)


def _kin(whole: Figure, part: Figure) -> bool:
    """Whether counts are known to be of one kind of thing, or the whole's thing goes without saying."""
    return whole.kind == "count" and (bool(whole.classes & part.classes) or not whole.noun or not part.noun)


def _itemised(scene: Scene, parts: Sequence[Figure]) -> bool:
    """Whether each part has a line or a clause between semicolons of its own, to the sentence's end."""
    if all(scene.is_item(part.sentence) for part in parts):
        return True
    apart = all(";" in scene.between(left, right) for left, right in pairwise(parts))
    last = parts[-1]
    behind = scene.in_sentence(last.sentence)
    return apart and not any(f.start > last.start and _could_follow(last, f) for f in behind)


def _in_step(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether three parts or more count what the whole counts, and are led by the same word: `Tổ 1 có 9`."""
    leads = {tuple(_WORD.findall(part.label.casefold())[:1]) for part in parts[1:]}
    alike = all(likeness(whole, part) == 2 for part in parts)
    return len(parts) > 2 and alike and len(leads) == 1 and leads != {()}


def completes(scene: Scene, last: Figure) -> bool:
    """Whether a list ends in what is left: `dự án khác 3,62 tỷ`, `50 triệu còn lại`, not `210 người khác`."""
    return scene.cues.in_("rest", last.label) or _LEFT.match(last.tail) is not None


def _words_before(scene: Scene, opening: Opening, parts: Sequence[Figure]) -> list[str]:
    """What stands before each part: `ngắn hạn 88.218 tỷ đồng, tăng 4,52%; dài hạn 32.607 tỷ đồng`."""
    starts = [max(opening.end, parts[0].start - BESIDE), *(part.end for part in parts)]
    bounds = zip(starts, parts, strict=False)
    return [scene.text[start : part.start].casefold() for start, part in bounds]


def _words_behind(scene: Scene, parts: Sequence[Figure]) -> list[str]:
    """What stands behind each part: `31 nam và 3 nữ`."""
    last = parts[-1]
    between = [scene.between(left, right).casefold() for left, right in pairwise(parts)]
    mark = re.compile(r"[,.;\n)]").search(scene.text, last.end)
    stop = min(last.end + BESIDE, mark.start() if mark else len(scene.text))
    return [*between, scene.text[last.end : stop].casefold()]


def _divide(scene: Scene, opening: Opening, parts: Sequence[Figure]) -> int:
    """How surely the parts' words divide a whole between them: `thu nội địa …; thu hải quan …`."""
    strength = 0
    for words in (_words_before(scene, opening, parts), _words_behind(scene, parts)):
        sets = [one for one in scene.cues.complements if _divided(words, one)]
        if _negated(words) or any(one.exhausts for one in sets):
            return SURE
        if sets:
            strength = SURE if closes(scene, parts) else CLOSED
    return strength


def _divided(words: Sequence[str], complement: Complement) -> bool:
    """Whether each part's words hold a term of its own."""
    if len(words) < complement.least:
        return False
    told = [
        frozenset(place for place, term in enumerate(complement.terms) if term.search(one)) for one in words
    ]
    return all(len(one) == 1 for one in told) and len(set(told)) == len(told)


def _negated(words: Sequence[str]) -> bool:
    """Whether of two parts one is what the other is not: `71 xã đạt chuẩn …, 50 xã chưa đạt chuẩn`."""
    if len(words) != 2:
        return False
    for one, other in (words, reversed(words)):
        negation = _NOT.search(one)
        if negation and negation[1] in _WORD.findall(other) and not _NOT.search(other):
            return True
    return False


def _years(words: Sequence[str]) -> bool:
    """Whether each part is one year's: `năm 2024 là 130 triệu đồng, năm 2025 là 350 triệu đồng`."""
    years = [tuple(_YEAR.findall(one)) for one in words]
    return all(len(one) == 1 for one in years) and len(set(years)) == len(years)


def _shares_total(scene: Scene, parts: Sequence[Figure]) -> bool:
    """Whether the percentages behind the parts total 100: `71 xã, chiếm 58,68%, và 50 xã, chiếm 41,32%`."""
    shares = [share for part in parts if (share := _share_of(scene, part)) is not None]
    return len(shares) == len(parts) and abs(sum(shares, Decimal(0)) - ALL) <= SLACK * len(shares)


def _share_of(scene: Scene, part: Figure) -> Decimal | None:
    right = scene.beside(part, 1)
    if right is None or right.kind != "percent" or not right.level:
        return None
    bare = right.bracket is not None and not right.label.strip()
    return right.quantity.low if bare or scene.cues.ends("share", right.label) else None


def odds_of_slip(whole: Figure, parts: Sequence[Figure]) -> Decimal | None:
    """How likely chance would put a list one slip from its whole; None where no slip explains the gap.

    The slips there are in any of the figures, each with the window that rounding leaves, over the numbers up
    to the whole. The window is wider where only a slip together with a round whole explains the gap.
    """
    signed = ((-1, whole), *((1, part) for part in parts))
    moves = {
        sign * (value - figure.quantity.low) for sign, figure in signed for value in near(figure.quantity)
    }
    room = slack(whole, parts) + _vague(whole, parts)
    lacking = gap(whole.mention, [part.mention for part in parts])
    if not whole.quantity.low:
        return None
    width = 2 * room + max(figure.quantity.step for figure in (whole, *parts))
    if not (_rounds(whole, lacking, room) or any(abs(lacking - move) <= room for move in moves)):
        loose = rounded(whole.mention)
        if loose == written(whole.mention) or not any(_rounds(whole, lacking - m, room) for m in moves):
            return None
        width += loose.high - loose.low
    return len(moves) * width / (2 * abs(whole.quantity.low))


def _rounds(whole: Figure, lacking: Decimal, room: Decimal) -> bool:
    """Whether hedges, or the zeros that a whole ends in, leave room for a gap: 5.800 for 5.851,75."""
    loose = rounded(whole.mention)
    return Span(loose.low - room, loose.high + room).meets(
        Span(whole.quantity.low - lacking, whole.quantity.low - lacking)
    )


def slack(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """How far rounding to the last digits can move a total: half a step for each figure, none for counts."""
    return sum((f.quantity.step for f in (whole, *parts) if not counted(f.mention)), Decimal(0)) / 2


def _vague(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """How far hedges can move a total: to the next figure with as many digits that are no zeros."""
    return sum((round_step(f.quantity) for f in (whole, *parts) if f.mention.hedge), Decimal(0))
