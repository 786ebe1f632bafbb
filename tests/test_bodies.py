"""The register of issuing bodies."""

from __future__ import annotations

import re

import pytest

from solieu.extract.docref.body import bodies, places_of
from solieu.lexicon import Lexicon

DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def test_the_register_holds_together(lexicon: Lexicon) -> None:
    rows = lexicon.rows("bodies")
    names = {row["name"] for row in rows}
    for row in rows:
        assert row["level"] in {"central", "province", "district", "commune", "local", "abroad"}, row["name"]
        assert row["system"] in {"party", "state", "front", "treaty"}, row["name"]
        assert all(DAY.fullmatch(row[span]) for span in ("valid_from", "valid_to") if row[span]), row["name"]
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row["name"]
        for successor in filter(None, row["successors"].split("|")):
            assert successor in names, f"{row['name']}: {successor}"
        assert not row["successors"] or row["valid_to"], f"{row['name']} has successors and is still there"


def test_no_name_is_in_the_register_and_beside_it(lexicon: Lexicon) -> None:
    listed = {name for row in lexicon.rows("bodies") for name in (row["name"], *row["variants"].split("|"))}
    assert not listed & set(lexicon.column("issuers", "name"))


@pytest.mark.parametrize(
    ("name", "ceased", "successor"),
    [
        ("Bộ Kế hoạch và Đầu tư", "2025-03-01", "Bộ Tài chính"),
        ("Bộ Giao thông vận tải", "2025-03-01", "Bộ Xây dựng"),
        ("Bộ Tài nguyên và Môi trường", "2025-03-01", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ Lao động - Thương binh và Xã hội", "2025-03-01", "Bộ Nội vụ"),
        ("Bộ Thông tin và Truyền thông", "2025-03-01", "Bộ Khoa học và Công nghệ"),
        ("Bộ Thủy sản", "2007-07-31", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("Bộ Thương mại", "2007-07-31", "Bộ Công Thương"),
    ],
)
def test_merged_ministries_have_successors(name: str, ceased: str, successor: str, lexicon: Lexicon) -> None:
    body = bodies(lexicon).named(name)
    assert body is not None
    assert (body.valid_to, body.successors[0]) == (ceased, successor)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("BỘ TRƯỞNG BỘ Y TẾ", "Bộ Y tế"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên", "Ủy ban nhân dân"),
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("Bộ Chính trị khóa XII", "Bộ Chính trị"),
        ("Sở Y tế tỉnh An Giang", None),  # a department is no ministry
    ],
)
def test_an_issuer_names_a_body(issuer: str, name: str | None, lexicon: Lexicon) -> None:
    body = bodies(lexicon).named(issuer)
    assert (body.name if body else None) == name


@pytest.mark.parametrize(
    ("issuer", "places"),
    [
        ("UBND TP. HCM", [("province", "hồ chí minh")]),
        ("UBND TP.HCM", [("province", "hồ chí minh")]),
        ("UBND tỉnh BR - VT", [("province", "bà rịa vũng tàu")]),
        ("UBND xã Tân Lập, huyện Yên Mỹ, tỉnh Hưng Yên",
         [("commune", "tân lập"), ("district", "yên mỹ"), ("province", "hưng yên")]),
        ("Tỉnh ủy", [("province", None)]),
        ("Chính phủ", []),
    ],
)  # fmt: skip
def test_an_issuer_names_its_places(issuer: str, places: list[tuple[str, str | None]]) -> None:
    assert [(place.level, place.name) for place in places_of(issuer)] == places
