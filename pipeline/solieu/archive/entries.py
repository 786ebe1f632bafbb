"""The ledger: for each cited document everything that it was said to be, and by how many."""

from __future__ import annotations

import pandas as pd

from solieu.archive.citing import FIELDS
from solieu.tables import frame


def entries(cited: pd.DataFrame) -> pd.DataFrame:
    """The table `ledger`: a row for each document, field and value, the values in the spelling used most.

    `citations` counts mentions; `documents` the documents that say so, those of equal bytes once; `witnesses`
    those of them that do not say so in the same passage; `own` tells that the document's own letterhead does.
    `first` is the first mention by source; `doc_id` the document itself where the archive holds it.

    Args:
        cited: as `solieu.archive.citing.citing` gives them.
    """
    held = cited[cited["role"] == "self"].drop_duplicates("key").set_index("key")["doc_id"].to_dict()
    rows = pd.concat([_of_field(cited, field) for field in FIELDS], ignore_index=True)
    rows["doc_id"] = rows["key"].map(held)
    rows["rank"] = rows["field"].map({field: place for place, field in enumerate(FIELDS)})
    rows = rows.sort_values(
        ["key", "rank", "own", "witnesses", "value"],
        ascending=[True, True, False, False, True],
        ignore_index=True,
    )
    columns = ["key", "field", "value", "doc_id", "citations", "documents", "witnesses", "own", "first"]
    plain = rows[columns].astype(object)
    plain = plain.where(plain.notna(), None)
    return frame("ledger", (dict(zip(columns, row, strict=True)) for row in plain.itertuples(index=False)))


def _of_field(cited: pd.DataFrame, field: str) -> pd.DataFrame:
    same = f"{field}_same"
    told = cited[cited[field].notna()]
    by = ["key", same]
    spellings = told.groupby([*by, field], as_index=False).size()
    spellings = spellings.sort_values([*by, "size", field], ascending=[True, True, False, True])
    rows = spellings.drop_duplicates(by).rename(columns={field: "value"})[[*by, "value"]]
    groups = told.groupby(by)
    for name, counted in (
        ("citations", groups.size()),
        ("documents", groups["content"].nunique()),
        ("witnesses", witnesses(told, by)),
        ("own", told["role"].eq("self").groupby([told[one] for one in by]).any()),
        ("first", groups["mention_id"].first()),
    ):
        rows = rows.merge(counted.rename(name).reset_index(), on=by, validate="one_to_one")
    return rows.assign(field=field).drop(columns=same)


def witnesses(told: pd.DataFrame, by: list[str]) -> pd.Series[int]:
    """How many independent documents say so: a document once, and all that hold one passage once."""
    once = told.groupby([*by, "content"])["passage"].min()
    return once.groupby(level=list(range(len(by)))).nunique()
