"""What needs the whole archive: the ledger of cited documents, and the checks of one document by another.

It works on the stored tables alone, when every document is done, and its results depend on nothing but their
rows: not on the order of the documents, nor on how the work was dealt out.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from solieu.archive.agreement import check_dates, check_issuers
from solieu.archive.citing import citing
from solieu.archive.entries import entries
from solieu.archive.findings import as_rows
from solieu.archive.numbers import check_numbers
from solieu.archive.observed.claims import claims
from solieu.archive.observed.levels import check_levels
from solieu.archive.observed.rows import observations
from solieu.archive.observed.series import check_series
from solieu.archive.observed.stated import stated
from solieu.archive.observed.twice import check_twice
from solieu.archive.order import check_order
from solieu.lexicon import Lexicon
from solieu.lexicon.indicators import indicators
from solieu.tables import frame

__all__ = ["conclude"]


def conclude(folder: Path, lexicon: Lexicon) -> dict[str, pd.DataFrame]:
    """The tables `ledger` and `observations` of a dataset, and what the archive adds to its `checks`.

    Args:
        folder: where the tables `documents`, `citations`, `dates`, `figures` and `relations` are.
        lexicon: the vocabulary that the dataset was made with.
    """
    cited = citing(folder, lexicon)
    ledger = entries(cited)
    found = [
        *check_dates(cited, ledger, lexicon),
        *check_issuers(cited, ledger, lexicon),
        *check_numbers(cited, ledger),
        *check_order(cited, ledger),
    ]
    known = indicators(lexicon).by_code
    measured = [one for one in stated(folder) if one.indicator in known]
    levels = claims(measured, known)
    found += [*check_levels(levels, known), *check_series(levels, known), *check_twice(measured, known)]
    rows = sorted(as_rows(found), key=lambda row: str(row["check_id"]))
    observed = frame("observations", observations(stated(folder), known))
    return {"ledger": ledger, "observations": observed, "checks": frame("checks", rows)}
