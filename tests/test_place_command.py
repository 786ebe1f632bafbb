"""`solieu place`: what a person at a keyboard is told of a place."""

from __future__ import annotations

import pytest

from solieu.cli import main

# the call, what is printed, the exit code; why
CALLS = [
    (["tỉnh Hà Bắc"], ["HBA  tỉnh Hà Bắc, until 1996-12-31, then 24 tỉnh Bắc Giang, 27 tỉnh Bắc Ninh"], 0),
    (
        ["Bắc Ninh", "--on", "2026-01-01"],
        ["24  tỉnh Bắc Ninh, from 2025-07-01", "Nghị quyết 202/2025/QH15"],
        0,
    ),
    (["24"], ["24  tỉnh Bắc Giang, from 1997-01-01", "24  tỉnh Bắc Ninh, from 2025-07-01"], 0),
    (["H. Yên Mỹ", "--within", "Hưng Yên", "--on", "2020-01-01"], ["327  huyện Yên Mỹ, tỉnh Hưng Yên"], 0),
    (["huyện Châu Thành"], ["tỉnh Bến Tre", "tỉnh Long An", "tỉnh An Giang"], 0),
    (["Bộ Tài chính"], ["no place of the register has that name"], 1),
    (["Yên Mỹ", "--on", "1/1/2020"], ["does not match", "--help"], 2),
    (["Yên Mỹ", "--within", "huyện Châu Thành"], ["huyện Châu Thành is not one place"], 2),
]


@pytest.mark.parametrize(("call", "told", "code"), CALLS, ids=[" ".join(case[0]) for case in CALLS])
def test_a_place_is_told(
    call: list[str], told: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["place", *call]) == code
    captured = capsys.readouterr()
    printed = captured.err if code else captured.out
    assert all(part in printed for part in told), printed
    assert "Traceback" not in printed
