"""The standoff form: a text beside its mentions and relations, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from solieu.errors import CallError
from solieu.types import KINDS, Analysis, Citation, DateValue, Mention, Quantity, Relation

Row = dict[str, Any]

# The roles of the relations that the form holds; `?` marks one that may be left out, `*` a list.
RELATIONS: dict[str, tuple[str, ...]] = {
    "sum": ("whole", "parts*"),
    "share": ("percent", "base?", "part?"),
    "change": ("now", "before", "by?"),
    "dated": ("docref", "date"),
}
_FIGURE_FIELDS = ("noun", "concept", "hedge", "change", "spelled", "period", "place", "status", "basis")
_UNITS = ("percent", "money", "measure")


class StandoffError(CallError):
    """A file that is not in the form: says which file and line, and what was expected."""


class Annotated(NamedTuple):
    """A text with its mentions and relations as rows."""

    text: str
    mentions: list[Row]
    relations: list[Row]


def mention_row(mention: Mention) -> Row:
    """A mention as the guideline writes it; fields that do not apply are left out.

    >>> from decimal import Decimal
    >>> value = Quantity(Decimal("27.98"), Decimal("0.01"), unit="%")
    >>> mention_row(Mention("percent", 7, 13, "27,98%", value, "percent.sign"))
    {'kind': 'percent', 'start': 7, 'end': 13, 'text': '27,98%', 'value': '27.98', 'unit': '%'}
    """
    value = mention.value
    row: Row = {"kind": mention.kind, "start": mention.start, "end": mention.end, "text": mention.text}
    row["value"] = value.text
    if isinstance(value, Citation):
        row |= {"type": value.type, "date": value.date, "issuer": value.issuer}
    elif isinstance(value, DateValue):
        row |= {"invalid": not value.valid, "spelled": mention.spelled}
    else:
        if isinstance(value, Quantity) and mention.kind in _UNITS:
            row["unit"] = value.unit
        row |= {name: getattr(mention, name) for name in _FIGURE_FIELDS}
    return {name: content for name, content in row.items() if content is not None and content is not False}


def relation_row(relation: Relation) -> Row | None:
    """A relation by the starts of its mentions, None for one that the form does not hold."""
    if relation.name not in RELATIONS:
        return None
    row: Row = {"rel": relation.name}
    for role in RELATIONS[relation.name]:
        if role.endswith("*"):
            row[role[:-1]] = [mention.start for mention in relation.all(role[:-2])]
        elif (mention := relation.one(role.rstrip("?"))) is not None:
            row[role.rstrip("?")] = mention.start
    return row


def write(folder: Path, stem: PurePosixPath, analysis: Analysis) -> None:
    """Write `<stem>.txt`, `.jsonl` and `.rel.jsonl` below the folder; the last two also when empty.

    Only mentions of the kinds that the guideline annotates are written: no ranks, no values of an index.
    """
    relations = (relation_row(relation) for relation in analysis.relations)
    contents = {
        ".txt": analysis.document.text,
        ".jsonl": _lines(mention_row(mention) for mention in analysis.mentions if mention.kind in KINDS),
        ".rel.jsonl": _lines(row for row in relations if row is not None),
    }
    place = folder / stem
    place.parent.mkdir(parents=True, exist_ok=True)
    for ending, content in contents.items():
        hidden = place.with_name(f".{place.name}{ending}.tmp")
        hidden.write_text(content, encoding="utf-8", newline="")
        hidden.replace(place.with_name(place.name + ending))


def stems(names: Sequence[str]) -> dict[str, PurePosixPath]:
    """Where each source is written: under its stem, or under its full name where a stem is shared.

    >>> {name: str(stem) for name, stem in stems(["a/x.doc", "a/x.pdf", "a/y.pdf"]).items()}
    {'a/x.doc': 'a/x.doc', 'a/x.pdf': 'a/x.pdf', 'a/y.pdf': 'a/y'}
    """
    paths = {name: _within(PurePosixPath(name)) for name in names}
    chosen = {
        name: path.with_name(path.stem) if path.stem.strip(".") else path for name, path in paths.items()
    }
    while shared := _shared(chosen, paths):
        chosen |= {name: paths[name] for name in shared}
    return _numbered(chosen)


def _within(path: PurePosixPath) -> PurePosixPath:
    """The path without what would lead out of the folder; the names in an archive can be anything."""
    return PurePosixPath(*("_" if part == ".." else part for part in path.parts if part != path.root))


def _numbered(chosen: Mapping[str, PurePosixPath]) -> dict[str, PurePosixPath]:
    """The places, with a number where two names that differ only in leading out of the folder meet."""
    told: dict[str, PurePosixPath] = {}
    taken = set(chosen.values())
    seen: set[PurePosixPath] = set()
    for name, place in chosen.items():
        number = 1
        while place in seen or (number > 1 and place in taken):
            number += 1
            place = chosen[name].with_name(f"{chosen[name].name}~{number}")
        seen.add(place)
        told[name] = place
    return told


def _shared(chosen: Mapping[str, PurePosixPath], paths: Mapping[str, PurePosixPath]) -> list[str]:
    """The names not yet written in full whose place another name has too."""
    takers: dict[PurePosixPath, list[str]] = {}
    for name, place in chosen.items():
        takers.setdefault(place, []).append(name)
    return [
        name for names in takers.values() if len(names) > 1 for name in names if chosen[name] != paths[name]
    ]


def read(folder: Path, stem: str) -> Annotated:
    """A text with its annotations, proved to be in the form.

    Raises:
        StandoffError: a line that is not in the form, a span whose text is not the text's, a relation that
            names a start where no mention is.
        FileNotFoundError: there is no such text or no such mentions.
    """
    text = _utf8(folder / f"{stem}.txt")
    mentions = []
    for place, row in rows(folder / f"{stem}.jsonl"):
        _prove_mention(place, row, text)
        mentions.append(row)
    starts = {row["start"] for row in mentions}
    relations = []
    if (folder / f"{stem}.rel.jsonl").exists():
        for place, row in rows(folder / f"{stem}.rel.jsonl"):
            _prove_relation(place, row, starts)
            relations.append(row)
    return Annotated(text, mentions, relations)


def rows(path: Path) -> Iterator[tuple[str, Row]]:
    """The objects of a file of lines, each with its place for a message.

    Raises:
        StandoffError: a line that is no JSON object, or a file that is not UTF-8.
    """
    for number, line in enumerate(_utf8(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise StandoffError(f"{path}:{number}: not JSON ({error})") from None
        if not isinstance(row, dict):
            raise StandoffError(f"{path}:{number}: not an object; expected one object a line")
        yield f"{path}:{number}", row


def _utf8(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise StandoffError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it so") from None


def _prove_mention(place: str, row: Row, text: str) -> None:
    for name, kind in (("kind", str), ("start", int), ("end", int), ("text", str), ("value", str)):
        if not isinstance(row.get(name), kind):
            raise StandoffError(f"{place}: `{name}` is {row.get(name)!r}, expected {kind.__name__}")
    if row["kind"] not in KINDS:
        raise StandoffError(f"{place}: kind {row['kind']!r}, expected one of {', '.join(KINDS)}")
    if not 0 <= row["start"] < row["end"] <= len(text):
        raise StandoffError(f"{place}: span {row['start']}:{row['end']} in a text of {len(text)} characters")
    there = text[row["start"] : row["end"]]
    if there != row["text"]:
        raise StandoffError(
            f"{place}: text is {row['text']!r}, at {row['start']}:{row['end']} stands {there!r}"
        )


def _prove_relation(place: str, row: Row, starts: set[int]) -> None:
    if row.get("rel") not in RELATIONS:
        raise StandoffError(f"{place}: relation {row.get('rel')!r}, expected one of {', '.join(RELATIONS)}")
    roles = {role.rstrip("?*"): role for role in RELATIONS[row["rel"]]}
    unknown = set(row) - {"rel", *roles}
    missing = {name for name, role in roles.items() if not role.endswith("?")} - set(row)
    if unknown or missing:
        raise StandoffError(f"{place}: roles {sorted(set(row) - {'rel'})}, expected {list(roles.values())}")
    for name in set(row) & set(roles):
        named = row[name] if roles[name].endswith("*") else [row[name]]
        whole = isinstance(named, list) and named and all(isinstance(start, int) for start in named)
        if not whole or not starts.issuperset(named):
            raise StandoffError(f"{place}: `{name}` is {row[name]!r}; no mention starts there")


def _lines(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
