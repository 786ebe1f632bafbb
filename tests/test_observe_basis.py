"""What changes and rates are measured against, what says so, and where nothing does."""

from __future__ import annotations

import pytest

from observed_times import figure, observed

_REPORT = "BÁO CÁO\nTình hình kinh tế - xã hội tháng 4 năm 2025\n\n"

# text, the figure asked for, what it is measured against, which part of the text says so, and why
CASES = [
    # the same stretch of the year before, as fine as the period
    (_REPORT + "Trong tháng, xảy ra 35 vụ, giảm 8% so với cùng kỳ.", "8%", "2024-04", "phrase"),
    (_REPORT + "4 tháng đầu năm, thu tăng 6% so với cùng kỳ năm trước.", "6%", "2024-01/2024-04", "phrase"),
    ("Quý I/2024, GRDP tăng 5% so với cùng kỳ năm trước.", "5%", "2023-Q1", "phrase"),
    # the same stretch of a year that is named
    ("Tháng 5/2024, thu tăng 5% so với cùng kỳ năm 2019.", "5%", "2019-05", "phrase"),
    # the month before, over the turn of the year
    ("Tháng 1/2025, chỉ số tăng 0,5% so với tháng trước.", "0,5%", "2024-12", "phrase"),
    # the school year before
    ("Năm học 2023 - 2024, số lớp giảm 4 lớp so với năm học trước.", "4", "2022/2023", "phrase"),
    # a stock at the end of a year
    ("Đến 31/3/2025, dư nợ tăng 2% so với cuối năm 2024.", "2%", "2024-12-31", "phrase"),
    # each change has its own
    ("Tháng 4/2024, IIP tăng 3% so với tháng trước và tăng 7% so với cùng kỳ.", "3%", "2024-03", "phrase"),
    ("Tháng 4/2024, IIP tăng 3% so với tháng trước và tăng 7% so với cùng kỳ.", "7%", "2023-04", "phrase"),
    # stated once, behind the last of a list
    ("Năm 2023, vốn nhà nước tăng 31%, vốn tư nhân tăng 8% so với năm 2022.", "31%", "2022", "sentence"),
    # stated once, at the head
    ("So với năm 2022, năm 2023 số vụ giảm 12 vụ, số người chết giảm 5 người.", "5", "2022", "sentence"),
    # the level then stands in between
    ("Tháng 4/2024 có 92 hộ mới, giảm 11 hộ so với 103 hộ của tháng 3/2024.", "11", "2024-03", "phrase"),
    # the level that a change starts from
    ("Tỷ lệ từ 12% năm 2015 xuống 8% năm 2020, tức giảm 4 điểm %.", "4 điểm %", "2015", "sentence"),
    # the beginning of a stage
    ("Giai đoạn 2016-2020, chỉ số tăng 0,02 điểm.", "0,02 điểm", "2016", "sentence"),
    # a multiple
    ("Năm 2023, quy mô đạt 315 tỷ đồng, gấp 1,5 lần năm 2020.", "gấp 1,5 lần", "2020", "phrase"),
    # a plan
    ("Năm 2024, thu 70 tỷ đồng, đạt 70,6% kế hoạch.", "70,6%", "plan", "phrase"),
    ("Năm 2024, thu 70 tỷ đồng, bằng 28% dự toán năm.", "28%", "plan", "phrase"),
    # the same change told again
    ("Năm 2023, ngô giảm 0,62%, tương ứng giảm 42 ha so với năm 2022.", "0,62%", "2022", "sentence"),
    ("So với năm 2022, năm 2023 ngô tăng 0,99% (tăng 13 ha).", "13 ha", "2022", "sentence"),
    # the season before one that runs into the next year
    ("Vụ đông năm 2024-2025, ngô giảm 42 ha so với vụ đông năm trước.", "42 ha", "2023/2024", "phrase"),
    # over a plan, and shares of a plan, that is named before
    ("Bộ Y tế đạt 97% chỉ tiêu giao; Bộ Xây dựng cắt 183 mục, vượt 35%.", "35%", "plan", "paragraph"),
    ("Mục tiêu 18 tỷ đồng. Xưởng mới hoàn thành 29% doanh thu và 18% lãi.", "29%", "plan", "paragraph"),
    ("Mục tiêu 18 tỷ đồng. Xưởng mới hoàn thành 29% doanh thu và 18% lãi.", "18%", "plan", "paragraph"),
    # goes on from the sentence before
    ("Năm 2023, vốn tăng 11% so với năm 2022. Trong đó, vốn nhà nước tăng 31%.", "31%", "2022", "paragraph"),
    # at the head of a line of its own
    (_REPORT + "So với cùng kỳ năm trước,\nchỉ số sản xuất tháng Tư tăng 9%.", "9%", "2024-04", "sentence"),
    # stated once, behind a level and a change of another kind
    ("Năm 2025, lúa đạt 60 tạ/ha, tăng 0,7 tạ/ha; sản lượng 26 tấn, tăng 1% so với năm 2024.", "0,7 tạ/ha",
     "2024", "sentence"),
    # the amounts of a change that is told first
    ("Năm 2023, 57 tỉnh có chỉ số tăng cao hơn so với năm 2022, với tỉnh tăng cao nhất là 9%.", "9%", "2022",
     "sentence"),
    # on the next line, which says that it goes on
    ("Năm 2023, vốn tăng 11% so với năm 2022.\nTuy nhiên, vốn nhà nước giảm 3%.", "3%", "2022", "paragraph"),
    # a list of changes, of more than one kind, that one comparison ends
    ("Năm 2023, đàn gà giảm 12 con (giảm 3%), đàn vịt giảm 7 con (giảm 2%) so với năm 2022.", "12", "2022",
     "sentence"),
    # two amounts that one verb governs
    ("So với năm 2022, năm 2023 tăng 9 người chết và 21 người bị thương.", "21", "2022", "sentence"),
    # told again in another currency before what it is set against
    ("Năm 2024, lương tăng 80 euro (2,1 triệu đồng) so với năm 2023.", "80 euro", "2023", "phrase"),
    # how far apart two things are, behind the time
    ("Năm 2023, đỉnh lũ đạt 2,9 m, thấp hơn đỉnh lũ năm 2022 là 0,4 m.", "0,4 m", "2022", "phrase"),
    # goes on through the paragraph, from line to line, as multiples do
    (_REPORT + "Tháng 4, thu tăng 6% so với cùng kỳ.\nChi tăng 3%.", "3%", "2024-04", "paragraph"),
    ("Năm 2023, lượt khách gấp 1,5 lần so với năm 2022. Doanh thu gấp 2,5 lần.", "gấp 2,5 lần", "2022",
     "paragraph"),
    # a line that is broken within a sentence
    ("Năm 2023, bò tăng 2% so với năm 2022; đàn dê\n58 nghìn con, tăng 4%.", "4%", "2022", "sentence"),
    # summed up over a part of the year, where the paragraph sets such amounts against the same stretch
    (_REPORT + "Tháng 4, sắt tăng 7% so với cùng kỳ. 4 tháng đầu năm, gạch 9 triệu viên, giảm 5%.", "5%",
     "2024-01/2024-04", "paragraph"),
    # a paragraph that opens with what it is set against parts from the one before
    (_REPORT + "Tháng 4, giá tăng 1% so với tháng trước.\nSo với cùng kỳ năm trước, giá tháng 4 tăng 5%."
     " Trong đó, điện tăng 8%.", "8%", "2024-04", "paragraph"),
    # the year is not known, the month is
    ("Giá thịt tháng 6 tăng 8% so với tháng trước.", "8%", "XXXX-05", "phrase"),
    # a plan of money
    ("Năm 2024, trạm thu 12 tỷ đồng, bằng 18,5% so với phương án tài chính.", "18,5%", "plan", "phrase"),
    # a multiple with a hedge
    ("Năm 2023, xã đón 12.000 lượt khách, gấp hơn 1,9 lần so với năm 2022.", "1,9 lần", "2022", "phrase"),
    # the crop before, also one that runs into the next year
    ("Năm 2018, nhãn đạt 900 tấn, tăng 40 tấn so với vụ trước.", "40 tấn", "2017", "phrase"),
    ("Niên vụ 2015 - 2016, cà phê giảm 3,6% so với niên vụ trước.", "3,6%", "2014/2015", "phrase"),
    # from a year on
    ("Từ năm 2009 đến nay, dân số huyện tăng 12%.", "12%", "2009", "sentence"),
    # what a resolution or an order has set
    ("Năm 2023, lúa đạt 900 tấn, đạt 102% so với NQ.", "102%", "plan", "phrase"),
    ("Năm 2023, mới có 53/283 thủ tục so với yêu cầu của Thủ tướng.", "53/283", "plan", "phrase"),
    # the headline tells what is set against a time below
    ("Vốn đầu tư tăng 58 %\n\nNăm 2025, vốn đầu tư của huyện tăng 58% so với năm 2024.", "58 %", "2024",
     "paragraph"),
    # a fraction of what was
    ("Năm 2018, giá vải so với năm 2017 chỉ bằng 1/3.", "1/3", "2017", "sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "asked", "basis", "source"), CASES)
def test_bases(text, asked, basis, source, nlp, lexicon) -> None:
    found = figure(observed(text, nlp, lexicon), asked)

    assert (found.basis, found.basis_source) == (basis, source)


SILENT = [
    # a change with nothing to measure it against
    ("Năm 2023, số hộ nghèo giảm 12 hộ.", "12"),
    # a share is of its whole
    ("Năm 2023, nữ chiếm 40%, tăng 2% so với năm 2022.", "40%"),
    # a level is no change
    ("So với năm 2022, số vụ giảm 12 vụ, còn 35 vụ.", "35"),
    # another place, another thing at one time
    ("Năm 2023, tỷ lệ cao gấp 2 lần trung bình cả nước.", "gấp 2 lần"),
    ("Năm 2023, giá cao hơn giá thường 15%.", "15%"),
    # a plan that nothing is a share of
    ("Theo kế hoạch, năm 2023 tỉnh trồng 120 ha.", "120 ha"),
    # over something that is no plan
    ("Năm 2023, mực nước vượt 12%.", "12%"),
    # a part of a change, and the level that another is set against
    (_REPORT + "Giá thịt tăng 8% so với tháng trước, đóng góp tăng 0,3%.", "0,3%"),
    ("Năm 2023, tỷ lệ đạt 8%, cao hơn mức 7,6% của cùng kỳ năm 2022.", "7,6%"),
    # of two that differ, neither is told again
    (_REPORT + "Giá tháng 4 tăng 0,3% so với tháng trước, tăng 4% so với tháng 12/2024; vàng tăng 2%.", "2%"),
    # the multiple behind a change is of another level
    ("9 tháng năm 2017, ngành tăng 2,8%, gấp 4,3 lần năm 2016.", "2,8%"),
    # what is done whole
    ("Năm 2023, xã đã hoàn thành 100% hồ sơ.", "100%"),
    # the goal itself, and what a charge rests on
    ("Năm 2025, tỉnh tăng trưởng 10% theo chỉ tiêu của Trung ương.", "10%"),
    ("Mức phí năm 2025 gấp 10 lần phí quy định tại Nghị quyết 8/NQ-CP.", "gấp 10 lần"),
    # how often something was, from a year on
    ("Từ năm 2012 đến nay, tỉnh có 6 lần đứng đầu.", "6"),
    # another change than the one of the headline
    ("Vốn đầu tư tăng 58 %\n\nNăm 2025, vốn của huyện giảm 58% so với năm 2024.", "58 %"),
    # a year before that nobody knows
    ("Số vụ giảm 12% so với cùng kỳ.", "12%"),
]


@pytest.mark.parametrize(("text", "asked"), SILENT)
def test_no_basis_is_made_up(text, asked, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon), asked).basis is None
