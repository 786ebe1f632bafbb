"""The register of places, and which place a name means."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.lexicon.places import Place, fold, history, register, resolve, written

FOREVER = date.max
# How many provinces and cities under the centre there were at the end of these years, as they are counted.
COUNTS = [(1976, 38), (1979, 40), (1989, 44), (1991, 53), (1997, 61), (2004, 64), (2008, 63), (2025, 34)]

# Every unit that ended or began since 1976: name, a day of its time, code, first day, first day after,
# successors. Empty: since before 1976, until now.
PROVINCES = [
    # merged at the end of 1975
    ("Nghĩa Lộ", "1970-01-01", "NLO", "", "1975-12-27", "HLS 14"),
    ("Nam Hà", "1970-01-01", "NHA", "", "1975-12-27", "HNN"),
    ("Cao Lạng", "1977-01-01", "CLA", "1975-12-27", "1978-12-29", "04 20"),
    ("Hà Tuyên", "1980-01-01", "HTU", "1975-12-27", "1991-08-12", "02 08"),
    ("Hoàng Liên Sơn", "1980-01-01", "HLS", "1975-12-27", "1991-08-12", "10 15"),
    ("Hà Nam Ninh", "1980-01-01", "HNN", "1975-12-27", "1991-12-26", "37 NHA"),
    ("Nghệ Tĩnh", "1980-01-01", "NTI", "1975-12-27", "1991-08-12", "40 42"),
    ("Hà Sơn Bình", "1980-01-01", "HSB", "1978-12-29", "1991-08-12", "17 28"),
    ("Hà Sơn Bình", "1977-01-01", "HSB", "1975-12-27", "1978-12-29", "HSB 01"),
    # the South, 1976
    ("Bình Trị Thiên", "1980-01-01", "BTT", "1976-02-24", "1989-06-30", "44 45 46"),
    ("Nghĩa Bình", "1980-01-01", "NBI", "1976-02-24", "1989-06-30", "51 52"),
    ("Phú Khánh", "1980-01-01", "PKH", "1976-02-24", "1989-06-30", "54 56"),
    ("Gia Lai - Kon Tum", "1980-01-01", "GKT", "1976-02-24", "1991-08-12", "62 64"),
    ("Thuận Hải", "1980-01-01", "THA", "1976-02-24", "1991-12-26", "58 60"),
    ("Cửu Long", "1980-01-01", "CLO", "1976-02-24", "1991-12-26", "84 86"),
    ("Hậu Giang", "1985-01-01", "HGI", "1979-05-30", "1991-12-26", "92 94"),
    ("Quảng Nam - Đà Nẵng", "1985-01-01", "QDN", "1976-02-24", "1997-01-01", "48 49"),
    ("Sông Bé", "1985-01-01", "SBE", "1976-02-24", "1997-01-01", "70 74"),
    ("Minh Hải", "1985-01-01", "MHA", "1976-03-10", "1997-01-01", "95 96"),
    ("Sài Gòn - Gia Định", "1976-05-01", "79", "", "1976-07-02", "79"),
    ("Thành phố Hồ Chí Minh", "1976-12-31", "79", "1976-07-02", "1977-01-15", "79 HGI"),
    ("Vũng Tàu - Côn Đảo", "1985-01-01", "VTC", "1979-05-30", "1991-08-12", "77"),
    # old provinces parted in 1997
    ("Bắc Thái", "1990-01-01", "BTH", "1978-12-29", "1997-01-01", "06 19"),
    ("Hà Bắc", "1990-01-01", "HBA", "", "1997-01-01", "24 27"),
    ("Hải Hưng", "1990-01-01", "HHU", "", "1997-01-01", "30 33"),
    ("Vĩnh Phú", "1995-01-01", "VPH", "1991-08-12", "1997-01-01", "25 26"),
    ("Nam Hà", "1995-01-01", "NHA", "1991-12-26", "1997-01-01", "35 36"),
    # 2004, 2008
    ("Đắk Lắk", "2003-12-31", "66", "1976-02-24", "2004-01-01", "66 67"),
    ("Lai Châu", "2003-12-31", "12", "", "2004-01-01", "11 12"),
    ("tỉnh Cần Thơ", "2000-01-01", "92", "1991-12-26", "2004-01-01", "92 93"),
    ("Hà Tây", "2005-01-01", "28", "1991-08-12", "2008-08-01", "01"),
    ("Hà Nội", "1980-01-01", "01", "1978-12-29", "1991-08-12", "01 28 VPH"),
    ("Hà Nội", "2000-01-01", "01", "1991-08-12", "2008-08-01", "01"),
    ("Hà Nội", "2026-01-01", "01", "2008-08-01", "", ""),
    # the 63, and what became of them on 1-7-2025
    ("Hà Giang", "2024-12-31", "02", "1991-08-12", "2025-07-01", "08"),
    ("Cao Bằng", "2026-01-01", "04", "1997-01-01", "", ""),
    ("Bắc Kạn", "2024-12-31", "06", "1997-01-01", "2025-07-01", "19"),
    ("Tuyên Quang", "2024-12-31", "08", "1991-08-12", "2025-07-01", "08"),
    ("Lào Cai", "2024-12-31", "10", "2004-01-01", "2025-07-01", "15"),
    ("Điện Biên", "2026-01-01", "11", "2004-01-01", "", ""),
    ("Lai Châu", "2026-01-01", "12", "2004-01-01", "", ""),
    ("Sơn La", "2026-01-01", "14", "1975-12-27", "", ""),
    ("Yên Bái", "2024-12-31", "15", "1991-08-12", "2025-07-01", "15"),
    ("Hòa Bình", "2024-12-31", "17", "2008-08-01", "2025-07-01", "25"),
    ("Thái Nguyên", "2024-12-31", "19", "1997-01-01", "2025-07-01", "19"),
    ("Lạng Sơn", "2026-01-01", "20", "1978-12-29", "", ""),
    ("Quảng Ninh", "2026-01-01", "22", "1978-12-29", "", ""),
    ("Bắc Giang", "2024-12-31", "24", "1997-01-01", "2025-07-01", "24"),
    ("Phú Thọ", "2024-12-31", "25", "1997-01-01", "2025-07-01", "25"),
    ("Vĩnh Phúc", "2024-12-31", "26", "2008-08-01", "2025-07-01", "25"),
    ("Bắc Ninh", "2024-12-31", "27", "1997-01-01", "2025-07-01", "24"),
    ("Hải Dương", "2024-12-31", "30", "1997-01-01", "2025-07-01", "31"),
    ("Hải Phòng", "2024-12-31", "31", "", "2025-07-01", "31"),
    ("Hưng Yên", "2024-12-31", "33", "1997-01-01", "2025-07-01", "33"),
    ("Thái Bình", "2024-12-31", "34", "", "2025-07-01", "33"),
    ("Hà Nam", "2024-12-31", "35", "1997-01-01", "2025-07-01", "37"),
    ("Nam Định", "2024-12-31", "36", "1997-01-01", "2025-07-01", "37"),
    ("Ninh Bình", "2024-12-31", "37", "1991-12-26", "2025-07-01", "37"),
    ("Thanh Hóa", "2026-01-01", "38", "", "", ""),
    ("Nghệ An", "2026-01-01", "40", "1991-08-12", "", ""),
    ("Hà Tĩnh", "2026-01-01", "42", "1991-08-12", "", ""),
    ("Quảng Bình", "2024-12-31", "44", "1989-06-30", "2025-07-01", "44"),
    ("Quảng Trị", "2024-12-31", "45", "1989-06-30", "2025-07-01", "44"),
    ("Thừa Thiên Huế", "2024-12-31", "46", "1989-06-30", "2025-01-01", "46"),
    ("Huế", "2026-01-01", "46", "2025-01-01", "", ""),
    ("Đà Nẵng", "2024-12-31", "48", "1997-01-01", "2025-07-01", "48"),
    ("Quảng Nam", "2024-12-31", "49", "1997-01-01", "2025-07-01", "48"),
    ("Quảng Ngãi", "2024-12-31", "51", "1989-06-30", "2025-07-01", "51"),
    ("Bình Định", "2024-12-31", "52", "1989-06-30", "2025-07-01", "52"),
    ("Phú Yên", "2024-12-31", "54", "1989-06-30", "2025-07-01", "66"),
    ("Khánh Hòa", "2024-12-31", "56", "1989-06-30", "2025-07-01", "56"),
    ("Ninh Thuận", "2024-12-31", "58", "1991-12-26", "2025-07-01", "56"),
    ("Bình Thuận", "2024-12-31", "60", "1991-12-26", "2025-07-01", "68"),
    ("Kon Tum", "2024-12-31", "62", "1991-08-12", "2025-07-01", "51"),
    ("Gia Lai", "2024-12-31", "64", "1991-08-12", "2025-07-01", "52"),
    ("Đắk Lắk", "2024-12-31", "66", "2004-01-01", "2025-07-01", "66"),
    ("Đắk Nông", "2024-12-31", "67", "2004-01-01", "2025-07-01", "68"),
    ("Lâm Đồng", "2024-12-31", "68", "1976-02-24", "2025-07-01", "68"),
    ("Bình Phước", "2024-12-31", "70", "1997-01-01", "2025-07-01", "75"),
    ("Tây Ninh", "2024-12-31", "72", "1976-02-24", "2025-07-01", "80"),
    ("Bình Dương", "2024-12-31", "74", "1997-01-01", "2025-07-01", "79"),
    ("Đồng Nai", "2024-12-31", "75", "1991-08-12", "2025-07-01", "75"),
    ("Đồng Nai", "2025-12-31", "75", "2025-07-01", "2026-04-30", "75"),
    ("thành phố Đồng Nai", "2026-06-01", "75", "2026-04-30", "", ""),
    ("Bà Rịa - Vũng Tàu", "2024-12-31", "77", "1991-08-12", "2025-07-01", "79"),
    ("Hồ Chí Minh", "2024-12-31", "79", "1978-12-29", "2025-07-01", "79"),
    ("Long An", "2024-12-31", "80", "1976-02-24", "2025-07-01", "80"),
    ("Tiền Giang", "2024-12-31", "82", "1976-02-24", "2025-07-01", "82"),
    ("Bến Tre", "2024-12-31", "83", "1976-02-24", "2025-07-01", "86"),
    ("Trà Vinh", "2024-12-31", "84", "1991-12-26", "2025-07-01", "86"),
    ("Vĩnh Long", "2024-12-31", "86", "1991-12-26", "2025-07-01", "86"),
    ("Đồng Tháp", "2024-12-31", "87", "1976-02-24", "2025-07-01", "82"),
    ("An Giang", "2024-12-31", "89", "1976-02-24", "2025-07-01", "91"),
    ("Kiên Giang", "2024-12-31", "91", "1976-02-24", "2025-07-01", "91"),
    ("Cần Thơ", "2024-12-31", "92", "2004-01-01", "2025-07-01", "92"),
    ("Hậu Giang", "2024-12-31", "93", "2004-01-01", "2025-07-01", "92"),
    ("Sóc Trăng", "2024-12-31", "94", "1991-12-26", "2025-07-01", "92"),
    ("Bạc Liêu", "2024-12-31", "95", "1997-01-01", "2025-07-01", "96"),
    ("Cà Mau", "2024-12-31", "96", "1997-01-01", "2025-07-01", "96"),
    # seven names that took over another's code
    ("Lào Cai", "2026-01-01", "15", "2025-07-01", "", ""),
    ("Bắc Ninh", "2026-01-01", "24", "2025-07-01", "", ""),
    ("Quảng Trị", "2026-01-01", "44", "2025-07-01", "", ""),
    ("Gia Lai", "2026-01-01", "52", "2025-07-01", "", ""),
    ("Tây Ninh", "2026-01-01", "80", "2025-07-01", "", ""),
    ("Đồng Tháp", "2026-01-01", "82", "2025-07-01", "", ""),
    ("An Giang", "2026-01-01", "91", "2025-07-01", "", ""),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(place: Place) -> tuple[str, str]:
    return (str(place.valid_from or ""), str(place.valid_to or ""))


@pytest.mark.parametrize(
    ("name", "on", "code", "began", "ended", "successors"),
    PROVINCES,
    ids=[f"{c[0]} {c[1]}" for c in PROVINCES],
)
def test_a_province_is_answered_for(
    name: str, on: str, code: str, began: str, ended: str, successors: str
) -> None:
    place = resolve(name, on=day(on)).place
    assert place is not None
    assert (place.code, *span(place)) == (code, began, ended)
    assert sorted(place.successors) == sorted(successors.split())


def test_every_name_in_the_register_is_in_the_table() -> None:
    names = {place.name for place in register().provinces if place.level == "province"}
    tested = {place.name for case in PROVINCES if (place := resolve(case[0], on=day(case[1])).place)}
    assert names - tested == {"Bạc Liêu - Cà Mau"}  # the fortnight before it was called Minh Hải


@pytest.mark.parametrize(("year", "count"), COUNTS)
def test_there_were_so_many_provinces(year: int, count: int) -> None:
    standing = [p for p in register().provinces if p.level == "province" and p.valid(date(year, 12, 31))]
    assert len(standing) == count


def test_the_mergers_of_2025_are_whole() -> None:
    eve = [p for p in register().provinces if p.level == "province" and p.valid(date(2025, 6, 30))]
    ended = [place for place in eve if place.valid_to == date(2025, 7, 1)]
    assert len(eve) - len(ended) == 11  # those that the resolution leaves as they are
    assert len({code for place in ended for code in place.successors}) == 23


def all_places() -> tuple[Place, ...]:
    return (*register().provinces, *register().local)


def test_a_code_is_one_unit_at_a_time() -> None:
    spans: dict[str, list[tuple[date, date]]] = {}
    for place in all_places():
        spans.setdefault(place.code, []).append((place.valid_from or date.min, place.valid_to or FOREVER))
    for code, found in spans.items():
        found.sort()
        assert all(first < last for first, last in found), code
        assert all(one[1] <= other[0] for one, other in pairwise(found)), code


def test_successors_begin_when_what_they_succeed_ends() -> None:
    starts = {(place.code, place.valid_from): place for place in all_places()}
    for place in all_places():
        for code in place.successors:
            heir = starts.get((code, place.valid_to))
            if place.level == "province" or (heir is not None and heir.level == place.level):
                assert heir is not None, (place.code, code)
                assert place.code in heir.predecessors, (place.code, code)


def test_predecessors_end_when_what_they_became_begins() -> None:
    ends = {(place.code, place.valid_to) for place in all_places()}
    for place in all_places():
        assert all((code, place.valid_from) in ends for code in place.predecessors), place.code


def test_what_is_above_a_place_is_there_in_its_time() -> None:
    known = register()
    for place in known.local:
        above = [one.level for one in known.above(place)]
        expected = ["district", "province", "country"][-len(above) :]
        assert above == expected, place.code
        last = place.valid_to - timedelta(days=1) if place.valid_to else date(2026, 1, 1)
        parent = known.at(place.parent or "", last)
        assert parent is not None, place.code
        assert parent.valid(last), place.code


def test_a_province_has_its_act() -> None:
    missing = [place for place in register().provinces if place.valid_from and not place.act]
    assert not missing


def test_the_lists_are_whole() -> None:
    """As many units as the statistical office lists at the beginning and at the end of 2025."""
    for on, expected in [
        (date(2025, 2, 1), {"district": 696, "commune": 10051}),
        (date(2026, 1, 1), {"commune": 3321}),
    ]:
        assert Counter(place.level for place in register().local if place.valid(on)) == expected


# name, day, province it is written in, code; why
RESOLVED = [
    ("huyện Yên Mỹ", "2024-05-01", "Hưng Yên", "327", "a district of the report's province"),
    ("H. Yên Mỹ", "2024-05-01", None, "327", "the only district of that name"),
    ("huyện Đăk Tô", "2018-06-01", None, "612", "a name that is spelled Đắk, Đăk or Đak"),
    ("huyện Chợ Mới", "2018-06-01", "An Giang", "893", "a capital makes `mới` a part of the name"),
    ("Yên Mỹ", "2024-05-01", "Hưng Yên", "327", "the district that holds the only commune of the name there"),
    ("xã Tân Lập", "2024-05-01", "Hưng Yên", "12073", "the only one in the province"),
    ("xã Tân Lập, huyện Yên Mỹ", "2024-05-01", None, "12073", "the district behind it tells which"),
    ("xã Tân Lập (huyện Yên Mỹ, tỉnh Hưng Yên)", "2024-05-01", None, "12073", "the same in brackets"),
    ("huyện Châu Thành, tỉnh Bến Tre", "2024-05-01", None, "831", "one of nine"),
    ("huyện Châu Thành tỉnh Bến Tre", "2024-05-01", None, "831", "no mark before the province"),
    (
        "huyện Châu Thành thuộc tỉnh Long An",
        "2024-05-01",
        "Bến Tre",
        "808",
        "what is written beats the report",
    ),
    ("Quận 1", "2024-05-01", "Hồ Chí Minh", "760", "a number for a name"),
    ("Q.01", "2024-05-01", None, "760", "the same, abbreviated"),
    ("Thành phố Huế", "2020-05-01", None, "474", "a city of a province"),
    ("Thành phố Huế", "2025-05-01", None, "46", "a city under the centre"),
    ("TP. Thủ Đức", "2022-01-01", None, "769", "made in 2021"),
    ("quận Thủ Đức", "2020-06-01", None, "762", "before"),
    ("phường Hai Bà Trưng", "2026-01-01", "Hà Nội", "00256", "not one of a province that went there in part"),
    ("huyện Tân Uyên", "2012-01-01", "Bình Dương", "723", "and not the one of another province"),
    ("huyện Từ Sơn", "2005-01-01", "Bắc Ninh", "261", "a district that has changed its kind since"),
    ("TP.HCM", "2024-01-01", None, "79", "abbreviated"),
    ("TPHCM", "2024-01-01", None, "79", "without the stop"),
    ("thành phố Hồ Chí Minh", "2024-01-01", None, "79", "in full"),
    ("TT-Huế", "2020-01-01", None, "46", "abbreviated"),
    ("THỪA THIÊN – HUẾ", "2020-01-01", None, "46", "in capitals, with a dash"),
    ("BR-VT", "2020-01-01", None, "77", "abbreviated"),
    ("Đắc Lắc", "2020-01-01", None, "66", "an old spelling"),
    ("Daklak", "2020-01-01", None, "66", "without marks"),
    ("Hoà Bình", "2020-01-01", None, "17", "the tone mark on the other letter"),
    ("cả nước", "2020-01-01", None, "VN", "the country"),
    ("Thái Bình", "2025-09-01", None, "34", "a province that has ended is still that province"),
    ("Hà Tây", "2020-01-01", None, "28", "and no commune of that name"),
    ("tỉnh Hưng Yên cũ", "2025-09-01", None, "33", "what is said of the territory is no part of the name"),
    ("trên địa bàn tỉnh Hưng Yên", "2024-09-01", None, "33", "nor what leads it"),
    ("huyện Quế Võ", "2020-01-01", "Bắc Ninh", "259", "a huyện until 2023"),
    ("thị xã Quế Võ", "2024-01-01", "Bắc Ninh", "259", "a thị xã after"),
    ("huyện Yên Dũng", "2025-09-01", "Bắc Ninh", "221", "of a province that went into the report's province"),
    ("phường Phố Hiến", "2025-09-01", "Hưng Yên", "11953", "a commune since 2025"),
]


@pytest.mark.parametrize(
    ("name", "on", "within", "code", "why"), RESOLVED, ids=[case[4] for case in RESOLVED]
)
def test_a_name_means_one_place(name: str, on: str, within: str | None, code: str, why: str) -> None:
    whole = resolve(within, on=day(on)).place if within else None
    assert resolve(name, on=day(on), within=whole).code == code


# name, day, province, how many candidates at least; why
AMBIGUOUS = [
    ("huyện Châu Thành", "2024-05-01", None, 8, "eight provinces have one"),
    ("xã Tân Lập", "2024-05-01", None, 15, "many provinces have one"),
    ("xã Hòa Bình", "2024-05-01", "Lạng Sơn", 4, "in four districts of the province"),
    ("phường 1", "2024-05-01", "Hồ Chí Minh", 5, "a number in many districts"),
    ("Huế", "2020-05-01", None, 2, "short for the province, and the name of its city"),
    ("Yên Mỹ", "2024-05-01", None, 2, "a district, and communes elsewhere"),
    ("Bắc Ninh", None, None, 2, "one code before the merger, another since"),
    ("Hậu Giang", "1995-01-01", None, 2, "between the two provinces of that name"),
]


@pytest.mark.parametrize(("name", "on", "within", "least", "why"), AMBIGUOUS, ids=[c[4] for c in AMBIGUOUS])
def test_what_is_ambiguous_is_listed(
    name: str, on: str | None, within: str | None, least: int, why: str
) -> None:
    moment = day(on) if on else None
    whole = resolve(within, on=moment).place if within else None
    found = resolve(name, on=moment, within=whole)
    assert found.place is None
    assert len(found.candidates) >= least


# what names no place of the register, or more than one
NONE = [
    "Bộ Tài chính",
    "tỉnh",
    "TP 8",
    "",
    "15",
    "Eximbank",
    "Hà Nội, Hải Phòng, Đà Nẵng",
    "xã Tân Lập, Bộ Tài chính",
]


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_place_has_no_code(name: str) -> None:
    assert resolve(name, on=date(2024, 5, 1)).place is None


def test_the_history_of_a_name_is_told() -> None:
    found = [(place.code, *span(place)) for place in history("Bắc Ninh") if place.level == "province"]
    assert found == [("27", "1997-01-01", "2025-07-01"), ("24", "2025-07-01", "")]


PIECES = [
    "Hòa",
    "Hoà",
    "Thúy",
    "Ân",
    "Yên",
    "Đắk",
    "Lắk",
    "Huế",
    "xã",
    "huyện",
    "TP.",
    "(",
    ")",
    ",",
    "-",
    "1",
]
SYLLABLES = st.sampled_from(PIECES)


@given(
    st.lists(SYLLABLES, max_size=8).map(" ".join), st.none() | st.dates(date(1960, 1, 1), date(2040, 1, 1))
)
def test_any_name_is_read(name: str, on: date | None) -> None:
    found = resolve(name, on=on)
    assert found.place is None or found.place in found.candidates
    assert found == resolve(name.upper(), on=on) or "TP." in name


@given(st.sampled_from(range(len(register().local))), st.booleans())
def test_a_place_is_found_by_its_own_name(index: int, capitals: bool) -> None:
    """By name, district and province, in its own time, whatever the case."""
    known = register()
    place = known.local[index]
    moment = place.valid_from or (place.valid_to or date.max) - timedelta(days=1)
    above = [one for one in known.above(place) if one.level != "country"]
    name = ", ".join(map(str, [place, *above]))
    found = resolve(name.upper() if capitals else name, on=moment)
    assert place in found.candidates
    assert found.place in (place, None)
    assert written(name).key == fold(place.name) or place.name.isdigit()
