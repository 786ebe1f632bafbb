"""Small archives of reports that were never files: their analyses, and what the archive makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from spacy.language import Language

from solieu.analysis.document import analyse_document
from solieu.archive import conclude
from solieu.lexicon import Lexicon
from solieu.store.parquet import read_table, write_table
from solieu.tables import all_tables
from solieu.types import Analysis, Document

HEAD = """CỤC THỐNG KÊ TỈNH HÀ NAM
Hà Nam, ngày {day} tháng {month} năm {year}

BÁO CÁO
Tình hình kinh tế - xã hội tỉnh Hà Nam

"""


def report(day: str, *sentences: str) -> str:
    """A report of the office of a province with its day (ISO 8601)."""
    year, month, number = day.split("-")
    return HEAD.format(year=year, month=int(month), day=int(number)) + "\n".join(sentences) + "\n"


def analysed(texts: Mapping[str, str], nlp: Language, lexicon: Lexicon) -> list[Analysis]:
    """The analyses of texts by name."""
    return [
        analyse_document(
            Document(name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text), nlp, lexicon
        )
        for name, text in texts.items()
    ]


def concluded(analyses: Sequence[Analysis], folder: Path, lexicon: Lexicon) -> dict[str, pd.DataFrame]:
    """The tables that the archive makes of analyses; they are left in the folder."""
    for table, content in all_tables(analyses).items():
        write_table(folder / f"{table}.parquet", table, content)
    made = conclude(folder, lexicon)
    for table, content in made.items():
        write_table(folder / f"{table}.parquet", table, content)
    return {table: read_table(folder, table) for table in made}
