"""Which date is a document's own: each citation with the date mention that was attached to it."""

from __future__ import annotations

from collections.abc import Sequence

from solieu.types import Citation, Mention, Relation


def find_dated(text: str, mentions: Sequence[Mention]) -> list[Relation]:
    """A relation `dated` for every citation whose date was read from a date mention, in text order.

    The mention is the one at the citation's `context`; where that span is no date mention (a text annotated
    by hand), the nearest date with the citation's value.

    >>> find_dated("", [])
    []
    """
    dates = [one for one in mentions if one.kind == "date"]
    spans = {(one.start, one.end): one for one in dates}
    relations = []
    for cited in mentions:
        if not isinstance(cited.value, Citation) or cited.value.date is None:
            continue
        date = spans.get(cited.context) if cited.context else None
        date = date or _nearest(cited, cited.value.date, dates)
        if date is not None:
            relations.append(Relation("dated", (("docref", cited), ("date", date)), "dated.beside"))
    return relations


def _nearest(cited: Mention, value: str, dates: Sequence[Mention]) -> Mention | None:
    same = [one for one in dates if one.value.text == value]
    return min(
        same, key=lambda one: min(abs(one.start - cited.end), abs(cited.start - one.end)), default=None
    )
