"""Times that a figure has by the whole it is part of: of a year left over, of what takes effect, of a sum."""

from __future__ import annotations

import pytest

from observed_times import figure, observed

# Years that a text names, so that it is none that tells a story by days.
_YEARS = "Năm 2019, chợ mở. Năm 2020, chợ đóng.\n"

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
    # what is raised takes effect on the day that ends the sentence
    (
        "Chiều 11/7/2019, hội đồng đồng ý tăng lương 5,5%, tức tăng 200.000 đồng, áp dụng từ 1/1/2020.",
        "5,5%",
        "2020-01-01",
    ),
    # which is no day of how many voted for it
    (
        "Chiều 11/7/2019, 11 thành viên thống nhất tăng lương thêm 5,5%, áp dụng từ 1/1/2020.",
        "11",
        "2019-07-11",
    ),
    # nor of what the sentence tells of no change
    ("Năm 2018, quỹ chi 40 tỷ đồng theo mức áp dụng từ 1/1/2017.", "40 tỷ đồng", "2018"),
    # the time of a whole is that of its parts, also behind a semicolon
    ("Trong tổng số 120 vụ của năm 2020, Huế có 30 vụ; Đà Lạt có 20 vụ.", "20", "2020"),
    # and the time of one of several is its own
    ("Năm 2021, Hà Nội có 90 vụ so với 120 vụ của năm 2020; Đà Lạt có 20 vụ.", "20", "2021"),
    # a speed and a yield are measured, and go on with the time of the paragraph before as a price does not
    ("Ngày 5/3/2024, bão vào bờ. Ngày 6/3/2024, bão tan.\nGió mạnh 75 km/h.", "75 km/h", "2024-03-06"),
    ("Năm 2023, xã trồng 40 ha lúa.\nSau đó, gạo bán 15.000 đồng/kg.", "15.000 đồng/kg", None),
]


@pytest.mark.parametrize(("text", "asked", "period"), CASES)
def test_the_time_of_a_whole(text, asked, period, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon), asked).period == period
