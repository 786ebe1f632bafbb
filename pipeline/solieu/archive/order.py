"""Whether a document rests on one that was not there yet: a basis, or what it implements, amends or repeals.

What a document says itself of the days of both is that document's matter; here the day of the cited one
comes from its own letterhead, or from what several others say.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from solieu.archive.agreement import named
from solieu.archive.findings import CorpusFinding, day_vi

_RESTING = ("basis", "implements", "amends", "repeals")
# Independent documents that establish a day without the letterhead.
_ENOUGH = 2


def check_order(cited: pd.DataFrame, ledger: pd.DataFrame) -> Iterator[CorpusFinding]:
    """One finding for each document and each that it rests on and gives no day for, where both are dated."""
    dates = ledger[(ledger["field"] == "date") & (ledger["own"] | (ledger["witnesses"] >= _ENOUGH))]
    dates = dates.drop_duplicates("key").set_index("key")
    labels = named(ledger)
    own = cited[cited["role"] == "self"].drop_duplicates("doc_id").set_index("doc_id")["mention_id"]
    resting = cited[cited["role"].isin(_RESTING) & cited["own_date"].notna() & cited["key"].isin(dates.index)]
    dated_here = cited.loc[cited["date"].notna(), ["doc_id", "key"]].drop_duplicates().assign(here=True)
    resting = resting.merge(dated_here, on=["doc_id", "key"], how="left")
    resting = resting[resting["here"].isna()].drop_duplicates(["content", "key"])
    for row in resting.to_dict("records"):
        day, mine = dates.loc[row["key"], "value"], row["own_date"].isoformat()
        late, label = day > mine, labels[row["key"]]
        evidence = (own.get(row["doc_id"]), row["mention_id"], dates.loc[row["key"], "first"])
        yield CorpusFinding(
            "inconsistent" if late else "consistent",
            "not_yet_issued" if late else None,
            tuple(dict.fromkeys(str(one) for one in evidence if one)),
            f"{row['source']}, ngày {day_vi(mine)}, dẫn {label}, "
            + (
                f"nhưng văn bản này đến ngày {day_vi(day)} mới có."
                if late
                else f"đã có từ ngày {day_vi(day)}."
            ),
            f"{row['source']}, of {mine}, rests on {label}, "
            + (f"which was issued only on {day}." if late else f"which was there since {day}."),
            stated=mine,
            expected=day,
        )
