"""What a percentage counts: the figure that the words beside it tie to it."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from solieu.arithmetic import is_share, written
from solieu.relate.near import chance_of_slip, near
from solieu.relate.scene import Figure, Scene
from solieu.relate.shares.base import BASES
from solieu.relate.shares.naming import words
from solieu.types import Ratio

# How many words may stand between a ratio and its percentage: `16/20 trường tiểu học đạt chuẩn (80%)`.
ADJOINING = 9
ALL = 100
# From which denominator on a ratio counts things, and how many pairs told alike make a list of them.
COUNTED, RUN = 10, 2
DELIMITER = re.compile(r"[,;:()]|\s(?:và|trong khi|song|nhưng)\s")
# What limits a verb and names nothing: `con số này chỉ chiếm`
_ONLY = re.compile(r"(?:^|\s)(?:chỉ|mới|đã|cũng|vẫn|hiện|còn)$", re.IGNORECASE)
# `Số nợ này`, `con số này`: takes up the figure told last
_BACK = re.compile(r"(?:con )?số(?: \w+){0,3} này$", re.IGNORECASE)
# `trên tổng số 1.840.000 dân, đạt tỷ lệ bao phủ`
_RATE = re.compile(r"(?<!\w)(?:đạt|chiếm|bằng)\s+(?:tỷ lệ|tỉ lệ)(?:\s+[^\W\d]+){0,4}\s*$", re.IGNORECASE)
# What a rate is out of, right behind it: `đạt tỷ lệ bao phủ 81% dân số`
_OUT_OF = re.compile(r"\s*(?:(?:trên|trong|của)\s+)?(?:tổng\s|số\s|dân số(?!\w))", re.IGNORECASE)
# A whole that its name alone tells, behind a share of it: `đạt 74% giá trị hợp đồng`, `bằng 61% GDP`; not a
# plan, a price or another time
_REACHES = re.compile(
    r"[,;(]\s*(?:đã\s+|mới\s+|chỉ\s+)?(?:đạt|bằng|tương đương)(?:\s+(?:khoảng|hơn|gần|trên|chỉ))?\s*$",
    re.IGNORECASE,
)
_NAMED_WHOLE = re.compile(
    r"\s*(?:của\s+)?(?:tổng\s|(?:giá trị|khối lượng)\s(?:các\s)?(?:hợp đồng|gói thầu|đầu tư|công trình)|"
    r"vốn điều lệ|GDP(?!\w)|GRDP(?!\w))[^,;:.()\n]{0,80}"
)
_NO_WHOLE = re.compile(
    r"(?<!\w)(?:kế hoạch|dự toán|dự kiến|chỉ tiêu|mục tiêu|được giao|giao|đề ra|so với|cùng kỳ|cùng kì|"
    r"cả năm|năm (?:trước|ngoái|\d{4})|định mức)(?!\w)",
    re.IGNORECASE,
)
# What joins a share to its amount: `70% giá trị khu đất là 250,6 tỷ đồng`
_THAT_IS = re.compile(r"\s+[^,;:.()\d]{2,60}\slà\s+(?:(?:hơn|gần|khoảng|trên)\s+)?", re.IGNORECASE)
# `về số vụ`, `về số người chết`: which of the counts before a percentage is of
_BY_NAME = re.compile(r"\s+về\s+số\s+(?!với)([^,;.:()\n]{2,40}?)(?=[,;.:()\n]|\s(?:và|trong)\s|$)")
# Two percentages told together: `52% so với 48%`
_PAIRED = re.compile(r"\s*(?:và|so với)\s*")
_AND = re.compile(r"[^,;.()]{0,60}\svà\s+(?:chiếm\s+)?", re.IGNORECASE)
_IN_TURN = re.compile(r"(?<!\w)lần lượt(?!\w)", re.IGNORECASE)
# A ratio that is the scale of a map or a mixture: `bản đồ tỷ lệ 1/2.000`
_SCALE = re.compile(r"(?:tỷ|tỉ) lệ\s*$", re.IGNORECASE)


def subject_of(scene: Scene, percent: Figure) -> str | None:
    """What stands between the last mark and `chiếm` before a percentage; None where there is no such word."""
    match = scene.cues.at_end["share"].search(percent.label)
    if match is None:
        return None
    subject = _ONLY.sub("", DELIMITER.split(percent.label[: match.start()])[-1].strip())
    return "" if subject.casefold() == "lần lượt" else subject


def takes_up(scene: Scene, percent: Figure) -> bool:
    """Whether a share is of the figure told last, taken up: `Con số này chiếm 3% số người đoạt giải`."""
    return _BACK.search(subject_of(scene, percent) or "") is not None


def part_before(scene: Scene, percent: Figure) -> Figure | None:
    """The figure that `chiếm` or its like joins to a percentage: `61 nữ, chiếm 27,98%`."""
    if (second := _second_of_pair(scene, percent)) is not None:
        return second
    subject = None if _BY_NAME.match(scene.text, percent.end) else subject_of(scene, percent)
    left = None if subject is None else _left(scene, percent, back=bool(_BACK.search(subject)))
    if subject is None or left is None or left.kind not in (*BASES, "ratio"):
        return None
    if left.kind == "ratio" and not _is_ratio(left, percent):
        return None
    between = scene.between(left, percent)
    led = scene.cues.in_("some", between) or scene.cues.in_("within", between)
    adjoins = not DELIMITER.search(between) and len(between.split()) <= 9
    first = _respectively(scene, left, percent)
    if first is left and _IN_TURN.search(percent.label):
        return None
    left = first
    return left if not led and (not subject or _BACK.search(subject) or adjoins) else None


def part_by_name(scene: Scene, percent: Figure) -> Figure | None:
    """The count that a percentage names behind it: `49 vụ, làm 47 người chết, chiếm 49% về số vụ, 52% …`."""
    named = _BY_NAME.match(scene.text, percent.end)
    if named is None or not scene.cues.in_("share", scene.text[_start_of(scene, percent) : percent.start]):
        return None
    name = words(named[1]).split()[:2]
    inside = takewhile(lambda f: f.sentence == percent.sentence, scene.before(percent.start))
    counts = (figure for figure in inside if figure.kind == "count" and figure.level)
    return next((f for f in counts if words(f.tail or f.noun).split()[: len(name)] == name), None)


def _start_of(scene: Scene, percent: Figure) -> int:
    return scene.sentences[percent.sentence][0]


def _respectively(scene: Scene, left: Figure, percent: Figure) -> Figure:
    """The first of two parts, where two percentages follow: `31 xã và 208 thôn, chiếm 38,75% và 36,36%`."""
    first, second = scene.beside(left, -1), scene.beside(percent, 1)
    paired = second is not None and first is not None and _pair(scene, first, left, percent, second)
    return first if paired and first is not None else left


def _second_of_pair(scene: Scene, percent: Figure) -> Figure | None:
    """The second of two parts, where the second of their percentages is meant."""
    first = scene.beside(percent, -1)
    if first is None or first.kind != "percent" or not scene.cues.ends("share", first.label):
        return None
    right, left = scene.beside(first, -1), scene.beside(first, -2)
    if right is None or left is None or not _pair(scene, left, right, first, percent):
        return None
    return right


def _pair(scene: Scene, one: Figure, other: Figure, percent: Figure, further: Figure) -> bool:
    """Whether two parts are told together, and two percentages behind them: `A và B, chiếm x% … và y%`."""
    alike = one.kind == other.kind in BASES and one.level and other.level
    joined = further.kind == "percent" and further.level and _AND.fullmatch(scene.between(percent, further))
    listed = _AND.fullmatch(scene.between(one, other))
    return bool(alike and joined and listed)


def part_behind(scene: Scene, percent: Figure) -> Figure | None:
    """The figure behind a percentage that says the same: `24,75% vốn, tương đương 6,2 triệu cổ phần`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES:
        return None
    left = scene.beside(percent, -1)
    if left is not None and left.kind == "percent" and _PAIRED.fullmatch(scene.between(left, percent)):
        return None
    between = scene.between(percent, right)
    # `90% nợ của nước này (tương đương 10 tỷ USD)`: the amount alone in its bracket, behind the whole's name
    told = between
    if right.bracket is not None and right.bracket >= percent.end:
        told = between[: right.bracket - percent.end]
        if not told.strip() or scene.text[right.bracket + 1 : right.start] != right.label:
            return None
    return right if scene.cues.ends("share", right.label) and not re.search(r"[;.()]", told) else None


