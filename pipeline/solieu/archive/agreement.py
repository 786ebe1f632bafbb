"""Whether documents agree on the day and the issuer of what they cite, and with its own letterhead.

A document has one day and one issuer. Where the archive holds it, its letterhead decides; elsewhere what more
independent documents say, if any. A value that one document gives against three is told as a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from solieu.archive.findings import CorpusFinding, counted, day_vi
from solieu.extract.docref.body import Body, bodies
from solieu.lexicon import Lexicon
from solieu.types import Verdict

# Independent documents that make one against them a slip.
_MANY = 3
# Joint documents have several issuers.
_JOINT = frozenset(("ttlt", "ttlb", "nqlt", "lb", "lt"))


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a document was given: by which documents, how many of them independent, and where first.

    `own` tells that its letterhead says so; `first` holds the mentions to look at, the letterhead's if there
    is one.
    """

    value: str
    documents: frozenset[str]
    witnesses: int
    own: bool
    first: tuple[str, ...]
    source: str


def told_of(cited: pd.DataFrame, ledger: pd.DataFrame, field: str) -> Iterator[tuple[str, list[Told]]]:
    """For each document that was given a value of the field more than once, its values, the best first."""
    rows = ledger[ledger["field"] == field]
    several = set(rows.loc[rows["key"].duplicated(keep=False) | rows["own"], "key"])
    given = cited[cited["key"].isin(several) & cited[field].notna()]
    given = given.assign(other=~given["role"].eq("self")).sort_values(
        ["key", f"{field}_same", "other", "source", "doc_id", "start"]
    )
    places = zip(rows["key"], rows["first"], strict=True)
    strength = dict(zip(places, rows["witnesses"].tolist(), strict=True))
    firsts = dict(zip(cited["mention_id"], range(len(cited)), strict=True))
    for key, of_key in given.groupby("key"):
        values = []
        for _, said in of_key.groupby(f"{field}_same"):
            lead = said.iloc[0]
            earliest = min(said["mention_id"], key=firsts.__getitem__)
            evidence = [lead["mention_id"], lead["date_mention"] if field == "date" else None]
            values.append(
                Told(
                    _spelling(lead, field), frozenset(said["content"]), strength[key, earliest],
                    lead["role"] == "self", tuple(one for one in evidence if isinstance(one, str)),
                    lead["source"],
                )
            )  # fmt: skip
        yield str(key), sorted(values, key=lambda told: (not told.own, -told.witnesses, told.value))


def _spelling(row: pd.Series[str], field: str) -> str:
    same = str(row[f"{field}_same"])
    return same if field == "issuer" and not same.islower() else str(row[field])


def check_dates(cited: pd.DataFrame, ledger: pd.DataFrame, lexicon: Lexicon) -> Iterator[CorpusFinding]:
    """One finding for each day that a document is given besides the one that its letterhead or most give."""
    labels = named(ledger)
    for key, values in told_of(cited, ledger, "date"):
        best, label = values[0], labels[key]
        for other in values[1:]:
            if len(best.documents | other.documents) < 2 or (best.own and other.documents <= best.documents):
                continue  # one document against itself is that document's matter
            yield _two_dates(label, best, other, local=_is_local(key, lexicon))
        if best.own and len(best.documents) > 1:
            yield CorpusFinding(
                "consistent", None, best.first,
                f"{label}: ngày {day_vi(best.value)} khớp với chính văn bản đó.",
                f"{label}: the date {best.value} agrees with the document itself.",
                best.value, best.value, power=1.0,
            )  # fmt: skip


