"""The territory or body that a figure is about.

The name right behind a figure counts (`20 ha đất tại Chí Linh`), then the heads of its row and column in a
table, the nearest name before it in its sentence, what the sentences before in its paragraph told of, the
heading, and last the place of the document. What is about no place (`solieu.observe.where.nowhere`) has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.observe.parts.figures import by_sentence
from solieu.observe.parts.outline import Outline, Span, Told
from solieu.observe.where.home import Around, Home
from solieu.observe.where.nearest import Sites
from solieu.observe.where.nowhere import Nowhere
from solieu.observe.where.scene import scene
from solieu.observe.where.sites import Site, sites
from solieu.observe.where.wage_regions import WageRegions
from solieu.types import Mention

# How a paragraph begins that goes on with what the one before told of.
_GOES_ON = re.compile(
    r"""[\s“"-]*(?:trong\s+(?:đó|số\s+(?:này|đó))|theo\s+đó|cụ\s+thể|số\s+này
      |hay\s+như|sau\s+đó|so\s+với|như\s+vậy|phần)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HERE = re.compile(r"[\s“\"-]*(?:tại|ở|nơi)\s+đây\b", re.IGNORECASE)
# `trường A`, `đơn vị X`: whom an example tells of.
_SOMEONE = re.compile(
    r"\b(?:trường|đơn\s+vị|công\s+ty|xã|huyện|tỉnh|doanh\s+nghiệp|cơ\s+quan)\s+[A-Z]\b", re.IGNORECASE
)


def find_places(outline: Outline, mentions: Sequence[Mention], near: Around) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out.

    Args:
        outline: the document's text with its parts.
        mentions: all mentions of the text, in text order, with their standings.
        near: what the document names and is about (`solieu.observe.where.home.around`).
    """
    text, own = outline.text, near.home
    nowhere = Nowhere(outline, mentions, near)
    found_sites = sites(text, near.names, mentions, own)
    places = Sites(outline, found_sites, scene(outline, near) or own, mentions)
    regions = WageRegions(text)
    told: dict[int, Told] = {}
    topic: Site | None = None
    before: int | None = None
    for span, figures in by_sentence(outline, mentions):
        block = outline.block(span[0])
        goes_on = block == before or (before is not None and _GOES_ON.match(text, *span) is not None)
        topic = topic if goes_on or _carries(topic, outline, own) else None
        if _HERE.match(text, *span):
            topic = places.here(span[0]) or topic
        before = block
        for figure in nowhere.others(span, figures):
            found = places.of(figure, span, topic)
            if figure.status == "example":
                named = found if found is not None and found.source in ("phrase", "sentence") else None
                found = _someone(text, span) or named
            if found is not None and not (found.source in ("head", "paragraph") and nowhere.is_loose(figure)):
                told[figure.start] = places.as_called(found, span)
        # a wage that a rule lays down is one of its region, though of no other place
        told |= {figure.start: found for figure in figures if (found := regions.of(figure, span)) is not None}
        topic = places.topic(span, figures, topic)
    return told


def _carries(topic: Site | None, outline: Outline, own: Home) -> bool:
    """Whether the next paragraph of news, often a sentence long, goes on with what the last one told of.

    With a province, where the text names another one more than that which it seems to be about.
    """
    if topic is None or outline.opening.formal:
        return False
    return topic.level == own.level == "province" and own.name != own.province


def _someone(text: str, span: Span) -> Told | None:
    """Whom an example tells of."""
    someone = _SOMEONE.search(text, *span)
    return Told(someone[0], "sentence") if someone else None
