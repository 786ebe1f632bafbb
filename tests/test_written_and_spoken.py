"""Figures written and spoken out are read alike: pairs of another project's cases, each in one carrier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solieu.extract import EXTRACTORS
from solieu.extract.overlap import resolve_overlaps

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon

# A sentence that makes a mention of what is set into it, the same for both forms.
CARRIERS = {
    "cardinal": "Có {} người tham gia.",
    "decimal": "Tỷ lệ đạt {} phần trăm.",
    "fraction": "Đã có {} người tham gia.",
    "measure": "Cần có {}.",
    "money": "Giá bán {}.",
    "range": "Báo cáo {}.",
    "date": "Báo cáo {}.",
}
# Pairs that the guideline leaves out, each with its reason.
LEFT_OUT = {
    r"^-|âm ": "a count of things is never negative",
    r"~không$": "`không` alone is no number word",
    r"~(?:.* )?một (?!trăm|nghìn|triệu|tỷ|phần|mươi)\D|~một$": "`một` alone is left out",
    r"^\d+(?:\.\d+)?t\d?~|^\dt-": "a clipped `t` is a ton as often as a billion",
    r"\d:\d\d": "times of day are no figures",
}
FLOOR = Decimal("0.97")


def pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    for kind in CARRIERS:
        for line in (folder / f"test_cases_{kind}.txt").read_text(encoding="utf-8").splitlines():
            if "~" in line and not any(re.search(pattern, line) for pattern in LEFT_OUT):
                written, spoken = line.split("~")[:2]
                # a bare range of numbers is made an amount by what it is an amount of
                tail = " đồng" if kind == "range" and re.fullmatch(r"[\dktr-]+", written) else ""
                yield kind, written + tail, spoken + tail


def figures(text: str, lexicon: Lexicon) -> list[tuple[str, list[Decimal] | str]]:
    found = resolve_overlaps(mention for find in EXTRACTORS for mention in find(text, lexicon))
    return [(mention.kind, comparable(mention.value.text)) for mention in found]


def comparable(value: str) -> list[Decimal] | str:
    try:
        return [Decimal(part) for part in value.split("..")]
    except ArithmeticError:
        return value


def test_written_and_spoken_agree(shared: Path, lexicon: Lexicon) -> None:
    differing, total = [], 0
    for kind, written, spoken in pairs(shared / "peers" / "nemo_vi_written_spoken"):
        total += 1
        left = figures(CARRIERS[kind].format(written), lexicon)
        right = figures(CARRIERS[kind].format(spoken), lexicon)
        if not left or left != right:
            differing.append(f"{kind}: {written} {left} / {spoken} {right}")
    assert total > 200
    assert 1 - Decimal(len(differing)) / total >= FLOOR, "\n".join(differing)


@pytest.mark.parametrize(
    "line",
    [
        "1~một",
        "1kg~một ki lô gam",
        "0~không",
        "-25~âm hai mươi lăm",
        "10t~mười tỷ",
        "1t-2t~một tỷ đến hai tỷ",
    ],
)
def test_pairs_left_out(line: str) -> None:
    assert any(re.search(pattern, line) for pattern in LEFT_OUT)


@pytest.mark.parametrize("line", ["100~một trăm", "1/2~một phần hai", "21kg~hai mươi mốt ki lô gam"])
def test_pairs_kept(line: str) -> None:
    assert not any(re.search(pattern, line) for pattern in LEFT_OUT)