def part_reached(scene: Scene, percent: Figure) -> Figure | None:
    """The count that reaches a rate of what is named: `947.115 người, đạt tỷ lệ bao phủ 80,94% dân số`."""
    rate = _RATE.search(percent.label)
    if rate is None or not _OUT_OF.match(scene.text, percent.end):
        return _part_of_named(scene, percent)
    left = scene.beside(percent, -1)
    told = left is not None and left.kind == "count" and left.level and left.bracket == percent.bracket
    mark = percent.label[: rate.start()].rstrip()
    return left if told and mark.endswith(",") and len(mark.split()) <= ADJOINING else None


def _part_of_named(scene: Scene, percent: Figure) -> Figure | None:
    """The amount that reaches a share of a whole told by name: `15.500 tỉ đồng, đạt 74% giá trị hợp đồng`."""
    reaches = _REACHES.search(percent.label)
    named = _NAMED_WHOLE.match(scene.text, percent.end)
    if reaches is None or named is None or _NO_WHOLE.search(named[0]):
        return None
    if percent.quantity.low > ALL and "GDP" not in named[0]:
        return None
    left = scene.beside(percent, -1)
    told = left is not None and left.kind in BASES and left.level and left.bracket == percent.bracket
    return left if told and len(percent.label[: reaches.start()].split()) <= ADJOINING else None


