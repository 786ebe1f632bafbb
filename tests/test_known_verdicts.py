"""Errors and near misses that readers found in the shared documents, each with its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.check import check
from solieu.extract import extract
from solieu.ingest import read
from solieu.relate import relate
from solieu.tokenise import tokenise

if TYPE_CHECKING:
    from pathlib import Path

    from spacy import Language

    from solieu.lexicon import Lexicon


@pytest.mark.parametrize(
    ("name", "kind", "verdict"),
    [
        ("nso-d02", "sum", "inconsistent"),  # 68 against 10 + 55
        ("article-d08", "change", "inconsistent"),  # 76,4, then 75,5, "tăng 0,1"
        ("article-d06", "share", "ambiguous"),  # 13/15 as 86 %: digits dropped
        ("news-d04", "sum", "ambiguous"),  # 5.800 against 5.851,75
        ("article-d09", "change", "ambiguous"),  # hơn, hơn, gần
    ],
)
def test_known_verdicts(
    name: str, kind: str, verdict: str, shared: Path, nlp: Language, lexicon: Lexicon
) -> None:
    document = read(shared / "gold" / "dev" / f"{name}.txt")
    doc = tokenise(document, nlp)
    mentions = extract(doc, lexicon)
    findings = check(mentions, relate(doc, mentions, lexicon), document.text)
    assert (kind, verdict) in {(finding.check, finding.verdict) for finding in findings}
