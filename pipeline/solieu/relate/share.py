"""Which percentage is a share of which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from solieu.arithmetic import counted, is_share, written
from solieu.relate.base import (
    BASES,
    base_behind,
    base_of_part,
    base_of_plan,
    ends_item,
    holds_share,
    led_by_total,
    likeliest,
    same_things,
    wholes_of_list,
    wholes_of_noun,
)
from solieu.relate.listing import openings
from solieu.relate.scene import Figure, Scene
from solieu.types import Ratio, Relation

# How many of the shares told last have used up their parts.
SPENT = 8

_WORD = re.compile(r"[^\W\d_]+")
_DELIMITER = re.compile(r"[,;:()]|\s(?:và|trong khi)\s")
_AGAINST = re.compile(r"\s*(?:so với|cùng kỳ|cùng kì)", re.IGNORECASE)
# `Số nợ này`, `con số này`: takes up the figure told last
_BACK = re.compile(r"(?:con )?số(?: \w+){0,3} này$", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện|đạt)(?!\w)", re.IGNORECASE)
_CHIEM = re.compile(r"(?<!\w)chiếm(?!\w)", re.IGNORECASE)
_IS = re.compile(r"\s+là\s", re.IGNORECASE)
# A ratio that is the scale of a map or a mixture: `bản đồ tỷ lệ 1/2.000`
_SCALE = re.compile(r"(?:tỷ|tỉ) lệ\s*$", re.IGNORECASE)


def find_shares(scene: Scene, sums: Sequence[Relation] = ()) -> list[Relation]:
    """The shares that the text tells: a percentage with what it is a share of, what it counts, or both.

    A percentage needs words that make it a share (`chiếm`, `tương đương`, a list under a whole, the name of a
    whole behind it). Among the bases that the words allow, the one that the arithmetic bears out is taken; a
    base that the words do not allow never is. Words that only suggest a share (`đạt`, a percentage alone in
    brackets) count where the arithmetic agrees. Where `sums` are known, a share told behind a list of parts
    is one of their whole. `probability` is the chance that an unrelated percentage would have fitted.

    A percentage beside `x/y` (`103/128 xã, bằng 80,5%`) whose whole the text does not count is a `ratio`.
    """
    finder = _Finder(scene, sums)
    for figure in scene.figures:
        if figure.kind == "percent" and figure.level and figure.unit == "%" and not _measured(scene, figure):
            finder.look(figure)
    return [*finder.found, *finder.ratios]


def _measured(scene: Scene, figure: Figure) -> bool:
    """Whether a percentage is measured against a plan or another time: `bằng 18,5% so với phương án …`"""
    tail = scene.text[figure.end : figure.end + 40]
    return bool(_AGAINST.match(tail) or scene.cues.anywhere["plan"].match(tail.lstrip()))


class _Finder:
    """One pass over the percentages of a scene; what was found before bears on what comes next."""

    def __init__(self, scene: Scene, sums: Sequence[Relation]) -> None:
        self.scene = scene
        self.spots = openings(scene)
        self.whole_by_last = {s.members[-1][1].start: s.members[0][1] for s in sums}
        self.found: list[Relation] = []
        self.ratios: list[Relation] = []

    def look(self, percent: Figure) -> None:
        """Adds the share that a percentage tells, if it tells one."""
        scene = self.scene
        if (base := base_behind(scene, percent)) is not None:
            self._add(percent, base, _part_before(scene, percent), "of_total")
        elif (pair := _out_of(scene, percent)) is not None:
            self._add(percent, pair[1], pair[0], "out_of")
        elif (part := _part_before(scene, percent)) is not None:
            if same_things(percent, part):
                self._add(percent, self._base(percent, part, surely=True), part, "part_before")
        elif (part := _part_behind(scene, percent)) is not None:
            self._add(percent, self._base(percent, part, surely=True), part, "part_behind")
        elif (part := _part_perhaps(scene, percent)) is not None:
            base = self._base(percent, part, surely=False)
            if base is not None:
                self._add(percent, base, part, "part_borne_out")
            elif part.kind == "ratio":
                self.ratios.append(_ratio(percent, part))
        elif (base := self._base_of_subject(percent)) is not None:
            self._add(percent, base, None, "subject")
        elif (base := base_of_plan(scene, percent)) is not None:
            self._add(percent, base, None, "attained")

    def _add(self, percent: Figure, base: Figure | None, part: Figure | None, rule: str) -> None:
        pairs = (("percent", percent), ("base", base), ("part", part))
        members = tuple((role, figure.mention) for role, figure in pairs if figure is not None)
        self.found.append(Relation("share", members, f"share.{rule}", _chance(percent, base, part)))

    def _base(self, percent: Figure, part: Figure, *, surely: bool) -> Figure | None:
        spent = [mention.start for share in self.found[-SPENT:] for mention in share.all("part")]
        return base_of_part(self.scene, percent, part, self.spots, surely=surely, spent=spent)

    def _base_of_subject(self, percent: Figure) -> Figure | None:
        """The whole of a share whose part is not counted: `62 học viên (trong đó, nữ chiếm 40,32%)`.

        Behind the last part of a sum it is the sum's whole.
        """
        scene = self.scene
        subject = _subject(scene, percent)
        bare = subject is None and _bare_item(scene, percent)
        if subject is None and not bare:
            is_told = _IS.match(scene.text, percent.end) is not None
            return led_by_total(scene, percent) if is_told else None
        wholes = wholes_of_list(scene, percent, self.spots, bare=bare)
        if not wholes and subject:
            wholes = wholes_of_noun(scene, percent, subject)
        if not wholes:
            return None if bare else led_by_total(scene, percent) or self._chained(percent)
        summed = self.whole_by_last.get(wholes[0].start)
        whole = likeliest(percent, wholes) if summed is None else next(scene.after(summed.start))
        # `tỷ lệ cử tri chiếm 99,99%` may be a rate of anything
        doubtful = subject is not None and scene.cues.in_("rate", subject)
        return whole if holds_share(scene, percent, whole, doubtful=doubtful) else None

    def _chained(self, percent: Figure) -> Figure | None:
        """The base of the share just before, where no other level has come between."""
        if not self.found or self.found[-1].one("part") is not None:
            return None
        last, base = self.found[-1].members[0][1], self.found[-1].one("base")
        if base is None or percent.sentence - self.scene.sentence_at(last.start) > 1:
            return None
        between = takewhile(lambda figure: figure.mention is not last, self.scene.before(percent.start))
        if any(figure.kind in BASES for figure in between):
            return None
        return next(self.scene.after(base.start))


def _ratio(percent: Figure, part: Figure) -> Relation:
    members = (("percent", percent.mention), ("part", part.mention))
    return Relation("ratio", members, "ratio.beside", min(1.0, float(percent.quantity.step / 100)))


def _chance(percent: Figure, base: Figure | None, part: Figure | None) -> float | None:
    """The part of all percentages, written with as many digits, that would have fitted."""
    step = percent.quantity.step
    if base is None:
        return None
    if part is not None:
        return min(1.0, float(step / 100))
    return min(1.0, float(base.quantity.low * step / 100)) if counted(base.mention) else None


def _subject(scene: Scene, percent: Figure) -> str | None:
    """What stands between the last mark and `chiếm` before a percentage; None where there is no such word."""
    match = scene.cues.at_end["share"].search(percent.label)
    return None if match is None else _DELIMITER.split(percent.label[: match.start()])[-1].strip()


def _bare_item(scene: Scene, percent: Figure) -> bool:
    """Whether a percentage stands in a list with only its label: `ngân sách dự kiến 35%, ODA 14,5%`."""
    label = _DELIMITER.split(percent.label)[-1]
    if scene.cues.in_("rate", label) or scene.cues.in_("each", label) or _DONE.search(label):
        return False
    return 0 < len(_WORD.findall(label)) <= 8 and ends_item(scene, percent)


# --- the counted part -----------------------------------------------------------------------------------


def _part_before(scene: Scene, percent: Figure) -> Figure | None:
    """The figure that `chiếm` or its like joins to a percentage: `61 nữ, chiếm 27,98%`."""
    subject = _subject(scene, percent)
    beside = scene.beside(percent, -1)
    if beside is not None and beside.changed and not _CHIEM.search(percent.label):
        return None  # `giảm 71 đơn vị, tương đương 66,36%` tells the change again
    left = None if subject is None else _left(scene, percent, back=bool(_BACK.search(subject)))
    if subject is None or left is None or left.kind not in (*BASES, "ratio"):
        return None
    if left.kind == "ratio" and not _is_ratio(left, percent):
        return None
    between = scene.between(left, percent)
    led = scene.cues.in_("some", between) or scene.cues.in_("within", between)
    adjoins = not _DELIMITER.search(between) and len(between.split()) <= 9
    return left if not led and (not subject or _BACK.search(subject) or adjoins) else None


def _part_behind(scene: Scene, percent: Figure) -> Figure | None:
    """The figure behind a percentage that says the same: `24,75% vốn, tương đương 6,2 triệu cổ phần`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES:
        return None
    joined = scene.cues.ends("share", right.label) and not re.search(r"[;.()]", scene.between(percent, right))
    return right if joined else None


