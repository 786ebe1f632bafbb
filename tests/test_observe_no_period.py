"""Figures that take no period: the text does not say their time, though it speaks of others."""

from __future__ import annotations

import pytest

from observed_times import figure, observed

# Years that a text names, so that it is none that tells a story by days.
_YEARS = "Năm 2019, chợ mở. Năm 2020, chợ đóng.\n"

# text and a figure of which the text does not say the time
SILENT = [
    # no time anywhere
    ("Tỉnh có 53 xã.", "53"),
    # a length of time is no time
    ("Trong 5 năm, tỉnh mở 120 lớp.", "120"),
    # now, in a text without a day of its own
    ("Năm 2020 có 5 xưởng. Hiện nay, xã có 12 xưởng.", "12"),
    # the year of a birth, the day of a cited document
    ("Ông An (sinh năm 1960) nuôi 12 con bò.", "12"),
    ("Theo Quyết định số 12/QĐ-UBND ngày 5/3/2020, xã được 12 suất.", "12"),
    # a deadline
    ("Nộp lại 38 tỷ đồng trước ngày 30/6/2024.", "38 tỷ đồng"),
    # what there are always so many of
    ("Năm 2025, tỉnh thực hiện mô hình chính quyền 2 cấp.", "2"),
    # now is no time where the text has no day of its own, also behind a comma
    ("Năm 2023 có 31 hộ. Trước kia có 9 hộ, nay đã có 28 hộ.", "28"),
    # what is made up to show how a rule works, and what came to pass lately
    (_YEARS + "Năm 2023, xã có 31 hộ. Ví dụ, một hộ đóng 554.400 đồng.", "554.400 đồng"),
    ("Năm 2023, xã có 31 hộ. Mới đây, đoàn đã 12 lần tới thăm.", "12"),
    # those that a text is about are no figure of its time, nor is the size in which a thing is made
    ("Năm 2023, hội nghị khai mạc. Lãnh đạo hai nước dự.", "hai"),
    ("Năm 2023, chợ mở. Tàu 910 CV của ông Tư neo ở bến.", "910 CV"),
    # the level that a change starts from, when nobody says when it was so
    ("Năm 2023, tỷ lệ giảm từ 8% xuống còn 5%.", "8%"),
    # the day of an event that nothing goes on with, in a text that does not tell by days
    (_YEARS + "Ngày 2/3/2024, đội kiểm tra 2 kho.\nBà Tư nuôi 14 con bò.", "14"),
    # what was done, behind a day on which things stood
    ("Đến ngày 2/12/2025, tỉnh có 85 xã đủ người. Tỉnh điều động 5 công chức.", "5"),
    # yesterday, in a text without a day of its own
    ("Hôm qua, chợ bán 12 con bò.", "12"),
    # a year or a month told in passing some lines before, in a story that tells of no year
    ("Năm 2021, bà lập xưởng.\nKhách quen dần.\nThợ giỏi ở lại.\nXưởng có 12 máy.", "12"),
    ("Tháng 4/2021, bà lập xưởng.\nXưởng có 12 máy.", "12"),
    # the day on which somebody speaks
    ("Ngày 5/3/2024, công an cho biết nhóm người lấy 12 chiếc xe.", "12"),
    # a length of time, no year
    (_YEARS + "Ngày 5/3/2021, bão vào.\nChợ vui.\nHai năm sau trận bão làm sập 12 nhà, làng đã xanh.", "12"),
    # how far and how large a thing is
    ("Năm 2020, làng đón khách. Làng cách phố 12 km.", "12 km"),
    # what was so before the time that is spoken of
    ("Năm 2020, thợ lãi 2 tỷ đồng. Khoản vay trước đó là 12 tỷ đồng.", "12 tỷ đồng"),
    # what was so before, where the sentence opens with it
    ("Ngày 5/3/2024, kho cháy.\nTrước đó, khoảng 30 người dựng kho.", "30"),
    # the day on which somebody shares what he knows
    ("Ngày 5/3/2024, ông Tư chia sẻ rằng ông bán 12 con bò.", "12"),
    # the month that a headline opens with is when it happens, the day in one is its event's
    ("Tháng 4/2018, xã mở bến\n\nBến có 40 chỗ ngồi.", "40"),
    ("Tin sáng 26/3/2018: mưa to\n\nÔng Tư có 14 con bò.", "14"),
    # a handful of things counted by the way
    ("Năm 2020, làng đón 500 khách. Khách vui. Làng nằm giữa 3 ngọn đồi.", "3"),
    # a year in a headline that the text does not go on to speak of
    (
        "Chợ quê đóng cửa năm 2030\n\nNăm 2016, chợ vắng. Năm 2017, chợ cháy.\nChợ lạ.\nTrẻ chơi.\nHè vui.\n"
        "Chợ có 40 quầy.",
        "40",
    ),
    # what is still going on, told in passing some lines before
    ("Từ tháng 8/2017 đến nay, xưởng nợ 17 tỷ đồng.\nTỉnh tạm ứng 40 triệu đồng.", "40 triệu đồng"),
    # the line under a picture
    ("Ngày 5/3/2024, kho cháy.\nLửa bén nhanh.\nĐội thu 40 bình ga tại kho - Ảnh: Minh Anh.", "40"),
    # the time of another deed, behind the figure
    ("Đường có tổng mức đầu tư 40 tỷ đồng, được khởi công vào tháng 5/2014.", "40 tỷ đồng"),
    # somebody who speaks, his office and his house between the day and the word
    (
        "Sáng 9/6/2024, thiếu tá An - đồn trưởng Đồn biên phòng cửa khẩu Sông Xanh, Bộ đội Biên phòng tỉnh, "
        "người có mặt từ đầu - cho biết đội thu 40 thùng hàng.",
        "40",
    ),
    # what is so every year
    ("Năm 2020, làng đón 500 khách. Bình quân mỗi năm có khoảng 800 khách.", "800"),
    # one of a group, also with its time behind
    ("Huế là 1 trong 15 thành phố mở cửa vào năm 2030.", "15"),
    # the headline of a part of a story, some paragraphs below it
    (
        "Chợ quê\nChợ làng đã lâu đời.\nNăm 2030 mở cầu mới\nLàng vui.\nTrẻ chơi.\nChợ đông.\n"
        "Chợ bán 40 con bò.",
        "40",
    ),
    # how many seats a thing has
    ("Ngày 5/3/2024, nhóm người đi trên xe 7 chỗ.", "7"),
]


@pytest.mark.parametrize(("text", "asked"), SILENT)
def test_no_period_is_made_up(text, asked, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon), asked).period is None
