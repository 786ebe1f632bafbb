"""Whether one document goes about under two numbers that one slip of the pen makes of another: 381, 318."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from solieu.archive.agreement import named
from solieu.archive.findings import CorpusFinding, counted, day_vi
from solieu.extract.docref.law_names import fold_name
from solieu.types import Verdict

_NUMBER = re.compile(r"(\d+)(.*)", re.DOTALL)
# Words of a summary that tell a document from others of its day.
_TELLING = 6
_LETTERHEAD = 1_000_000


def check_numbers(cited: pd.DataFrame, ledger: pd.DataFrame) -> Iterator[CorpusFinding]:
    """One finding for each two numbers, near one another, of one day and one summary, in two documents.

    Digits that changed places are a slip where one document writes them against several, or against the
    letterhead; another digit may be another document of a series, and is `ambiguous`.
    """
    labels, strength = named(ledger), _strength(ledger)
    documents = cited.groupby("key")["content"].agg(frozenset).to_dict()
    firsts = cited.drop_duplicates("key").set_index("key")[["mention_id", "source"]]
    for (day, subject), keys in _alike(cited).items():
        for pair in combinations(sorted(keys), 2):
            slip = _slip(*pair)
            if slip is None or len(documents[pair[0]] | documents[pair[1]]) < 2:
                continue
            (best, other) = sorted(pair, key=lambda key: (-strength[key], key))
            plain = slip == "swapped" and strength[best] > strength[other] == 1
            verdict: Verdict = "inconsistent" if plain else "ambiguous"
            first, second = firsts.loc[best], firsts.loc[other]
            yield CorpusFinding(
                verdict,
                "near_number",
                (str(first["mention_id"]), str(second["mention_id"])),
                f"{labels[other]} ({second['source']}) và {labels[best]} ({len(documents[best])} văn bản, "
                f"trước hết {first['source']}) cùng ngày {day_vi(day)}, cùng trích yếu “{subject}”.",
                f"{labels[other]} ({second['source']}) and {labels[best]} ({counted(len(documents[best]))}, "
                f"first {first['source']}) have one date, {day}, and one subject, “{subject}”.",
                stated=labels[other],
                expected=labels[best] if plain else None,
                repair=f"{labels[other]} → {labels[best]}" if plain else None,
            )


def _alike(cited: pd.DataFrame) -> dict[tuple[str, str], set[str]]:
    """The keys that were given one day and one telling summary, by these."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelling: dict[tuple[str, str], str] = {}
    told = cited[cited["date"].notna() & cited["subject"].notna()]
    for key, day, subject in zip(told["key"], told["date"], told["subject"], strict=True):
        folded = fold_name(subject)
        if len(folded.split()) >= _TELLING:
            written = spelling.setdefault((day, folded), subject)
            found[day, written].add(key)
    return {place: keys for place, keys in found.items() if len(keys) > 1}


def _strength(ledger: pd.DataFrame) -> dict[str, int]:
    """How much stands behind a number: its independent witnesses; its letterhead more than all of them."""
    rows = ledger[ledger["field"] == "number"]
    best = rows.groupby("key").agg(witnesses=("witnesses", "max"), own=("own", "max"))
    total = best["witnesses"].astype(int) + best["own"].astype(int) * _LETTERHEAD
    return {str(key): int(strength) for key, strength in total.items()}


def _slip(first: str, second: str) -> str | None:
    """Which single slip makes one number of another, with the same letters: `swapped`, `digit`, or None.

    >>> _slip("381/qd-tu|2007|thanh hóa", "318/qd-tu|2007|thanh hóa"), _slip("47/2026/nd-cp", "48/2026/nd-cp")
    ('swapped', 'digit')
    """
    one, other = _NUMBER.match(first), _NUMBER.match(second)
    if one is None or other is None or one[2] != other[2] or one[1] == other[1]:
        return None
    a, b = one[1], other[1]
    if len(a) == len(b):
        apart = [at for at in range(len(a)) if a[at] != b[at]]
        if len(apart) == 1:
            return "digit"
        crossed = len(apart) == 2 and (a[apart[0]], a[apart[1]]) == (b[apart[1]], b[apart[0]])
        return "swapped" if crossed else None
    short, long = sorted((a, b), key=len)
    dropped = len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )
    return "digit" if dropped else None
