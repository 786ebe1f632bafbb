"""Times that a figure has by the whole it is part of: by what a text is about, by a sum, by a raise."""

from __future__ import annotations

import pytest

from observed_times import figure, observed

# Years that a text names, so that it is none that tells a story by days.
_YEARS = "Năm 2019, chợ mở. Năm 2020, chợ đóng.\n"

_REPORT = "CỤC THỐNG KÊ\n\nBÁO CÁO\nTình hình kinh tế - xã hội tháng 4 năm 2025\n\n"

# text, the figure asked for, its period or None; one line of why each
CASES = [
    # a year that a bracket tells by the way does not lead what follows
    (
        "Năm 2024, Huế đứng đầu (lần gần nhất là năm 2021) với 96%.\nĐà Lạt xếp thứ hai với 93%.",
        "93%",
        "2024",
    ),
    # but one that says in a bracket when it is does
    (
        "Trong quý III (từ ngày 15/6/2023 đến ngày 14/9/2023) có 71 vụ. Có 36 vụ ở Huế.",
        "36",
        "2023-06-15/2023-09-14",
    ),
    # what a year left over is told by the year after it
    (
        "Từ đầu năm đã nhận 840 hồ sơ (gồm 20 hồ sơ từ năm 2022 chuyển sang), trả qua bưu điện 95 hồ sơ.",
        "95",
        "2023",
    ),
    # and a year that is told of otherwise leaves this year open
    (
        "Số hồ sơ từ đầu năm đã nhận: 840 hồ sơ (gồm 20 hồ sơ của dự án 2022), trả qua bưu điện 95 hồ sơ.",
        "95",
        "XXXX",
    ),
    # what is compared with today is not of today, which has no day here
    ("Năm 2020, lương tối thiểu tăng 5,5% so với hiện tại, tức tăng 200.000 đồng.", "200.000 đồng", "2020"),
    ("Năm 2020 có 9 quầy. Hiện tại, chợ bán 40 con bò.", "40", None),
    # where a text names no day of its own, what stands now is of the day that it opens with
    ("Chợ Đông mở lại\n\nNgày 5/3/2024, chợ Đông mở cửa.\nHiện chợ có 640 quầy.", "640", "2024-03-05"),
    # or of the last one on which somebody spoke
    (
        "Chợ Đông mở lại\n\nNgày 5/3/2024, chợ mở.\nNgày 9/3/2024, ông Bảy cho biết chợ đông.\n"
        "Đến nay chợ có 640 quầy.",
        "640",
        "2024-03-09",
    ),
    # but not where it tells of many days
    (
        "Chợ Đông mở lại\n\nNgày 5/3/2024, chợ mở. Ngày 7/3/2024, chợ đóng. Ngày 9/3/2024, chợ cháy.\n"
        "Hiện chợ có 640 quầy.",
        "640",
        None,
    ),
    # nor where it opens with a day at which things stood
    ("Chợ Đông\n\nTính đến ngày 5/3/2024, chợ có 30 quầy.\nHiện chợ có 640 quầy.", "640", None),
    # nor for what a sentence behind it tells
    ("Chợ Đông\n\nNgày 5/3/2024, chợ mở.\nHiện chợ đông. Chợ có 640 quầy.", "640", None),
    # the day from which a raise is applied is no day of how many voted for it
    (
        "Chiều 11/7/2019, 11 thành viên thống nhất tăng lương thêm 5,5%, áp dụng từ 1/1/2020.",
        "11",
        "2019-07-11",
    ),
    # nor of what is told by it
    ("Năm 2018, quỹ chi 40 tỷ đồng theo mức áp dụng từ 1/1/2017.", "40 tỷ đồng", "2018"),
    # the day of an act is that of what it was done with
    (
        "Nghị quyết được hội đồng thông qua ngày 10/12/2024, với 46/48 đại biểu tán thành.",
        "46/48",
        "2024-12-10",
    ),
    # what comes round every week is of no year
    ("Năm 2024 có 9 lớp. Giáo viên dạy 23 tiết mỗi tuần.", "23", None),
    # the time of a whole is that of its parts, also behind a semicolon
    ("Trong tổng số 120 vụ của năm 2020, Huế có 30 vụ; Đà Lạt có 20 vụ.", "20", "2020"),
    # and the time of one of several is its own
    ("Năm 2021, Hà Nội có 90 vụ so với 120 vụ của năm 2020; Đà Lạt có 20 vụ.", "20", "2021"),
    # a speed and a yield are measured, and go on with the time of the paragraph before as a price does not
    ("Ngày 5/3/2024, bão vào bờ. Ngày 6/3/2024, bão tan.\nGió mạnh 75 km/h.", "75 km/h", "2024-03-06"),
    ("Năm 2023, xã trồng 40 ha lúa.\nSau đó, gạo bán 15.000 đồng/kg.", "15.000 đồng/kg", None),
    # a term that is part of a name, or gone before, is none that figures are told of
    ("Đảng bộ xã họp đại hội nhiệm kỳ 2015-2020\n\nSản lượng cà phê gần 560 tấn.", "560 tấn", None),
    ("Đại hội công đoàn nhiệm kỳ 2018 - 2023 họp.\nTrong nhiệm kỳ qua, xã lập 47 tổ.", "47", None),
    # what a sentence compares with a year is of the next one, if the text speaks of that
    ("Chợ quê vui.\nChợ bán 90 xe, tăng 21% so với năm 2022.\nNăm 2023, chợ mở.", "90", "2023"),
    ("Chợ quê vui.\nHiện nay, chợ bán 90 xe, tăng 21% so với năm 2022.\nNăm 2023, chợ mở.", "90", "2023"),
    # and is left open if it speaks of no such year
    ("Chợ quê vui.\nChợ bán 90 xe, tăng 21% so với năm 2022.\nNăm 2025, chợ mở.", "90", None),
    # behind a paragraph on a day that is not known the headline's year holds again
    ("Chợ quê năm 2017\n\nHiện nay, chợ có 9 quầy.\nChợ bán 40 con bò.", "40", "2017"),
    ("Chợ quê\n\nNăm 2017, chợ mở. Hiện nay, chợ có 9 quầy.\nChợ bán 40 con bò.", "40", None),
    # what is so after something that has no day, unless the sentence names a time
    ("Năm 2023, đoàn tới thăm. Sau khi bỏ cấp huyện, xã có 40 người.", "40", None),
    ("Năm 2023, sau khi bỏ cấp huyện, xã có 40 người.", "40", "2023"),
    ("Năm 2023, đoàn tới thăm. Xã có 40 người.", "40", "2023"),
    # what falls to each of many is a rate
    ("Năm 2023, kho cháy. Thợ nhận 300 triệu đồng cho mỗi lượt.", "300 triệu đồng", None),
    ("Năm 2023, kho cháy. Thợ nhận 300 triệu đồng cho cả đội.", "300 triệu đồng", "2023"),
    # what a land is made of is told with its natural area, in a report as of its time
    ("Năm 2023, xã lập lại. Xã có diện tích tự nhiên 282 km2, dân số 22.042 người.", "22.042", None),
    ("Năm 2023, xã lập lại. Xã có dân số 22.042 người.", "22.042", "2023"),
    (_REPORT + "Tỉnh có diện tích tự nhiên 282 km2, dân số 22.042 người.", "22.042", "2025-04"),
    # a handful of things in a new paragraph is told by the way, many are of the time that goes on
    ("Năm 2019, chợ mở.\nNăm 2023, xã đông khách.\nBà Tư có 2 con.", "2", None),
    ("Năm 2019, chợ mở.\nNăm 2023, xã đông khách.\nChợ có 240 quầy.", "240", "2023"),
]


@pytest.mark.parametrize(("text", "asked", "period"), CASES)
def test_the_time_of_a_whole(text, asked, period, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon), asked).period == period


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        # an act that names the year for which it lays something down
        ("QUYẾT ĐỊNH", "2013"),
        # a report of a year is of none in which a rule holds
        ("BÁO CÁO", None),
    ],
)
def test_a_rule_is_for_the_year_of_its_act(kind, period, nlp, lexicon) -> None:
    text = (
        f"{kind}\nVề việc hỗ trợ đột xuất cho người dân trong năm 2013\n\nHỗ trợ nhà ở với mức 3 triệu đồng."
    )

    assert figure(observed(text, nlp, lexicon, status="norm"), "3 triệu đồng").period == period
