"""Which percentage is a share of which figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from solieu.arithmetic import counted, hedged, is_share, whole_numbers, whole_numbers_cut, written
from solieu.relate.scene import Figure, Scene, likeness
from solieu.relate.sum import Opening, levels_before, openings, whole_of
from solieu.types import Ratio, Relation

BASES = ("count", "money", "measure")
# How many sentences back a base may stand that the text names, and one that is only of the same things.
NAMED, UNNAMED = 8, 2

# What stands between a percentage and the name of its whole: `số`, `của tổng`, `trong tổng số`
_OF = re.compile(
    r"\s*(?:(?:của|trong|trên|toàn bộ|so với)\s+)?(?:(?:tổng số|tổng|số lượng|số)\s+)?", re.IGNORECASE
)
_OF_COUNTED = ("của", "trong", "trong số", "tổng số", "của tổng số", "trong tổng số", "trên tổng số")
_NAME_END = re.compile(r"[,;:.()\n“”\"]|\s(?:và|của|so với|là|trong|với|cho|được|tăng|giảm)\s")
_DELIMITER = re.compile(r"[,;:()]|\s(?:và|trong khi)\s")
_AGAINST = re.compile(r"\s*so với", re.IGNORECASE)
# `Số nợ này`, `con số này`: takes up the figure told last
_BACK = re.compile(r"(?:con )?số(?: \w+){0,3} này$", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện|đạt)(?!\w)", re.IGNORECASE)


def find_shares(scene: Scene, sums: Sequence[Relation] = ()) -> list[Relation]:
    """The shares that the text tells: a percentage with what it is a share of, what it counts, or both.

    A percentage needs words that make it a share (`chiếm`, `tương đương`, a list under a whole, the name of a
    whole behind it). Among the bases that the words allow, the one that the arithmetic bears out is taken; a
    base that the words do not allow never is. Where `sums` are known, a share told behind a list of parts is
    one of their whole. `probability` is the chance that an unrelated percentage would have fitted.
    """
    finder = _Finder(scene, sums)
    for figure in scene.figures:
        if figure.kind == "percent" and figure.level and figure.unit == "%" and not _measured(scene, figure):
            finder.look(figure)
    return finder.found


def _measured(scene: Scene, figure: Figure) -> bool:
    """Whether a percentage is measured against a plan or another time: `bằng 18,5% so với phương án …`"""
    tail = scene.text[figure.end : figure.end + 40]
    return bool(_AGAINST.match(tail) or scene.cues.anywhere["plan"].match(tail.lstrip()))


class _Finder:
    """One pass over the percentages of a scene; what was found before bears on what comes next."""

    def __init__(self, scene: Scene, sums: Sequence[Relation]) -> None:
        self.scene = scene
        self.spots = openings(scene)
        self.whole_by_part = {part.start: s.members[0][1] for s in sums for part in s.all("part")}
        self.found: list[Relation] = []

    def look(self, percent: Figure) -> None:
        """Adds the share that a percentage tells, if it tells one."""
        base = _base_behind(self.scene, percent)
        part, rule = _part(self.scene, percent)
        if base is not None:
            self._add(percent, base, part, "of_total")
        elif part is not None:
            if _same_things(percent, part):
                self._add(percent, _base_of_part(self.scene, percent, part, self.spots), part, rule)
        elif (base := self._base_of_subject(percent)) is not None:
            self._add(percent, base, None, "subject")
        elif (base := _base_of_plan(self.scene, percent)) is not None:
            self._add(percent, base, None, "attained")

    def _add(self, percent: Figure, base: Figure | None, part: Figure | None, rule: str) -> None:
        pairs = (("percent", percent), ("base", base), ("part", part))
        members = tuple((role, figure.mention) for role, figure in pairs if figure is not None)
        self.found.append(Relation("share", members, f"share.{rule}", _chance(percent, base, part)))

    def _base_of_subject(self, percent: Figure) -> Figure | None:
        """The whole of a share whose part is not counted: `62 học viên (trong đó, nữ chiếm 40,32%)`."""
        subject = _subject(self.scene, percent)
        if subject is None and not _bare_item(self.scene, percent):
            return None
        opening = _list_around(self.scene, percent, self.spots)
        wholes = [] if opening is None else _levels_of_list(self.scene, opening)
        if wholes:
            summed = self.whole_by_part.get(wholes[0].start)
            return _best(percent, wholes) if summed is None else next(self.scene.after(summed.start))
        if subject is None:
            return None
        return _led_by_total(self.scene, percent) or self._chained(percent)

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


def _chance(percent: Figure, base: Figure | None, part: Figure | None) -> float | None:
    """The part of all percentages, written with as many digits, that would have fitted."""
    step = percent.quantity.step
    if base is None:
        return None
    if part is not None:
        return min(1.0, float(step / 100))
    return min(1.0, float(base.quantity.low * step / 100)) if counted(base.mention) else None


# --- the counted part -----------------------------------------------------------------------------------


def _subject(scene: Scene, percent: Figure) -> str | None:
    """What stands between the last mark and `chiếm` before a percentage; None where there is no such word."""
    match = scene.cues.at_end["share"].search(percent.label)
    return None if match is None else _DELIMITER.split(percent.label[: match.start()])[-1].strip()


def _part(scene: Scene, percent: Figure) -> tuple[Figure | None, str]:
    """The figure that a percentage says the share of, before it or behind it."""
    subject = _subject(scene, percent)
    left = None if subject is None else _left(scene, percent, back=bool(_BACK.search(subject)))
    if left is not None and left.kind in (*BASES, "ratio"):
        between = scene.between(left, percent)
        led = scene.cues.in_("some", between) or scene.cues.in_("within", between)
        adjoins = not _DELIMITER.search(between) and len(between.split()) <= 9
        if not led and (not subject or _BACK.search(subject) or adjoins):
            return left, "part_before"
    right = scene.beside(percent, 1)
    if right is not None and right.level and right.kind in BASES and scene.cues.ends("share", right.label):
        marked = re.search(r"[;.()]", scene.between(percent, right))
        return (None, "") if marked else (right, "part_after")
    return None, ""


def _left(scene: Scene, percent: Figure, *, back: bool) -> Figure | None:
    """The figure before a percentage that it could be the share of, changes and their rates passed over."""
    around = (percent.bracket, scene.outside(percent.bracket))
    for figure in scene.before(percent.start):
        if figure.sentence < percent.sentence - back:
            return None
        if figure.bracket in around and not figure.changed and figure.kind not in ("age", "duration"):
            return figure if figure.level or figure.kind == "ratio" else None
    return None


def _same_things(percent: Figure, part: Figure) -> bool:
    """Whether a count can be a part of what a percentage names: not `12 loại ung thư chiếm 80% số ca …`"""
    if part.kind != "count" or not part.noun:
        return True
    of = _OF.match(percent.tail)
    name = percent.tail[of.end() :].casefold().split() if of and of[0].strip() else []
    return not name or name[0] in part.noun.split()[:2] or part.noun.split()[0] in name[:3]


# --- the whole ------------------------------------------------------------------------------------------


def _base_behind(scene: Scene, percent: Figure) -> Figure | None:
    """A counted whole right behind the percentage: `27,98% trong tổng số 218 học viên`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES:
        return None
    return right if scene.between(percent, right).strip().casefold() in _OF_COUNTED else None


