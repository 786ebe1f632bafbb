"""Where lists of parts open, and which figure a list is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solieu.relate.scene import Figure, Scene, likeness

# How far a list may lie from its whole, in characters.
AWAY = 600

# How many lines of items may stand under a heading.
ITEMS = 30
# What stands before a whole that leads its sentence: `Trong tổng số 218 …`, `Theo báo cáo, trong số 218 …`
LED = re.compile(
    r"(?:[^.;:()\d]{2,80}(?:,|\s(?:biết|rằng|thấy|xác định|khẳng định|thông tin)))?"
    r"\W*trong(?:\s+tổng)?(?:\s+số)?\s*",
    re.IGNORECASE,
)

# What is added is counted like a level: `biên chế thêm 147 máy bay, trong đó có 105 … và 42 …`
_ADDED = re.compile(r"(?<!tăng )(?<!giảm )(?<!\w)thêm\s+$", re.IGNORECASE)
_COLON = re.compile(r":(?=\s)")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a list of parts opens: the cue's place and role, and the bracket that the parts stand in."""

    start: int
    end: int
    role: str
    bracket: int | None


def openings(scene: Scene) -> list[Opening]:
    """The places where a list of parts opens, in text order: a cue, a bracket, a colon."""
    text, cues = scene.text, scene.cues
    spots = [
        Opening(match.start(), match.end(), role, scene.bracket_at(match.start()))
        for role in ("within", "comprises", "some")
        for match in cues.anywhere[role].finditer(text)
        if role == "some" or not cues.anywhere["some"].match(text, match.start())
    ]
    cued = {spot.bracket for spot in spots if spot.bracket is not None and _leads(scene, spot)}
    ends = {spot.end for spot in spots}
    spots += [
        Opening(opens, opens + 1, "bracket", opens)
        for opens, _ in scene.brackets
        if opens not in cued and not cues.anywhere["some"].match(text, opens + 1)
    ]
    spots += [
        Opening(match.start(), match.end(), "colon", scene.bracket_at(match.start()))
        for match in _COLON.finditer(text)
        if not ends & {match.start(), match.start() - 1}
    ]
    return sorted(spots, key=lambda spot: spot.start)


def _leads(scene: Scene, opening: Opening) -> bool:
    """Whether an opening stands at the very beginning of its bracket: `62 học viên (trong đó, …)`."""
    return opening.bracket is not None and not scene.text[opening.bracket + 1 : opening.start].strip()


def levels_before(scene: Scene, opening: Opening) -> Iterator[Figure]:
    """The levels that a list could be of, the nearest first: in its sentence, or in the two it follows."""
    outside = scene.outside(opening.bracket) if _leads(scene, opening) else opening.bracket
    sentence = scene.sentence_at(opening.start)
    first = sentence - 2 * scene.begins(opening.start)
    for figure in scene.before(opening.start):
        if figure.sentence < first or opening.start - figure.end > AWAY:
            return
        if (figure.level or _ADDED.search(figure.label)) and figure.bracket == outside:
            yield figure


def whole_of(scene: Scene, opening: Opening, like: Figure) -> Figure | None:
    """The figure that a list is of: in the nearest sentence with any, the level likest to its first part."""
    levels = [figure for figure in levels_before(scene, opening) if figure.kind == like.kind]
    if like.kind != "count":
        levels = [figure for figure in levels if likeness(figure, like) > 0]
    nearest = [figure for figure in levels if figure.sentence == levels[0].sentence]
    return max(nearest, key=lambda figure: likeness(figure, like), default=None)


def governing(scene: Scene, sentence: int) -> Figure | None:
    """The whole that the lines above an item are headed by: `Trong số 347 đại biểu có mặt:`, then items."""
    if not scene.is_item(sentence):
        return None
    for above in range(sentence - 1, max(sentence - ITEMS, -1), -1):
        if not scene.is_item(above) and scene.is_heading(above):
            levels = (figure for figure in scene.in_sentence(above) if figure.level)
            return next((figure for figure in levels if LED.fullmatch(figure.label)), None)
    return None
