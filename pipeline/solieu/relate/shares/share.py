"""Which percentage is a share of which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from solieu.arithmetic import amount, counted
from solieu.relate.listing import openings
from solieu.relate.near import chance_of_slip
from solieu.relate.scene import Figure, Scene
from solieu.relate.shares.base import (
    BASES,
    HANDFUL,
    asked,
    base_behind,
    base_of_done,
    base_of_plan,
    base_of_ratio,
    can_be_of,
    ends_item,
    holds_share,
    led_by_total,
    likeliest,
    wholes_of_list,
    wholes_of_noun,
)
from solieu.relate.shares.naming import same_things, words
from solieu.relate.shares.part import (
    DELIMITER,
    out_of,
    part_before,
    part_behind,
    part_by_name,
    part_perhaps,
    part_reached,
    part_told,
    subject_of,
    takes_up,
)
from solieu.relate.shares.retold import retold, summed_parts
from solieu.relate.shares.whole import ASKED, Known, Tied, agreed, choose, tied
from solieu.types import Mention, Ratio, Relation

# How many words may stand between a change and the percentage that tells it again.
AGAIN = 6
# How many of the shares told last have used up their parts.
SPENT = 8

_WORD = re.compile(r"[^\W\d_]+")
_AGAINST = re.compile(r"\s*(?:so với|cùng kỳ|cùng kì)", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện|đạt)(?!\w)", re.IGNORECASE)
# A rate by time: `180%/năm`
_PER = re.compile(r"\s*/")
# `chiếm` right before a percentage, and what it is then out of: `chiếm 38% so với tổng số vụ tai nạn`
_HOLDS = re.compile(r"(?<!\w)chiếm(?:\s+[^\W\d]+){0,3}\s*$", re.IGNORECASE)
_TO_WHOLE = re.compile(
    r"\s*so với\s+(?!cùng|năm|tháng|quý|kỳ|mức|kế hoạch|dự toán|chỉ tiêu|mục tiêu|trước|\d)", re.IGNORECASE
)
_CHIEM = re.compile(r"(?<!\w)chiếm(?!\w)", re.IGNORECASE)
# `trong đó có 69%`, the percentage itself the subject
_SOME = re.compile(r",\s*trong đó(?: có)?(?:\s+(?:tới|đến|khoảng|hơn|gần|trên))?\s*$", re.IGNORECASE)
# `Trong số này, trên 70%`: of those told last
_OF_THEM = re.compile(
    r"(?<!\w)trong (?:tổng )?số (?:này|đó|ấy),?(?:\s+(?:có|tới|đến|khoảng|hơn|gần|trên)){0,3}\s*$",
    re.IGNORECASE,
)
# What takes up those told last as the subject of its sentence: `Những em này …, có 4% trong số này …`
_THESE = re.compile(r"\W*(?:những|các|số)\s[^,;.]{1,30}\s(?:này|đó|trên)(?!\w)", re.IGNORECASE)
# `51,9% trong số đó xảy ra ở …`
_OUT_OF_THEM = re.compile(r"\s+trong (?:tổng )?số (?:này|đó|ấy)(?!\w)", re.IGNORECASE)
# What may stand between a mark and a percentage that begins its clause: `…, vẫn có tới 40%`
_LEADS_ON = re.compile(r"\s*(?:(?:thì|vẫn|đã|chỉ|có|tới|đến|khoảng|hơn|gần|trên)\s+){0,4}", re.IGNORECASE)
_IS = re.compile(r"\s+là\s", re.IGNORECASE)


def find_shares(scene: Scene, sums: Sequence[Relation] = ()) -> list[Relation]:
    """The shares that the text tells: a percentage with what it is a share of, what it counts, or both.

    A percentage needs words that make it a share (`chiếm`, `tương đương`, a list under a whole, the name of a
    whole behind it). Among the bases that the words allow, the one that the arithmetic bears out is taken.
    One that the words plainly mean is kept though a slip of the pen keeps it from fitting; one that they do
    not allow never is. Words that only suggest a share (`đạt`, a percentage alone in brackets) count where
    the figures agree, or nearly do. Where `sums` are known, a share told behind a list of parts is one of
    their whole. `probability` is the chance that an unrelated percentage would have fitted.

    A percentage beside `x/y` (`103/128 xã, bằng 80,5%`) whose whole the text does not count is a `ratio`.
    """
    finder = _Finder(scene, sums)
    for figure in scene.figures:
        if figure.kind == "percent" and figure.level and figure.unit == "%" and not _measured(scene, figure):
            finder.look(figure)
    return finder.settle()


def _measured(scene: Scene, figure: Figure) -> bool:
    """Whether a percentage is measured against a plan or another time: `bằng 18,5% so với phương án …`"""
    tail = scene.text[figure.end : figure.end + 40]
    if _PER.match(tail) or _tells_change_again(scene, figure):
        return True
    against = _AGAINST.match(tail) is not None and not _out_of_whole(figure, tail)
    return against or scene.cues.anywhere["plan"].match(tail.lstrip()) is not None


def _out_of_whole(figure: Figure, tail: str) -> bool:
    """Whether `so với` only leads to the whole: `chiếm 38% so với tổng số vụ`, not `so với năm 2015`."""
    return _HOLDS.search(figure.label) is not None and _TO_WHOLE.match(tail) is not None


def _tells_change_again(scene: Scene, percent: Figure) -> bool:
    """Whether a percentage only tells the change before it again: `giảm 71 đơn vị, tương đương 66,36%`."""
    beside = scene.beside(percent, -1)
    if beside is None or not beside.changed or _CHIEM.search(percent.label):
        return False
    match = scene.cues.at_end["share"].search(percent.label)
    return match is not None and len(percent.label[: match.start()].split()) <= AGAIN


class _Finder:
    """One pass over the percentages of a scene; what was found before bears on what comes next."""

    def __init__(self, scene: Scene, sums: Sequence[Relation]) -> None:
        self.scene = scene
        self.spots = openings(scene)
        self.known = Known(self.spots, summed_parts(scene, sums))
        self.last = {relation.members[-1][1].start for relation in sums}
        self.found: list[Relation] = []
        self.open: list[Tied] = []
        # the wholes that the shares of a sentence with counted parts have, by where they begin, in order
        self.bases: dict[int, dict[int, int]] = {}
        # the wholes that the list around a share may be of, by where the share begins
        self.lists: dict[int, list[Figure]] = {}

    def look(self, percent: Figure) -> None:
        """Adds the share that a percentage tells, if it tells one."""
        scene = self.scene
        if (counted_by := part_by_name(scene, percent)) is not None:
            self._part(percent, counted_by, "part_named", surely=True)
        elif (base := base_behind(scene, percent)) is not None:
            self._add(percent, base, part_before(scene, percent), "of_total")
        elif (pair := out_of(scene, percent)) is not None:
            self._add(percent, pair[1], pair[0], "out_of")
        elif (part := part_before(scene, percent)) is not None:
            if takes_up(scene, percent) or same_things(percent, part, apart=not subject_of(scene, percent)):
                self._part(percent, part, "part_before", surely=True)
        elif (part := part_behind(scene, percent)) is not None:
            self._part(percent, part, "part_behind", surely=True)
        elif (part := part_reached(scene, percent)) is not None:
            self._part(percent, part, "part_reached", surely=True)
        elif (part := part_told(scene, percent)) is not None:
            self._part(percent, part, "part_told", surely=False)
        elif (part := part_perhaps(scene, percent)) is not None:
            self._part(percent, part, "part_borne_out", surely=False)
        elif (pair := retold(scene, percent, self.known.summed)) is not None:
            self._add(percent, pair[1], pair[0], "retold")
        elif (base := self._base_of_subject(percent)) is not None:
            self._add(percent, base, None, "subject")
        elif (base := base_of_done(scene, percent)) is not None:
            self._add(percent, base, None, "done")
        elif (base := base_of_plan(scene, percent)) is not None:
            self._add(percent, base, None, "attained")

    def _add(self, percent: Figure, base: Figure | None, part: Figure | None, rule: str) -> None:
        pairs = (("percent", percent), ("base", base), ("part", part))
        members = tuple((role, figure.mention) for role, figure in pairs if figure is not None)
        self.found.append(Relation("share", members, f"share.{rule}", _chance(percent, base, part)))
        if base is not None and part is not None:
            self.bases.setdefault(percent.sentence, {}).setdefault(base.start, len(self.found))

    def _part(self, percent: Figure, part: Figure, rule: str, *, surely: bool) -> None:
        """Adds the share that a counted part makes, or leaves it open until its neighbours are known."""
        if isinstance(part.mention.value, Ratio):
            self._add(percent, base_of_ratio(self.scene, part, part.mention.value), part, rule)
            return
        spent = [mention.start for share in self.found[-SPENT:] for mention in share.all("part")]
        spent += [ties.part.start for ties in self.open[-SPENT:]]
        ties = tied(self.scene, percent, part, self.known, surely=surely, spent=spent)
        base = choose(ties)
        if base is not None:
            self._add(percent, base, part, rule)
        else:
            self.open.append(ties)

    def settle(self) -> list[Relation]:
        """All that was found, with what was left open and its neighbours settle."""
        self._level()
        told: dict[int, list[Tied]] = {}
        for ties in self.open:
            told.setdefault(ties.percent.sentence, []).append(ties)
        for group in told.values():
            whole = agreed(group)
            for ties in group:
                base = whole or self._beside(ties)
                if base is not None:
                    self._add(ties.percent, base, ties.part, "agreed")
                elif ties.surely:
                    self._add(ties.percent, None, ties.part, "part_alone")
        return sorted(map(_alone, self.found), key=lambda share: share.members[0][1].start)

    def _level(self) -> None:
        """Gives the shares of one list one whole: the one of which most of them can be shares."""
        groups: dict[tuple[int, int | None], list[int]] = {}
        for place, share in enumerate(self.found):
            percent = next(self.scene.after(share.members[0][1].start))
            if share.rule == "share.subject" and self.lists.get(percent.start):
                groups.setdefault((percent.sentence, percent.bracket), []).append(place)
        for places in groups.values():
            percents = [next(self.scene.after(self.found[place].members[0][1].start)) for place in places]
            wholes = [f for f in self.lists[percents[0].start] if f.kind == "count"]
            fitting = [sum(can_be_of(percent, one, exactly=True) for percent in percents) for one in wholes]
            if fitting and max(fitting) > len(percents) / 2 and max(fitting) > 1:
                whole = wholes[fitting.index(max(fitting))]
                for place, percent in zip(places, percents, strict=True):
                    members = (("percent", percent.mention), ("base", whole.mention))
                    odds = _chance(percent, whole, None)
                    self.found[place] = replace(self.found[place], members=members, probability=odds)

    def _beside(self, ties: Tied) -> Figure | None:
        """The whole of the other shares of a sentence, where a slip keeps this one from fitting it."""
        others = self.bases.get(ties.percent.sentence, {})
        shared = (figure for _, figure in ties.wholes if figure.start in others)
        near = sorted(shared, key=lambda figure: others[figure.start])[:ASKED]
        slipped = (whole for whole in near if chance_of_slip(ties.percent, ties.part, whole) is not None)
        return next(slipped, None)

    def _base_of_subject(self, percent: Figure) -> Figure | None:
        """The whole of a share whose part is not counted: `62 học viên (trong đó, nữ chiếm 40,32%)`.

        Behind the last part of a sum it is the sum's whole.
        """
        scene = self.scene
        subject = subject_of(scene, percent)
        bare = subject is None and _bare_item(scene, percent)
        if subject is None and not percent.tail.lstrip().startswith("so với"):
            if _SOME.search(percent.label):
                return self._some_of(percent)
            if _OF_THEM.search(percent.label) or _OUT_OF_THEM.match(scene.text, percent.end):
                return self._of_them(percent)
        if subject is None and not bare:
            begins = _begins_clause(percent)
            is_told = _IS.match(scene.text, percent.end) is not None or begins
            base = led_by_total(scene, percent) if is_told else None
            return base or (asked(scene, percent) if begins else None)
        wholes = self.lists[percent.start] = wholes_of_list(scene, percent, self.spots, bare=bare)
        if not wholes and subject:
            wholes = wholes_of_noun(scene, percent, subject)
        if not wholes and not bare:
            wholes = self._just_summed(percent)
        if not wholes:
            return None if bare else led_by_total(scene, percent) or self._chained(percent)
        whole = self._total(wholes[0]) or likeliest(percent, wholes)
        # `tỷ lệ cử tri chiếm 99,99%` may be a rate of anything
        doubtful = subject is not None and scene.cues.in_("rate", subject)
        return whole if holds_share(scene, percent, whole, doubtful=doubtful) else None

    def _some_of(self, percent: Figure) -> Figure | None:
        """The figure right before `trong đó có 69% bị phá hủy`, where nothing stands between."""
        left = self.scene.beside(percent, -1)
        told = left is not None and left.level and left.kind == "count" and left.bracket == percent.bracket
        return left if told and left is not None and left.quantity.low >= HANDFUL else None

    def _of_them(self, percent: Figure) -> Figure | None:
        """What was told last before `trong số này, trên 70% là …`, the only one of its sentence.

        One of the sentence before only where the words begin theirs: else they take up its subject.
        """
        before = (f for f in self.scene.before(percent.start) if f.kind not in ("percent", "age"))
        told = next(before, None)
        if told is None or told.sentence < percent.sentence - 1 or not told.level or told.kind not in BASES:
            return None
        label = percent.label.lstrip()
        begins = _OF_THEM.match(label) or _LEADS_ON.fullmatch(label) or _THESE.match(label)
        if told.sentence < percent.sentence and not begins:
            return None
        inside = self.scene.in_sentence(told.sentence)
        others = [f for f in inside if f.start < percent.start and f.kind != "age"]
        alone = all(f is told or (f.kind == "percent" and f.bracket is not None) or f.changed for f in others)
        many = told.kind != "count" or (bool(told.noun) and told.quantity.low >= HANDFUL)
        return told if alone and many else None

    def _total(self, last: Figure) -> Figure | None:
        """The whole of the sum that a figure is the last part of."""
        return self.known.summed[last.start] if last.start in self.last else None

    def _just_summed(self, percent: Figure) -> list[Figure]:
        """The last part of a sum that ends right before: `2.145 người, gồm … và 1.111 nữ; trẻ chiếm …`"""
        left = self.scene.beside(percent, -1)
        return [left] if left is not None and left.start in self.last else []

    def _chained(self, percent: Figure) -> Figure | None:
        """The base of the share just before, where no other level has come between.

        Behind a share with a counted part the base must be counted too, and make the percentage.
        """
        if not self.found:
            return None
        last, base = self.found[-1].members[0][1], self.found[-1].one("base")
        if base is None or percent.sentence - self.scene.sentence_at(last.start) > 1:
            return None
        between = takewhile(lambda figure: figure.mention is not last, self.scene.before(percent.start))
        if any(figure.kind in BASES for figure in between):
            return None
        whole = next(self.scene.after(base.start))
        if self.found[-1].one("part") is None:
            return whole
        # an age in the clause is no figure of its own: `số người từ 30 tuổi trở xuống chiếm`
        start = self.scene.sentences[percent.sentence][0]
        subject = words(DELIMITER.split(self.scene.text[start : percent.start])[-1]).split()
        again = subject[:1] == ["số"] and subject[1:2] in (["người"], whole.noun.split()[:1])
        return whole if again and can_be_of(percent, whole, exactly=True) else None


def _begins_clause(percent: Figure) -> bool:
    """Whether a percentage is the subject of what follows: `Trong số 57.000 người, 41,2% đang trong độ …`"""
    return _LEADS_ON.fullmatch(DELIMITER.split(percent.label)[-1]) is not None and bool(percent.tail.strip())


def _alone(share: Relation) -> Relation:
    """A share, or a `ratio` if it is only `x/y` beside its percentage, which needs no base to be tested."""
    part = share.one("part")
    if share.one("base") is not None or part is None or part.kind != "ratio":
        return share
    return replace(share, name="ratio", rule="ratio.beside", probability=_step_chance(share.members[0][1]))


def _step_chance(percent: Mention) -> float:
    return min(1.0, float(amount(percent).step / 100))


def _chance(percent: Figure, base: Figure | None, part: Figure | None) -> float | None:
    """The part of all percentages, written with as many digits, that would have fitted."""
    step = percent.quantity.step
    if base is None:
        return None
    if part is not None:
        return min(1.0, float(step / 100))
    return min(1.0, float(base.quantity.low * step / 100)) if counted(base.mention) else None


def _bare_item(scene: Scene, percent: Figure) -> bool:
    """Whether a percentage stands in a list with only its label: `ngân sách dự kiến 35%, ODA 14,5%`."""
    label = DELIMITER.split(percent.label)[-1]
    if scene.cues.in_("rate", label) or scene.cues.in_("each", label) or _DONE.search(label):
        return False
    return 0 < len(_WORD.findall(label)) <= 8 and ends_item(scene, percent)