def _name(percent: Figure, scene: Scene) -> list[str]:
    """The words that name what a percentage is of: `nguồn vốn` in `93,84% tổng nguồn vốn.`"""
    tail = scene.text[percent.end : percent.end + 80]
    of = _OF.match(tail)
    tail = tail[of.end() :] if of else tail
    end = _NAME_END.search(tail)
    return tail[: end.start() if end else len(tail)].casefold().split()[:6]


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _named(figure: Figure, name: list[str]) -> bool:
    """Whether a figure's own words hold a name, or its first two words."""
    words = _words(f"{figure.label} {figure.noun}")
    prefixes = {" ".join(name), " ".join(name[:2])}
    return any(re.search(rf"(?<!\w){re.escape(prefix)}(?!\w)", words) for prefix in prefixes)


def _base_of_part(scene: Scene, percent: Figure, part: Figure, spots: Sequence[Opening]) -> Figure | None:
    """The whole of a counted part: named behind the percentage, the head of a list, or of the same things."""
    if isinstance(part.mention.value, Ratio):
        return _base_of_ratio(scene, part, part.mention.value)
    before = [
        figure
        for figure in takewhile(lambda f: f.sentence >= percent.sentence - NAMED, scene.before(percent.start))
        if figure is not part
        and figure.level
        and likeness(figure, part) > 0
        and figure.quantity.low >= part.quantity.low
    ]
    name = _name(percent, scene)
    allowed = [figure for figure in before if name and _named(figure, name)]
    listed = _listed_whole(scene, part, spots)
    allowed += [figure for figure in before if figure is listed]
    near = [figure for figure in before if figure.sentence >= percent.sentence - UNNAMED]
    if not name:
        allowed += [figure for figure in near if likeness(figure, part) == 2]
    for span in (written, hedged):
        for figure in allowed:
            if is_share(percent.mention, span(part.mention), span(figure.mention)):
                return figure
    certain = [figure for figure in near if len(name) > 1 and " ".join(name) in _words(figure.label)]
    return certain[0] if len(certain) == 1 else None


