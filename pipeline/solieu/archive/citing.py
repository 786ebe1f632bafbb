"""The citations of a dataset as the ledger needs them: one row a citation that has a key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from solieu.extract.docref.body import bodies
from solieu.extract.docref.law_names import fold_name
from solieu.lexicon import Lexicon
from solieu.store.parquet import table_files

# What a citation may say of the document that it cites, in the order of the ledger.
FIELDS = ("number", "type", "name", "issuer", "date", "subject")
_CITATION = ["doc_id", "mention_id", "start", "text", "role", "key", *FIELDS]
# Neighbours on either side by which a passage is known again in another document.
_NEIGHBOURS = 3


def citing(folder: Path, lexicon: Lexicon) -> pd.DataFrame:
    """The citations with a key, in the order of (source, doc_id, start).

    Beside the columns of `citations` that the ledger tells of: `source`, `content` (the hash of the
    document's bytes), `own_date` (the citing document's), `passage` (the same for a citation in the same
    surroundings, so that copies of one passage can be told from independent witnesses), `date_mention`, and
    each field in the form in which values are compared, as `<field>_same`.
    """
    cited = _read(folder, "citations", _CITATION)
    documents = _read(folder, "documents", ["doc_id", "source", "sha256", "date"])
    documents = documents.rename(columns={"sha256": "content", "date": "own_date"})
    found = cited[cited["key"].notna()].merge(documents, on="doc_id", validate="many_to_one")
    passages, dated = _passages(folder, cited), _dated(folder)
    pairs = zip(found["mention_id"], found["content"], strict=True)
    found["passage"] = [passages.get(mention, content) for mention, content in pairs]
    found["date_mention"] = [dated.get(mention) for mention in found["mention_id"]]
    found["date"] = found["date"].map(lambda day: day.isoformat(), na_action="ignore")
    for field in FIELDS:
        unique = found[field].dropna().unique()
        same = {value: _comparison(field, lexicon)(value) for value in unique}
        found[f"{field}_same"] = found[field].map(same, na_action="ignore")
    return found.sort_values(["source", "doc_id", "start"], ignore_index=True)


def _read(folder: Path, table: str, columns: list[str]) -> pd.DataFrame:
    pieces = [pq.read_table(path, columns=columns) for path in table_files(folder, table)]
    read: pd.DataFrame = pa.concat_tables(pieces).to_pandas()
    return read


def _comparison(field: str, lexicon: Lexicon) -> Callable[[str], str]:
    """The form in which values of a field are compared: names without spelling, bodies by the register."""
    if field == "issuer":
        return partial(_body_or_name, lexicon)
    return str if field == "date" else fold_name


def _body_or_name(lexicon: Lexicon, issuer: str) -> str:
    body = bodies(lexicon).named(issuer)
    return body.name if body is not None and body.level in ("central", "abroad") else fold_name(issuer)


def _dated(folder: Path) -> dict[str, str]:
    """The mention of the date that each dated citation has, by the citation's id."""
    parts = _read(folder, "relations", ["relation_id", "relation", "role", "mention_id"])
    parts = parts[parts["relation"] == "dated"].drop_duplicates(["relation_id", "role"])
    pairs = parts.pivot(index="relation_id", columns="role", values="mention_id")
    if not {"docref", "date"} <= set(pairs.columns):
        return {}
    return dict(zip(pairs["docref"], pairs["date"], strict=True))


def _passages(folder: Path, cited: pd.DataFrame) -> dict[str, str]:
    """For every citation a hash of itself and its neighbours: what they are, and how far from it they stand.

    One with too few neighbours to be known by has none.
    """
    columns = ["doc_id", "mention_id", "start", "text"]
    dates = _read(folder, "dates", columns)
    around = pd.concat([cited[columns], dates]).sort_values(["doc_id", "start"], ignore_index=True)
    found: dict[str, str] = {}
    keyed = set(cited.loc[cited["key"].notna(), "mention_id"])
    for _, here in around.groupby("doc_id", sort=False):
        ids, starts, texts = (here[column].tolist() for column in ("mention_id", "start", "text"))
        for at, identity in enumerate(ids):
            low, high = max(at - _NEIGHBOURS, 0), min(at + _NEIGHBOURS + 1, len(ids))
            if identity in keyed and high - low > _NEIGHBOURS:
                told = [f"{starts[i] - starts[at]}\x1f{texts[i]}" for i in range(low, high)]
                found[identity] = hashlib.sha256("\x1e".join(told).encode()).hexdigest()[:16]
    return found
