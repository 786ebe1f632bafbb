"""Which planted errors any reader of the text alone could catch.

A wrong figure can be seen where one of its gold relations, handed over ready-made, is judged inconsistent by
the project's own checks. It cannot where a share rounds to the same percentage, where the relation states too
little to be tested, or where a hedge leaves room. A wrong date or number of a document can be seen where the
text dates the same document twice, where the year in the number contradicts the date, where a document
would be cited before it existed, or where the gold pairs of document and date, handed over ready-made, are
judged inconsistent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from solieu.check import check
from solieu.store.standoff import RELATIONS, Annotated
from solieu.types import Analysis, Citation, DateValue, Mention, Relation

Row = Mapping[str, Any]

_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def catchable(
    gold: Annotated,
    row: Row,
    relations: Sequence[Row],
    planted: str,
    after: Analysis,
    origin: Callable[[int], int],
) -> bool:
    """Whether an error in one gold mention can be told from the text.

    Args:
        gold: the untouched text with its annotations.
        row: the mention that is wrong in the copy.
        relations: the gold relations that it stands in.
        planted: the text that stands in its place.
        after: the analysis of the copy, which lends the figures as they are read there.
        origin: from a position of the copy to that of the untouched text.
    """
    read = {origin(mention.start): mention for mention in after.mentions}
    figures = [relation for relation in relations if relation["rel"] != "dated"]
    pairs = [relation for relation in relations if relation["rel"] == "dated"]
    kinds = {one["start"]: one["kind"] for one in gold.mentions}
    same = {start: mention for start, mention in read.items() if mention.kind == kinds.get(start)}
    told = any(_broken(relation, same, after) for relation in figures)
    told = told or any(_contradicted(gold, row, pair, planted, read) for pair in pairs)
    return told or (bool(pairs) and _out_of_place(gold, read.get(row["start"]), same, after))


def _broken(row: Row, read: Mapping[int, Mention], after: Analysis) -> bool:
    """Whether a gold relation of the copy is judged inconsistent, or a figure of it is not read at all."""
    members: list[tuple[str, Mention]] = []
    for role in RELATIONS[row["rel"]]:
        name = role.rstrip("?*")
        starts = row.get(name)
        for start in starts if isinstance(starts, list) else [] if starts is None else [starts]:
            if start not in read:
                return True
            members.append(("part" if name == "parts" else name, read[start]))
    relation = Relation(row["rel"], tuple(members), "gold")
    findings = check(after.mentions, [relation], after.document.text)
    return any(finding.verdict == "inconsistent" and finding.relation is relation for finding in findings)


def _out_of_place(
    gold: Annotated, planted: Mention | None, read: Mapping[int, Mention], after: Analysis
) -> bool:
    """Whether a wrong date or number is judged inconsistent beside the gold dates of the other documents."""
    pairs = [
        (read[row["docref"]], read[row["date"]])
        for row in gold.relations
        if row["rel"] == "dated" and row["docref"] in read and row["date"] in read
    ]
    relations = [Relation("dated", (("docref", docref), ("date", day)), "gold") for docref, day in pairs]
    findings = check(after.mentions, relations, after.document.text)
    return any(
        finding.verdict == "inconsistent" and finding.check == "citation" and planted in finding.evidence
        for finding in findings
    )


def _contradicted(gold: Annotated, row: Row, pair: Row, planted: str, read: Mapping[int, Mention]) -> bool:
    """Whether the text elsewhere contradicts a document's wrong date or number."""
    rows = {one["start"]: one for one in gold.mentions}
    number, day = rows[pair["docref"]]["value"], rows[pair["date"]]["value"]
    twice = any(
        other["rel"] == "dated"
        and other["docref"] != pair["docref"]
        and other["date"] != pair["date"]
        and (rows[other["docref"]]["value"], rows[other["date"]]["value"]) == (number, day)
        for other in gold.relations
    )
    if row["kind"] == "docref":
        year = _YEAR.search(planted)
        return twice or (year is not None and year[1] != day[:4])
    mention = read.get(row["start"])
    value = mention.value.text if mention is not None and isinstance(mention.value, DateValue) else ""
    year = _YEAR.search(number)
    if twice or (year is not None and value[:4] != year[1]):
        return True
    return _DAY.fullmatch(value) is not None and _disordered(gold, pair, rows, day, value, read)


def _disordered(
    gold: Annotated, pair: Row, rows: Mapping[int, Row], day: str, value: str, read: Mapping[int, Mention]
) -> bool:
    """Whether a wrong date puts a cited document behind the day of the text that cites it."""
    own = next((m for m in read.values() if isinstance(m.value, Citation) and m.value.role == "self"), None)
    if own is None or not isinstance(own.value, Citation) or own.value.date is None:
        return False
    if own.start != pair["docref"]:
        return day <= own.value.date < value
    others = (rows[one["date"]]["value"] for one in gold.relations if one["rel"] == "dated" and one != pair)
    return any(value < other <= day for other in others if _DAY.fullmatch(other))
