"""What figures measure: item, population, base of a share, and indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from solieu import tables
from solieu.api import analyse_text
from solieu.lexicon import Lexicon, load
from solieu.lexicon.indicators import fold, indicators
from solieu.types import Mention

NATURES = {"flow", "stock", "rate", "index", "balance", "season"}

# text | figure | indicator | why
NAMED = [
    ("Thu nội địa đạt 4.120 tỷ đồng.", "4.120 tỷ đồng", "06.revenue.domestic", "the name as it stands"),
    ("Thu nội địa đạt 4.120 tỷ đồng, giảm 3,4%.", "3,4%", "06.revenue.domestic", "how the level moved"),
    ("Thu nội địa 4.120 tỷ đồng, chiếm 90% tổng thu.", "90%", None, "a share of another, and no level"),
    ("Tổng thu NSNN trên địa bàn tỉnh ước đạt 900 tỷ đồng.", "900 tỷ đồng", "06.revenue", "with a place"),
    ("Doanh thu lưu trú, ăn uống tháng Tư ước đạt 310 tỷ đồng.", "310 tỷ đồng", "10.lodging", "with a comma"),
    ("Diện tích nuôi trồng thuỷ sản là 4.210 ha.", "4.210 ha", "08.fish.area", "the tone on the other vowel"),
    ("Tỷ lệ hộ nghèo còn 1,2%.", "1,2%", "18.poor.rate", "the unit tells rate from number"),
    ("Toàn tỉnh còn 2.310 hộ nghèo.", "2.310", "18.poor", "the unit tells number from rate"),
    ("Hỗ trợ 100% hộ nghèo mua thẻ.", "100%", None, "a share of the poor is no share that is poor"),
    ("Toàn tỉnh có 25 doanh nghiệp giải thể.", "25", "03.dissolved", "the whole province"),
    ("Ngành xây dựng có 25 doanh nghiệp giải thể.", "25", None, "a part of the province's"),
    ("Đàn lợn 402.180 con.", "402.180", "08.pigs", "a herd by its animal"),
    ("Đã tiêm cho 195.000 con lợn.", "195.000", None, "some of the herd, to which something was done"),
    (
        "Xảy ra 21 vụ tai nạn giao thông, làm chết 9 người.",
        "9",
        "19.accidents.dead",
        "the dead of accidents on the roads, which are named before",
    ),
    ("Xảy ra 3 vụ cháy, làm chết 9 người.", "9", None, "the dead of fires"),
    ("Thu hút vốn FDI đạt 20 tỷ USD.", "20 tỷ USD", "04.fdi", "of two names the longer"),
    ("Thu từ doanh nghiệp có vốn đầu tư nước ngoài 640 tỷ đồng.", "640 tỷ đồng", "06.revenue.foreign", "tax"),
    ("Tiền thưởng 5 triệu đồng.", "5 triệu đồng", None, "no indicator at all"),
    ("Chỉ số giá tiêu dùng tăng 1%. Trong đó: giáo dục tăng 3%.", "3%", "11.cpi.education", "a price"),
    ("Số trường học tăng 1%. Trong đó: giáo dục tăng 3%.", "3%", None, "no group of prices without them"),
    (
        "So với tháng trước, chỉ số sản xuất công nghiệp giảm 2%; công nghiệp chế biến, chế tạo giảm 3%.",
        "3%",
        "09.iip.manufacturing",
        "a name with a comma in a list",
    ),
    ("Vận tải hành khách đạt 87 nghìn lượt người luân chuyển.", "87 nghìn", "12.passengers.km", "by unit"),
    ("Vận tải hành khách đạt 87 nghìn lượt người vận chuyển.", "87 nghìn", "12.passengers", "the other unit"),
    ("Chỉ số phát triển con người (HDI) năm 2021 đạt 0,703.", "0,703", "18.hdi", "an index without a unit"),
    ("Tổng dư nợ tín dụng của Hưng Yên đạt 40 tỷ đồng.", "40 tỷ đồng", "07.credit", "whose it is"),
]  # fmt: skip

# text | figure | item | population
PARTED = [
    ("Tỷ lệ hộ nghèo còn 1,2%.", "1,2%", "hộ nghèo", "hộ"),
    ("Có 218 học viên dự lớp.", "218", "dự lớp", "học viên"),
    ("Tổng mức bán lẻ đạt 8.640 tỷ đồng.", "8.640 tỷ đồng", "Tổng mức bán lẻ", None),
    ("Tổng số vốn đăng ký là 6 triệu USD.", "6 triệu USD", "vốn đăng ký", None),
    ("Tỷ lệ bao phủ bảo hiểm y tế đạt 92%.", "92%", "bao phủ bảo hiểm y tế", None),  # no sacks (`bao`)
    ("Đã tiếp nhận 246 hồ sơ.", "246", "tiếp nhận", "hồ sơ"),  # no lakes (`hồ`)
    ("Có 12 vụ tai nạn.", "12", "tai nạn", "vụ"),
    ("Mức độ hài lòng đạt 84%.", "84%", "Mức độ hài lòng", None),  # no levels (`mức`)
    (
        "GRDP bình quân đầu người của Hưng Yên đạt 90 triệu đồng.",
        "90 triệu đồng",
        "GRDP bình quân đầu người",
        None,
    ),
    ("Thẻ được cấp cho 270 người trên địa bàn tỉnh.", "270", "Thẻ được cấp", "người"),
    ("Có 57/63 tỉnh, thành phố có chỉ số tăng so với năm 2022.", "57/63", "có chỉ số tăng", "tỉnh"),
    ("Đứng cuối bảng xếp hạng là tỉnh An Giang, đạt 81,3%.", "81,3%", None, None),  # a place is no item
    ("Đến ngày 1/3/2025, toàn tỉnh có lũy kế 620 dự án.", "620", "dự án", "dự án"),  # how, and not what
    ("Đã có 49/63 tỉnh, thành phố hoàn thành, vượt chỉ tiêu.", "49/63", "hoàn thành", "tỉnh"),
    ("Năm nay 63/63 tỉnh, thành đều có chỉ số trên 80%.", "63/63", "có chỉ số trên 80%", "tỉnh"),
    ("Chính phủ giao 17 nhiệm vụ cho các bộ.", "17", "nhiệm vụ", "nhiệm vụ"),
    ("Đã giám định 13/15 vụ.", "13/15", "vụ", "vụ"),
    ("Chỉ số hài lòng cao nhất là 92%, tiếp đến là Hải Phòng 91%.", "91%", "Chỉ số hài lòng", None),
]

# text | figure | what the list is of
LISTED = [
    (
        "Chỉ số giá tiêu dùng tăng 2,1%. Trong đó: giao thông giảm 3%; giáo dục tăng 5%.",
        "5%",
        "Chỉ số giá tiêu dùng",
    ),
    (
        "Đến ngày 25/4/2025, diện tích thu hoạch một số loại rau như sau: su hào 12 ha; bắp cải 9 ha.",
        "9 ha",
        "diện tích thu hoạch một số loại rau",
    ),
    (
        "Thu nội địa đạt 90 tỷ đồng (thuế đất 12 tỷ đồng), thu hải quan 7 tỷ đồng.",
        "7 tỷ đồng",
        None,
    ),  # no list
    (  # a bracket goes back to the figure right before it
        "Đàn trâu 4 con, giảm 3%; gia cầm 9.471 con (trong đó: gà 6.572 con); lợn 458 con.",
        "6.572",
        "gia cầm",
    ),
    (  # a bracket that closes before the figure opens nothing
        "Đàn lợn 458 con, tăng 3%; đàn gia cầm (bao gồm: gà, vịt) 9.471 con, tăng 4%.",
        "4%",
        None,
    ),
    (
        "Ông Nam cho biết: năm nay thu 5 tỷ đồng; chi 4 tỷ đồng.",
        "4 tỷ đồng",
        None,
    ),  # who says it names nothing
    ("Thu nội địa đạt 90 tỷ đồng. Chi thường xuyên 80 tỷ đồng.", "80 tỷ đồng", None),  # no list at all
    ("Tổng vốn là 90 tỷ đồng, trong đó vốn vay là 60 tỷ đồng.", "60 tỷ đồng", "vốn"),
    (  # what else is told of an item of the list
        "Thành lập mới theo ngành: xây dựng 56 doanh nghiệp, vốn đăng ký 61 tỷ đồng; vận tải 16 doanh "
        "nghiệp, vốn đăng ký 50 tỷ đồng.",
        "50 tỷ đồng",
        "vận tải",
    ),
    (  # the first item stands right behind the colon
        "Xử lý theo chuyên đề: 12 trường hợp vi phạm nồng độ cồn, phạt tiền 21 triệu đồng; 9 trường hợp "
        "vi phạm tốc độ, phạt tiền 5 triệu đồng.",
        "21 triệu đồng",
        "vi phạm nồng độ cồn",
    ),
    (  # whose they are, in an item of the list
        "Có 80 doanh nghiệp giải thể. Trong đó: ngành xây dựng có 9 doanh nghiệp giải thể; vận tải có 7 "
        "doanh nghiệp giải thể và 16 doanh nghiệp tạm ngừng hoạt động.",
        "16",
        "vận tải",
    ),
    (  # an aside begins no item
        "Các nhóm hàng bán lẻ như sau: gỗ tăng 4%; ô tô (dưới 9 chỗ ngồi) giảm 60%; xăng giảm 2%.",
        "60%",
        "nhóm hàng bán lẻ",
    ),
]


def figure(text: str, stands: str) -> Mention:
    found = [mention for mention in analyse_text(text).mentions if mention.text == stands]
    assert found, f"{stands} was not found in {text}"
    return found[0]


@pytest.mark.parametrize(("text", "stands", "code", "why"), NAMED, ids=[case[3] for case in NAMED])
def test_a_figure_has_an_indicator_only_by_its_name_and_unit(
    text: str, stands: str, code: str | None, why: str
) -> None:
    assert figure(text, stands).indicator == code, why


@pytest.mark.parametrize(("text", "stands", "item", "population"), PARTED)
def test_a_concept_is_parted(text: str, stands: str, item: str, population: str | None) -> None:
    found = figure(text, stands)
    assert (found.item, found.population) == (item, population)


@pytest.mark.parametrize(("text", "stands", "within"), LISTED)
def test_an_item_says_what_its_list_is_of(text: str, stands: str, within: str | None) -> None:
    assert figure(text, stands).within == within


def test_a_share_names_what_it_is_of() -> None:
    found = tables.figures([analyse_text("Có 218 học viên, trong đó 61 nữ, chiếm 27,98%.")])
    assert found.set_index("text")["share_of"].dropna().to_dict() == {"27,98%": "học viên"}


def test_the_list_is_sound(lexicon: Lexicon) -> None:
    known = indicators(lexicon).by_code
    assert len(known) >= 120
    assert {one.nature for one in known.values()} <= NATURES
    assert all(one.units and one.name and one.code[:2].isdigit() for one in known.values())
    assert {row["source"] for row in lexicon.rows("indicators")} <= {"N", "P", "R"}


def test_no_name_and_unit_mean_two_indicators_unless_words_near_tell_them_apart(lexicon: Lexicon) -> None:
    rows = lexicon.rows("indicators")
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["near"]:
            continue
        for name in {fold(one) for one in (row["name"], *row["names"].split("|")) if one.strip()}:
            for unit in row["units"].split("|"):
                assert seen.setdefault((name, unit), row["code"]) == row["code"]


def test_own_indicators_come_from_a_folder(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "indicators.tsv").write_text(
        "# Source: our own. 2026-11.\ncode\tname\tnames\tunits\tnature\tnear\tsource\n"
        "99.lotus\tSố hoa sen\thoa sen nở\tbông\tflow\t\tR\n",
        encoding="utf-8",
    )
    known = indicators(load(tmp_path))
    assert known.by_code["99.lotus"].nature == "flow"
    assert [one.code for one in known.named("HOA SEN NỞ")] == ["99.lotus"]
    assert "06.revenue" in known.by_code