def part_told(scene: Scene, percent: Figure) -> Figure | None:
    """The amount that a share of what is named comes to: `70% giá trị khu đất là 250,6 tỷ đồng`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES or right.bracket != percent.bracket:
        return None
    return right if _THAT_IS.fullmatch(scene.between(percent, right)) else None


def part_perhaps(scene: Scene, percent: Figure) -> Figure | None:
    """A figure that a percentage may be of: `13/15 trường (tỷ lệ 86,67%)`, `12 học viên (8,82%)`."""
    label = percent.label
    cue = scene.cues.at_end["reaches"].search(label)
    enclosed = scene.text[percent.end : percent.end + 1] == ")" and percent.bracket is not None
    alone = enclosed and not (label[: cue.start()] if cue else label).strip()
    if not alone and (cue is None or DELIMITER.split(label[: cue.start()])[-1].strip()):
        return None
    left = _left(scene, percent, back=False)
    if left is None or left.kind not in (*BASES, "ratio") or left.index != percent.index - 1:
        return None
    between = scene.between(left, percent)
    # a mark right before the words that reach the percentage ends nothing: `qua thẻ; đạt tỷ lệ 97%`
    told = between if cue is None else between[: len(between) - len(label) + cue.start()].rstrip(" ,;")
    near = len(between.split()) <= 12 and not re.search("[;.]", told)
    if left.kind == "ratio" and not (_is_ratio(left, percent) or _runs_beside(scene, left, percent)):
        return None
    return left if near else None


def _counted(figure: Figure) -> bool:
    """Whether a ratio counts things out of more, whatever is done to them: `cắt giảm 26/385 điều kiện`."""
    ratio = figure.mention.value
    return isinstance(ratio, Ratio) and (ratio.denominator or 0) >= COUNTED and bool(figure.tail.strip())


def _runs_beside(scene: Scene, left: Figure, percent: Figure) -> bool:
    """Whether a ratio and its percentage stand in a list of such pairs, all told alike, most of which hold.

    `cắt giảm 17/85 thủ tục, đạt 20%; … 26/385 điều kiện, đạt 13%; … 9/36 điều kiện, đạt 25%`
    """
    joint = _joint(scene, left, percent)
    held = [
        _is_ratio(one, other)
        for one, other in pairwise(scene.in_sentence(percent.sentence))
        if one is not left and one.kind == "ratio" and other.kind == "percent"
        if _counted(one) and other.level and _joint(scene, one, other) == joint
    ]
    return _counted(left) and held.count(True) >= RUN and all(held)


def _joint(scene: Scene, left: Figure, percent: Figure) -> str:
    """What joins a percentage to what stands before it, back to the mark: `, đạt`"""
    between = scene.between(left, percent)
    mark = max(between.rfind(sign) for sign in ",;(")
    return words(between[mark:]) if mark >= 0 else between


def _is_ratio(left: Figure, percent: Figure) -> bool:
    """Whether a ratio and a percentage are the same to within a point, or one slip."""
    ratio = left.mention.value
    if not isinstance(ratio, Ratio) or not ratio.denominator:
        return False
    share = ratio.numerator * 100 / ratio.denominator
    if abs(share - percent.quantity.low) <= 1:
        return True
    # the digits behind the last one may have been dropped instead of rounded
    low, step = written(percent.mention).low - percent.quantity.low, percent.quantity.step
    adjoins = len(left.tail.split()) <= ADJOINING
    return adjoins and any(value + low <= share < value + step for value in near(percent.quantity))


def _left(scene: Scene, percent: Figure, *, back: bool) -> Figure | None:
    """The figure before a percentage that it could be the share of, changes and their rates passed over."""
    around = (percent.bracket, scene.outside(percent.bracket))
    for figure in scene.before(percent.start):
        if figure.sentence < percent.sentence - back:
            return None
        changed = figure.changed and not _counted(figure)
        if figure.bracket in around and not changed and figure.kind not in ("age", "duration"):
            told = figure.level or (figure.kind == "ratio" and not _SCALE.search(figure.label))
            return figure if told else None
    return None


def out_of(scene: Scene, percent: Figure) -> tuple[Figure, Figure] | None:
    """A part and its whole told together: `2.874 em trên tổng số 2.880 học sinh, đạt 99,79%`."""
    base = scene.beside(percent, -1)
    part = None if base is None else scene.beside(base, -1)
    if base is None or part is None or not base.level or not part.level:
        return None
    if base.kind not in BASES or part.kind != base.kind:
        return None
    between = scene.between(part, base)
    if not scene.cues.ends("out_of", between) or re.search("[.;:]", between):
        return None
    cued = scene.cues.ends("share", percent.label) or scene.cues.ends("reaches", percent.label)
    cued = cued or _RATE.search(percent.label) is not None
    fits = is_share(written(percent.mention), written(part.mention), written(base.mention))
    smaller = part.quantity.low <= base.quantity.low
    likely = smaller or chance_of_slip(percent, part, base) is not None
    return (part, base) if fits or (cued and likely) else None