def _two_dates(label: str, best: Told, other: Told, *, local: bool) -> CorpusFinding:
    decided = best.own or best.witnesses > other.witnesses
    slip = other.witnesses == 1 and best.witnesses >= _MANY
    reason = "letterhead_date" if best.own else "slip" if slip else "two_dates"
    verdict: Verdict = "ambiguous" if other.own or (local and not best.own) else "inconsistent"
    there_vi, there_en = _against(best)
    slip_vi, slip_en = (", có lẽ do gõ nhầm", ", probably a slip of the pen") if slip else ("", "")
    return CorpusFinding(
        verdict,
        reason,
        (*best.first, *other.first),
        f"{label} được ghi ngày {day_vi(other.value)} ({len(other.documents)} văn bản, trước hết "
        f"{other.source}){slip_vi}, nhưng {there_vi} ghi ngày {day_vi(best.value)}.",
        f"{label} is dated {other.value} in {counted(len(other.documents))} (first {other.source}){slip_en}, "
        f"but {best.value} in {there_en}.",
        stated=other.value,
        expected=best.value if decided else None,
        repair=f"{other.value} → {best.value}" if decided and not other.own else None,
        power=1.0 if best.own else None,
    )


def _against(best: Told) -> tuple[str, str]:
    if best.own:
        return f"chính văn bản đó ({best.source})", f"the document itself ({best.source})"
    number = len(best.documents)
    return f"{number} văn bản khác (trước hết {best.source})", f"{counted(number)} (first {best.source})"


def check_issuers(cited: pd.DataFrame, ledger: pd.DataFrame, lexicon: Lexicon) -> Iterator[CorpusFinding]:
    """One finding for each body of the register that a document is given besides its letterhead's or most's.

    The letters of the number decide between the two; where they name neither or both, it stays in doubt.
    """
    labels, known = named(ledger), bodies(lexicon)
    for key, values in told_of(cited, ledger, "issuer"):
        codes = _codes(key)
        central = [
            (one, body) for one in values if (body := known.named(one.value)) and body.level == "central"
        ]
        if len(central) < 2 or not _JOINT.isdisjoint(codes[:1]):
            continue
        (best, body), label = central[0], labels[key]
        for other, another in central[1:]:
            if other.documents <= best.documents or _is_one(body, another):
                continue  # a document that names both is that document's matter
            sure = _bears(codes, body) and not _bears(codes, another) and body.system == "state"
            yield _two_issuers(label, best, other, sure=sure)


def _two_issuers(label: str, best: Told, other: Told, *, sure: bool) -> CorpusFinding:
    there_vi, there_en = _against(best)
    return CorpusFinding(
        "inconsistent" if sure else "ambiguous",
        "letterhead_issuer" if best.own else "two_issuers",
        (*best.first, *other.first),
        f"{label} được ghi là của {other.value} ({len(other.documents)} văn bản, trước hết {other.source}), "
        f"nhưng {there_vi} ghi là của {best.value}.",
        f"{label} is given to {other.value} in {counted(len(other.documents))} (first {other.source}), "
        f"but to {best.value} in {there_en}.",
        stated=other.value,
        expected=best.value if sure else None,
        repair=f"{other.value} → {best.value}" if sure else None,
    )


def named(ledger: pd.DataFrame) -> dict[str, str]:
    """How a reader names each document: its type and number, or its name; the key where it has neither."""
    best = ledger.drop_duplicates(["key", "field"]).pivot(index="key", columns="field", values="value")
    labels = {}
    for key, row in best.iterrows():
        number, kind, name = (row.get(field) for field in ("number", "type", "name"))
        if isinstance(number, str):
            labels[str(key)] = f"{kind} số {number}" if isinstance(kind, str) else number
        else:
            labels[str(key)] = name if isinstance(name, str) else str(key)
    return labels


def _codes(key: str) -> list[str]:
    """The letters of a key's number, folded: `qd`, `ttg`; none for a named document."""
    number = key.split("|")[0]
    return number.rsplit("/", 1)[1].split("-") if "/" in number else []


def _is_local(key: str, lexicon: Lexicon) -> bool:
    known = bodies(lexicon)
    return any(known.level(code) == "local" for code in _codes(key)[-1:])


def _bears(codes: list[str], body: Body) -> bool:
    folded = {code.casefold().replace("đ", "d").replace("&", "") for code in body.codes}
    return bool(folded & set(codes))


def _is_one(first: Body, second: Body) -> bool:
    """Whether two bodies are one, or one took over the other's work and is named for it."""
    return first == second or first.name in second.successors or second.name in first.successors