def _part_perhaps(scene: Scene, percent: Figure) -> Figure | None:
    """A figure that a percentage may be of: `13/15 trường (tỷ lệ 86,67%)`, `12 học viên (8,82%)`."""
    label = percent.label
    cue = scene.cues.at_end["reaches"].search(label)
    enclosed = scene.text[percent.end : percent.end + 1] == ")" and percent.bracket is not None
    alone = enclosed and not (label[: cue.start()] if cue else label).strip()
    if not alone and (cue is None or _DELIMITER.split(label[: cue.start()])[-1].strip()):
        return None
    left = _left(scene, percent, back=False)
    if left is None or left.kind not in (*BASES, "ratio") or left.index != percent.index - 1:
        return None
    between = scene.between(left, percent)
    near = len(between.split()) <= 12 and not re.search("[;.]", between)
    return left if near and not (left.kind == "ratio" and not _is_ratio(left, percent)) else None


def _is_ratio(left: Figure, percent: Figure) -> bool:
    """Whether a ratio and a percentage are the same to within a point, so that one can tell the other."""
    ratio = left.mention.value
    if not isinstance(ratio, Ratio) or not ratio.denominator:
        return False
    return abs(ratio.numerator * 100 / ratio.denominator - percent.quantity.low) <= 1


def _left(scene: Scene, percent: Figure, *, back: bool) -> Figure | None:
    """The figure before a percentage that it could be the share of, changes and their rates passed over."""
    around = (percent.bracket, scene.outside(percent.bracket))
    for figure in scene.before(percent.start):
        if figure.sentence < percent.sentence - back:
            return None
        if figure.bracket in around and not figure.changed and figure.kind not in ("age", "duration"):
            told = figure.level or (figure.kind == "ratio" and not _SCALE.search(figure.label))
            return figure if told else None
    return None


def _out_of(scene: Scene, percent: Figure) -> tuple[Figure, Figure] | None:
    """A part and its whole told together: `2.874 em trên tổng số 2.880 học sinh, đạt 99,79%`."""
    base = scene.beside(percent, -1)
    part = None if base is None else scene.beside(base, -1)
    if base is None or part is None or not base.level or not part.level:
        return None
    if base.kind not in BASES or part.kind != base.kind or part.quantity.low > base.quantity.low:
        return None
    between = scene.between(part, base)
    if not scene.cues.ends("out_of", between) or re.search("[.;:]", between):
        return None
    cued = scene.cues.ends("share", percent.label) or scene.cues.ends("reaches", percent.label)
    fits = is_share(written(percent.mention), written(part.mention), written(base.mention))
    return (part, base) if cued or fits else None