def _base_of_ratio(scene: Scene, part: Figure, ratio: Ratio) -> Figure | None:
    """The count that a ratio's denominator repeats: `15 vụ … 13/15 vụ`."""
    for figure in scene.before(part.start):
        if figure.sentence < part.sentence - UNNAMED:
            return None
        alike = figure.noun.split()[:1] == part.noun.split()[:1]
        if figure.kind == "count" and figure.level and figure.quantity.low == ratio.denominator and alike:
            return figure
    return None


def _listed_whole(scene: Scene, part: Figure, spots: Sequence[Opening]) -> Figure | None:
    """The whole of the list that a part stands in."""
    for spot in _openings_before(spots, part.start):
        if scene.sentence_at(spot.start) < part.sentence - 1:
            return None
        if spot.bracket == part.bracket:
            return whole_of(scene, spot, part)
    return None


def _openings_before(spots: Sequence[Opening], position: int) -> Iterator[Opening]:
    """The openings before a position, colons aside, the nearest first."""
    for index in range(bisect_right(spots, position, key=lambda spot: spot.end) - 1, -1, -1):
        if spots[index].role != "colon":
            yield spots[index]


# --- shares of a whole whose part is not counted --------------------------------------------------------


def _bare_item(scene: Scene, percent: Figure) -> bool:
    """Whether a percentage stands in a list with only its label: `ngân sách dự kiến 35%, ODA 14,5%`."""
    words = _DELIMITER.split(percent.label)[-1]
    if scene.cues.in_("rate", words) or scene.cues.in_("each", words) or _DONE.search(words):
        return False
    return 0 < len(words.split()) <= 8 and scene.text[percent.end : percent.end + 1] in ",;.)"


def _list_around(scene: Scene, percent: Figure, spots: Sequence[Opening]) -> Opening | None:
    """The opening of the list of shares that a percentage stands in: no level but percentages in between."""
    for spot in _openings_before(spots, percent.start):
        if scene.sentence_at(spot.start) != percent.sentence:
            break
        if spot.bracket == percent.bracket:
            inner = takewhile(lambda figure: figure is not percent, scene.after(spot.end))
            return None if any(figure.level and figure.kind in BASES for figure in inner) else spot
    match = scene.cues.anywhere["some"].search(percent.label)
    if match is None:
        return None
    start = percent.start - len(percent.label) + match.start()
    return Opening(start, start + len(match[0]), "some", percent.bracket)


def _levels_of_list(scene: Scene, opening: Opening) -> list[Figure]:
    """The levels that a list of shares could be of, the nearest first, all of one sentence."""
    levels = [figure for figure in levels_before(scene, opening) if figure.kind in BASES]
    return [figure for figure in levels if figure.sentence == levels[0].sentence]


def _best(percent: Figure, wholes: list[Figure]) -> Figure:
    """The nearest whole, or the nearest of which the percentage can be a share of whole things."""
    if wholes[0].kind == "count":
        for possible in (whole_numbers, whole_numbers_cut):
            for figure in wholes:
                if counted(figure.mention) and possible(percent.quantity, int(figure.quantity.low)):
                    return figure
    return wholes[0]


def _led_by_total(scene: Scene, percent: Figure) -> Figure | None:
    """The whole that leads the sentence: `Trong tổng số 218 học viên, nữ chiếm 27,98%`."""
    for figure in scene.in_sentence(percent.sentence):
        if figure.start < percent.start and figure.level and figure.kind in BASES:
            return figure if _words(figure.label) in ("trong", "trong số", "trong tổng số") else None
    return None


def _base_of_plan(scene: Scene, percent: Figure) -> Figure | None:
    """The target that a part is done of: `mục tiêu doanh thu 1.800 tỷ đồng … hoàn thành 29% doanh thu`."""
    name = _name(percent, scene)
    start = scene.sentences[percent.sentence][0]
    if not name or percent.sentence == 0 or not _DONE.search(scene.text, start, percent.start):
        return None
    if not scene.cues.in_("plan", scene.text[slice(*scene.sentences[percent.sentence - 1])]):
        return None
    goals = [
        figure
        for figure in scene.in_sentence(percent.sentence - 1)
        if figure.level and figure.kind in BASES and " ".join(name) in _words(figure.label)
    ]
    return goals[0] if len(goals) == 1 else None
