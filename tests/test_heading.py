"""What a document is by its own letterhead: its number and its type, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from solieu import analyse, tables

if TYPE_CHECKING:
    from spacy import Language

LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH LÂM SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}\tLâm Sơn, ngày 03 tháng 02 năm 2025
{title}
Về việc phê duyệt kế hoạch năm 2025

Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ;
"""
CONSOLIDATED = "LUẬT\nBẢO HIỂM\nLuật số 25/2008/QH12 ngày 14 tháng 11 năm 2008.\n" + "Điều này.\n" * 500


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        pytest.param(
            LETTERHEAD.format(number="110/QĐ-UBND", title="QUYẾT ĐỊNH"),
            "110/QĐ-UBND",
            "Quyết định",
            id="a title below the letterhead",
        ),
        pytest.param(
            LETTERHEAD.format(number="12/2025/NQ-HĐND", title="Về một số việc"),
            "12/2025/NQ-HĐND",
            "Nghị quyết",
            id="no title: what the number's letters stand for",
        ),
        pytest.param(
            CONSOLIDATED + "\nSố: 22/VBHN-VPQH\nHà Nội, ngày 26 tháng 02 năm 2025\n",
            None,
            None,
            id="a consolidated text, numbered in its attestation only",
        ),
    ],
)
def test_the_number_and_type_of_a_letterhead(
    text: str, number: str | None, kind: str | None, nlp: Language
) -> None:
    row = tables.documents([analyse(text, nlp=nlp).analysis]).iloc[0]
    found = tuple(None if pd.isna(row[name]) else row[name] for name in ("number", "type"))
    assert found == (number, kind)


def test_gazettes_are_told_by_their_letterheads(shared: Path, nlp: Language) -> None:
    """Two short ones of the shared gazettes; the whole list takes minutes."""
    truth = [
        line.split("\t")
        for line in (shared / "real/pdf/truth.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    for name, number, kind in truth[1:3]:
        row = tables.documents([analyse(shared / "real/pdf" / name, nlp=nlp).analysis]).iloc[0]
        assert (row["number"], row["type"]) == (number, kind)
