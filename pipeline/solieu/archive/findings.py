"""A test that rests on several documents, and its row in the table `checks`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from solieu.types import Verdict


@dataclass(frozen=True, slots=True)
class CorpusFinding:
    """What a finding of one document says, with ids of mentions for evidence."""

    verdict: Verdict
    reason: str | None
    evidence: tuple[str, ...]
    message_vi: str
    message_en: str
    stated: str | None = None
    expected: str | None = None
    repair: str | None = None
    power: float | None = None
    check: str = "citation"


def as_rows(findings: Iterable[CorpusFinding]) -> Iterator[dict[str, Any]]:
    """The findings as rows of the table `checks`, with ids made of what they rest on."""
    for one in findings:
        told = "\0".join([one.reason or "", one.stated or "", *one.evidence])
        yield {
            "doc_id": None,
            "check_id": f"corpus-{one.check}-{hashlib.sha256(told.encode()).hexdigest()[:16]}",
            "scope": "corpus",
            "check": one.check,
            "verdict": one.verdict,
            "reason": one.reason,
            "stated": one.stated,
            "expected": one.expected,
            "power": one.power,
            "repair": one.repair,
            "evidence": list(one.evidence),
            "message_vi": one.message_vi,
            "message_en": one.message_en,
        }


def day_vi(day: str) -> str:
    """A day as Vietnamese writes it.

    >>> day_vi("2015-11-09")
    '09/11/2015'
    """
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def counted(documents: int) -> str:
    """So many documents, in English.

    >>> counted(1), counted(3)
    ('1 document', '3 documents')
    """
    return f"{documents} document" + ("" if documents == 1 else "s")
