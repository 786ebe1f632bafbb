"""What a document says of its own standing."""

from __future__ import annotations

from datetime import date

import pytest

from solieu.extract.date.find import find_dates
from solieu.extract.docref.context import attach_context
from solieu.extract.docref.find import find_docrefs
from solieu.extract.docref.standing import read_standing
from solieu.extract.overlap import resolve_overlaps
from solieu.lexicon import Lexicon
from solieu.types import Standing

HEAD = "{}\nSố: {}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 13 tháng 01 năm 2014\n\n"
CIRCULAR = HEAD.format("BỘ Y TẾ", "5/2014/TT-BYT")


def standing(text: str, lexicon: Lexicon) -> Standing:
    mentions = resolve_overlaps([*find_docrefs(text, lexicon), *find_dates(text, lexicon)])
    return read_standing(text, attach_context(text, mentions, lexicon), lexicon)


@pytest.mark.parametrize(
    ("issuer", "number", "level"),
    [
        ("BỘ Y TẾ", "5/2014/TT-BYT", "central"),
        ("ỦY BAN NHÂN DÂN\nTỈNH BÌNH DƯƠNG", "5/QĐ-UBND", "province"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "5/QĐ-UBND", "province"),  # a city that is a province's equal
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ DĨ AN", "5/QĐ-UBND", "district"),  # and one that is not
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "5/QĐ-UBND", "commune"),
        ("HUYỆN ỦY YÊN MỸ", "5-QĐ/HU", "district"),
    ],
)
def test_the_level_is_that_of_the_issuer(issuer: str, number: str, level: str, lexicon: Lexicon) -> None:
    assert standing(HEAD.format(issuer, number), lexicon).level == level


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (CIRCULAR, "original"),
        (f"DỰ THẢO\n{CIRCULAR}", "draft"),
        (f"(Dự thảo lần 2)\n{CIRCULAR}", "draft"),
        (f"{CIRCULAR}Tổ biên tập xây dựng Dự thảo Nghị định.", "original"),  # a word in a sentence is no mark
        (f"BẢN SAO\n{CIRCULAR}", "copy"),
        (f"{CIRCULAR}Nội dung.\n\nSAO Y\nHà Nội", "copy"),  # the mark of a copy may stand at its foot
        ("BỘ Y TẾ\nSố:      /2014/TT-BYT\nHà Nội, ngày 3 tháng 5 năm 2014\n", "blank"),
        ("BỘ Y TẾ\nSố: 7/TT-BYT\nHà Nội, ngày      tháng 5 năm 2014\n", "blank"),
        ("Tin trong tỉnh: đã cấp 61 bản sao.", None),  # no letterhead, no form
    ],
)
def test_the_form(text: str, form: str | None, lexicon: Lexicon) -> None:
    assert standing(text, lexicon).form == form


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2014.", date(2014, 3, 1), None),
        ("Thông tư này có hiệu lực kể từ ngày ký ban hành.", date(2014, 1, 13), None),
        ("Thông tư này có hiệu lực từ ngày 1/3/2014 đến hết ngày 31/12/2015.",
         date(2014, 3, 1), date(2015, 12, 31)),
        ("Thông tư này có hiệu lực từ ngày 1/3/2014 và hết hiệu lực từ ngày 1/1/2016.",
         date(2014, 3, 1), date(2016, 1, 1)),
        ("Thông tư này có hiệu lực kể từ ngày 1/3/2014.\nThông tư này hết hiệu lực kể từ ngày 1/3/2017.",
         date(2014, 3, 1), date(2017, 3, 1)),
        # a part of it may come later
        ("Điều 5 và Điều 6 của Thông tư này có hiệu lực từ ngày 1/1/2015.", None, None),
        # what ceases is another document
        ("Thông tư số 1/2010/TT-BYT hết hiệu lực kể từ ngày 1/3/2014.", None, None),
        ("Thông tư số 1/2010/TT-BYT hết hiệu lực kể từ ngày Thông tư này có hiệu lực.", None, None),
        # so is what takes effect in a quoted clause
        ("Nghị định này có hiệu lực kể từ ngày 5/5/2010.", None, None),
        ("Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký.", None, None),  # no day is stated
    ],
)  # fmt: skip
def test_the_days_of_force(
    clause: str, effective: date | None, expires: date | None, lexicon: Lexicon
) -> None:
    told = standing(f"{CIRCULAR}{clause}\n", lexicon)
    assert (told.effective, told.expires) == (effective, expires)


def test_a_consolidated_text_quotes_the_clauses_of_others(lexicon: Lexicon) -> None:
    text = HEAD.format("BỘ Y TẾ", "6/VBHN-BYT") + "Thông tư này có hiệu lực từ ngày 1/3/2014.\n"
    assert standing(text, lexicon).effective is None
