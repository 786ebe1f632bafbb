"""Which time a figure speaks of, what says so, and where nothing does."""

from __future__ import annotations

import pytest

from observed_times import figure, observed
from solieu.analysis.document import analyse_document
from solieu.types import Cell, Document

_REPORT = "BÁO CÁO\nTình hình kinh tế - xã hội tháng 4 năm 2025\n\n"
# Years that a text names, so that it is none that tells a story by days.
_YEARS = "Năm 2019, chợ mở. Năm 2020, chợ đóng.\n"
_PLAN = "KẾ HOẠCH\nPhát triển giáo dục giai đoạn 2021-2025\n\n"

# text, the figure asked for, its period, which part of the text says so; one line of why each
CASES = [
    # a time at the head of the sentence
    ("Năm 2023, toàn huyện trồng 120 ha rừng.", "120 ha", "2023", "sentence"),
    # the nearest time before the figure, not the first of the sentence
    ("Năm 2019 có 12 hợp tác xã, năm 2023 có 31 hợp tác xã.", "31", "2023", "phrase"),
    # a time right behind a figure is the figure's own
    ("Diện tích tăng từ 30 ha năm 2018 lên 55 ha năm 2022.", "30 ha", "2018", "phrase"),
    ("Diện tích tăng từ 30 ha năm 2018 lên 55 ha năm 2022.", "55 ha", "2022", "phrase"),
    # the level that a change ends with does not take the time of the one it starts from
    ("Năm 2023, tỷ lệ giảm từ 8% năm 2020 xuống còn 5%.", "5%", "2023", "sentence"),
    # a stock stands at a day: the end of the year, of the month
    ("Cuối năm 2024, huyện còn 412 hộ nghèo.", "412", "2024-12-31", "sentence"),
    ("Đến hết tháng 2/2024, tỉnh có 96 doanh nghiệp.", "96", "2024-02-29", "sentence"),
    # from the beginning of a year that is named, up to a day
    (
        "Lũy kế từ đầu năm 2023 đến ngày 12/5/2023, xã ghi nhận 31 ca.",
        "31",
        "2023-01-01/2023-05-12",
        "sentence",
    ),
    # a crop is of the year, not of the month of the report
    (_REPORT + "Diện tích gieo trồng vụ xuân đạt 310 ha.", "310 ha", "2025", "phrase"),
    # but where a day is told up to which it was planted, of that
    (_REPORT + "Đến ngày 15/4, đã gieo cấy được 200 ha vụ xuân.", "200 ha", "2025-04-15", "sentence"),
    # the next paragraph is of the month again
    (_REPORT + "Diện tích gieo trồng vụ xuân đạt 310 ha.\nĐàn lợn có 900 con.", "900", "2025-04", "head"),
    # what lives for a year is none of what comes every year
    (_REPORT + "Diện tích cây hằng năm khác đạt 41 ha.", "41 ha", "2025-04", "head"),
    # the festival by the name of its year, told by the year in figures beside which it stands
    (
        "Trong dịp tết Nhâm Dần, chợ bán 70 tấn, tăng 9% so với tết Tân Sửu 2021.",
        "70 tấn",
        "2022",
        "sentence",
    ),
    # the days of the festival that the text is about
    ("Tết Canh Tý 2020, bến xe đón 900 khách. Trong ba ngày tết có 12 vụ.", "12", "2020", "phrase"),
    # a sentence that opens with what it compares with is not of that time
    (
        "Năm 2020, kho nhận 50 tấn. So với ngày thứ 3 của hội chợ năm 2019, kho bán thêm 7 tấn.",
        "7 tấn",
        "2020",
        "paragraph",
    ),
    # the level of the year before, behind `cùng kỳ`
    ("Quý I/2022, xe chở 800 khách (cùng kỳ năm trước là 650 khách).", "650", "2021-Q1", "phrase"),
    ("Quý I/2022, xe chở 800 khách, cao hơn mức 650 khách của cùng kỳ năm 2021.", "650", "2021-Q1", "phrase"),
    ("Quý I/2022, có 80 ca, tăng 2 lần so với cùng kỳ năm 2021 (40 ca).", "40", "2021-Q1", "phrase"),
    # a time in brackets with a figure of its own is not that of the figure before the bracket
    ("Năm 2022, doanh thu tăng 7,5% (năm 2021 chỉ tăng 0,5%).", "7,5%", "2022", "sentence"),
    ("Năm 2022, doanh thu tăng 7,5% (năm 2021 chỉ tăng 0,5%).", "0,5%", "2021", "phrase"),
    # prices of a base year are no time
    (
        "Quý II năm 2018, giá trị sản xuất theo giá so sánh 2010 đạt 70 tỷ đồng.",
        "70 tỷ đồng",
        "2018-Q2",
        "sentence",
    ),
    # a birth rate is none of the dates of persons, nor are pupils
    ("Tỷ lệ sinh năm 2015 là 1,7%.", "1,7%", "2015", "phrase"),
    ("Số học sinh năm 2019 là 450 em.", "450", "2019", "phrase"),
    # a year behind a name is that of birth, and does not lend itself to days
    (
        "Bị cáo Lê Thị Mận (1975), trú tại xã Bãi Sậy.\nNgày 3/8, tòa buộc bồi thường 5 triệu đồng.",
        "5 triệu đồng",
        "XXXX-08-03",
        "sentence",
    ),
    # a year that cannot be known stays open
    ("Cả năm nay, xã trồng 15 ha.", "15 ha", "XXXX", "sentence"),
    # this year is the last that the text dates anything in
    (
        "Ngày 5/3/2015, kho cháy. Ngày 9/8/2017, kho mở lại. Tính đến ngày 1/11 năm nay, kho nhận 30 tấn.",
        "30 tấn",
        "2017-11-01",
        "sentence",
    ),
    # or the one after the year that it compares with
    ("So với năm 2018, chợ đông hơn. Năm nay, chợ đón 900 khách.", "900", "2019", "sentence"),
    # a headline tells in short what the text then tells with its time
    ("Gần 2.000 hộ thoát nghèo\n\nNăm 2021, huyện có 1.960 hộ thoát nghèo.", "2.000", "2021", "paragraph"),
    # what a sentence tells by the way does not govern the one behind it
    (
        "Tính đến ngày 20/5/2023, khu có 80 kho, trong đó từ đầu năm đến ngày 20/5/2023 có 9 kho mới. "
        "Bãi Sậy có 31 kho.",
        "31",
        "2023-05-20",
        "paragraph",
    ),
    # what is there at a time that the sentence is about
    ("Đến năm 2030, tỉnh bảo vệ diện tích rừng hiện có 310 ha.", "310 ha", "2030", "sentence"),
    # as many months as have gone by on the last day of one
    (
        "Đến 31/10/2021, huyện có 90 đội. Trong 10 tháng, huyện lập mới 12 đội.",
        "12",
        "2021-01/2021-10",
        "sentence",
    ),
    # a text that compares with the same stretch of a year is of the year after it
    ("Tháng 7, chợ bán 70 tấn, tăng 9% so với cùng kỳ năm 2018.", "70 tấn", "2019-07", "sentence"),
    # a change told of a month goes on in the next paragraph
    (_YEARS + "Tháng 6/2021, giá gạo tăng 2%.\nGiá xăng tăng 3,1%.", "3,1%", "2021-06", "paragraph"),
    # up to the end of the year that is spoken of
    ("Ngày 5/3/2021, xã họp. Dự kiến đến hết năm có thêm 7 cầu.", "7", "2021-12-31", "phrase"),
    # about the end of a year something came to pass; what stood then, stood on its last day
    ("Cuối năm 2018, hãng mua 57% vốn của bến cảng.", "57%", "2018", "sentence"),
    # lately is later than all that a text tells of as past, so that its year is another
    (
        "Ngày 5/11/2016, kho cháy. Hôm 1/3, công ty nhận 30 tấn gạo.",
        "30 tấn",
        "XXXX-03-01",
        "sentence",
    ),
    # a report that is named with its year is what is told thereafter
    (
        "Hiệp hội vừa ra một báo cáo về thị trường lao động của các tỉnh phía Nam trong năm 2017.\n"
        "Lương của thợ hàn là 9 triệu đồng.",
        "9 triệu đồng",
        "2017",
        "paragraph",
    ),
    # what is quoted is told of the time that is spoken of
    ("Năm 2018, tỉnh được mùa. Ông A nói: “Lúa bán được 90 tỷ đồng”.", "90 tỷ đồng", "2018", "paragraph"),
    # from the beginning of the term that is spoken of
    (
        "Báo cáo nhiệm kỳ 2020-2025 nêu: từ đầu nhiệm kỳ đến tháng 6/2023, xã kết nạp 52 đảng viên.",
        "52",
        "2020/2023-06",
        "sentence",
    ),
    # a few things may be the amount of a change, which is told of the time that is spoken of
    (
        _YEARS + "Năm 2022, toàn huyện có 90 vụ.\nXã Bãi Sậy có 17 vụ. Xã Đào Dương giảm 5 vụ.",
        "5",
        "2022",
        "paragraph",
    ),
    # victims and damage are of the day on which the one accident happened, wherever they are told
    (
        "Cháy chợ, 3 người bị thương\n\nVụ cháy xảy ra khoảng 22h ngày 5/3/2021.\nChợ bán vải.",
        "3",
        "2021-03-05",
        "paragraph",
    ),
    # but not where there were two
    (
        "Cháy chợ, 3 người bị thương\n\nVụ cháy xảy ra ngày 5/3/2021. Vụ trộm xảy ra ngày 9/4/2021.",
        "3",
        None,
        None,
    ),
    # an aim is for the year itself, not for its last day
    ("Đến năm 2030, tỉnh có 40 bệnh viện.", "40", "2030", "sentence"),
    # from the beginning of the year up to a day
    ("Từ đầu năm đến ngày 15/6/2024, xảy ra 35 vụ.", "35", "2024-01-01/2024-06-15", "sentence"),
    # up to now, from a year on: an open end
    ("Từ năm 2021 đến nay, xã xây 9 cầu.", "9", "2021/XXXX", "sentence"),
    # words that stand for the month of the title
    (_REPORT + "Trong tháng, xảy ra 353 vụ.", "353", "2025-04", "sentence"),
    (_REPORT + "4 tháng đầu năm, xảy ra 1.204 vụ.", "1.204", "2025-01/2025-04", "sentence"),
    (_REPORT + "Tháng trước xảy ra 300 vụ. Tháng 4 có 353 vụ.", "353", "2025-04", "phrase"),
    # a length of months that is the year so far
    (_REPORT + "Vốn giải ngân 4 tháng đạt 1.586 tỷ đồng.", "1.586 tỷ đồng", "2025-01/2025-04", "phrase"),
    # nothing in the sentence: the title of a report speaks for it
    (_REPORT + "Toàn tỉnh có 14 dự án.", "14", "2025-04", "head"),
    # a heading speaks for its section
    (_REPORT + "I. KẾT QUẢ QUÝ I NĂM 2025\nToàn tỉnh có 14 dự án.", "14", "2025-Q1", "heading"),
    # the sentence before speaks for what goes into detail
    ("Năm 2022, xã có 80 hộ. Trong đó, nữ làm chủ 12 hộ.", "12", "2022", "paragraph"),
    # what stands behind a comparison belongs to it
    ("Năm 2023 bán 50 tấn, tăng 8% so với 46 tấn của năm 2022; lãi 3 tỷ đồng.", "46 tấn", "2022", "phrase"),
    (
        "Năm 2023 bán 50 tấn, tăng 8% so với 46 tấn của năm 2022; lãi 3 tỷ đồng.",
        "3 tỷ đồng",
        "2023",
        "sentence",
    ),
    ("Năm 2023 đạt 83,2%, cao hơn 1,5% so với năm 2022 (81,7%).", "81,7%", "2022", "phrase"),
    # a change speaks of the time that it leads to
    ("Năm 2023 bán 50 tấn, tăng 8% so với năm 2022.", "8%", "2023", "sentence"),
    # a change over a stage speaks of its end, a yearly rate of the whole stage
    ("Giai đoạn 2016-2020, chỉ số tăng 0,02 điểm.", "0,02 điểm", "2020", "sentence"),
    ("Giai đoạn 2016-2020, kinh tế tăng bình quân 6%/năm.", "6%", "2016/2020", "sentence"),
    # a day without its year takes that of the days around it
    ("Ngày 2/9/2024 bão vào. Ngày 3/9, có 12 nhà sập.", "12", "2024-09-03", "sentence"),
    ("Ngày 3/9, có 12 nhà sập.", "12", "XXXX-09-03", "sentence"),
    # what goes on at the place of an event is of its day, and so is what follows on that day
    (
        _YEARS + "Ngày 2/3/2024, đội kiểm tra 2 kho.\nTại đây, đội gặp 14 người.",
        "14",
        "2024-03-02",
        "paragraph",
    ),
    ("Ngày 5/3/2024, xảy ra 2 vụ. Chiều cùng ngày, thêm 7 vụ.", "7", "2024-03-05", "sentence"),
    ("Ngày 5/3/2024, xảy ra 2 vụ. Ngày hôm sau, thêm 7 vụ.", "7", "2024-03-06", "sentence"),
    # what follows upon an event, told by what was done before or found at once
    (
        _YEARS + "Ngày 2/3/2024, nhóm người trốn.\nSau khi trốn, họ lấy 14 con bò.",
        "14",
        "2024-03-02",
        "paragraph",
    ),
    (_YEARS + "Ngày 2/3/2024, họ bị bắt.\nKhám xét, đội thấy 14 con dao.", "14", "2024-03-02", "paragraph"),
    # where a text is told by days, the day of the story holds on
    ("Ngày 5/3/2024, kho cháy.\nChủ kho gọi 9 người dập lửa.", "9", "2024-03-05", "paragraph"),
    # the year last named, and the year that the sentence opens with
    ("Năm 2012 mất mùa. Năm đó, xã thu 50 tấn.", "50 tấn", "2012", "sentence"),
    (_REPORT + "Năm 2018, hàng bán chậm nhưng cả năm thu 25 tỷ đồng.", "25 tỷ đồng", "2018", "phrase"),
    # a time at the end is that of all before it
    ("Huyện xây 12 cầu và 30 cống trong giai đoạn 2021-2025.", "12", "2021/2025", "sentence"),
    # a term that a congress is called after is not what is told of it
    (
        "Đến ngày 9/8/2015, 63 xã đã xong đại hội nhiệm kỳ 2015-2020, có 41 bí thư.",
        "41",
        "2015-08-09",
        "sentence",
    ),
    # a day in brackets behind a figure
    ("Hãng có vốn 324 tỷ đồng (tính đến cuối tháng 2/2019).", "324 tỷ đồng", "2019-02-28", "phrase"),
    # what stands aside in brackets is over with them
    ("Năm 2023 có 59 xã khá (năm 2022 chỉ có 46 xã). Xã dẫn đầu đạt 97%.", "97%", "2023", "paragraph"),
    # what flows up to the end of a month has flowed since new year
    ("Xuất khẩu tính đến hết tháng 7/2019 đạt 145 tỷ USD.", "145 tỷ USD", "2019-01/2019-07", "phrase"),
    # what is still to come does not move the day on which things stand
    (
        "Đến ngày 9/8/2015, 63 xã đã xong.\nDự kiến, đến ngày 2/11/2015 sẽ xong cả.\nCác xã có 326 ủy viên.",
        "326",
        "2015-08-09",
        "paragraph",
    ),
    # a share of the whole that was told last is of the same time, also where the time ended the sentence
    (
        _YEARS + "Đội bắt 90 vụ trong quý I/2024. Trong số này, có 14 vụ lớn.",
        "14",
        "2024-Q1",
        "paragraph",
    ),
    # what goes into detail, however many lines long, and percentages go on with a time told in passing
    (
        "Năm 2021, xưởng lãi 9 tỷ đồng.\nHàng bán chạy.\nTrong đó, áo lãi 4 tỷ đồng.\n"
        "Cụ thể, áo len lãi 3 tỷ đồng.\nRiêng áo đỏ lãi 1 tỷ đồng.",
        "1 tỷ đồng",
        "2021",
        "paragraph",
    ),
    ("Năm 2021, xưởng lãi 9 tỷ đồng.\nHàng tốt.\nGiá ổn.\nÁo chiếm 40%.", "40%", "2021", "paragraph"),
    # what is more than ever up to now is no figure of today
    ("Năm 2023, chợ đông nhất từ trước đến nay với 5.000 khách.", "5.000", "2023", "sentence"),
    # the day on which somebody speaks is not that of what he tells
    ("Ngày 5/3/2024, ông Tư cho biết thuyền lấy 30 con cá hôm 2/3/2024.", "30", "2024-03-02", "phrase"),
    # a month, or a day some days later, that opens its sentence says when, against nothing
    (_REPORT + "Tháng trước, xảy ra 300 vụ.", "300", "2025-03", "sentence"),
    ("Ngày 5/3/2024, xảy ra 2 vụ. Một ngày sau, thêm 7 vụ.", "7", "2024-03-06", "sentence"),
    # what is counted in money flows since the year began up to a month, too
    ("Năm 2017, tính đến tháng 8/2017, số thu là 40 tỷ đồng.", "40 tỷ đồng", "2017-01/2017-08", "sentence"),
    # what a change is set against is not its time
    (
        "Năm 2017, thu đạt 3 tỷ đồng, vượt 2% so với kế hoạch và tăng 15 lần so với năm 1997.",
        "15 lần",
        "2017",
        "sentence",
    ),
    # a day without its year is the same day that is written out elsewhere, though only beside a citation
    ("Ngày 4/2, chợ đóng 12 quầy theo Công điện 18/CĐ-CTUBND ngày 4/2/2020.", "12", "2020-02-04", "sentence"),
    # this year, where the text once says which it is; today, the day that was named last
    ("Năm nay, làng thu 50 tấn.\nVụ 2018, thời tiết năm nay thuận.", "50 tấn", "2018", "sentence"),
    ("Ngày 31/5/2018, chợ mở.\nHôm nay, giá còn 6.000 đồng/kg.", "6.000 đồng/kg", "2018-05-31", "sentence"),
    # the year before the one last named
    ("Năm 2017 xã thu 90 tấn, so với 75 tấn năm trước đó.", "75 tấn", "2016", "phrase"),
    # to register on a day dates no document
    (_YEARS + "Xe đăng ký ngày 2/2/2016 tại huyện, chở 5.000 kg.", "5.000 kg", "2016-02-02", "sentence"),
    # a time that closes the clause of a figure
    (
        "Năm 2017 chợ vắng. Với 25 quầy vải và các kho hàng lớn nhỏ đã được chủ chợ mở ra cho khách quen "
        "trong năm 2016, chợ đã lớn.",
        "25",
        "2016",
        "sentence",
    ),
    # the year of somebody's birth is that of no day
    ("Ông Tư (SN 1968) bị bắt. Ngày 5/3, ông khai 12 vụ.", "12", "XXXX-03-05", "sentence"),
    # what a multiple is of is not its time, nor is what another clause tells of
    (
        "Số chi năm 2016 tăng gấp 10 lần số chi của năm 2001.",
        "gấp 10 lần",
        "2016",
        "phrase",
    ),
    (
        "Tổng chi năm 2016 là 12 tỷ đồng trong khi số chi năm 2010 là 7 tỷ đồng.",
        "12 tỷ đồng",
        "2016",
        "phrase",
    ),
    # a part of this year or the last is of the text's year, whatever year was named last
    (
        "Ngày 2/9/2017 và 3/9/2017 chợ mở, năm 2016 thì không. Ngày 5/3 năm nay bán 40 con.",
        "40",
        "2017-03-05",
        "phrase",
    ),
    ("Ngày 2/9/2017 chợ mở. Ngày 5/3 năm ngoái bán 40 con.", "40", "2016-03-05", "phrase"),
    # a headline's year holds for a text that goes on to speak of it
    ("Chợ quê năm 2017\n\nChợ bán 40 con bò.", "40", "2017", "paragraph"),
    # since a year, and still going on
    ("Kể từ khi thành lập vào năm 2007, xưởng nợ 40 tỷ đồng.", "40 tỷ đồng", "2007/XXXX", "sentence"),
    # this year, told beside the one before it
    (
        "Năm 2017 bán 90 xe, trong 7 tháng đầu năm nay bán 40 xe.",
        "40",
        "2018-01/2018-07",
        "phrase",
    ),
    # the day from which it holds, at the end of the sentence
    ("Chợ sẽ thu của 40 quầy hàng, cả trong lẫn ngoài, từ ngày 1/9/2019.", "40", "2019-09-01", "sentence"),
    # what goes on with the times of the sentence before does so in a new paragraph too
    (
        _YEARS + "Hội nghị họp tại tỉnh vào sáng 10/3/2018.\nTheo đó, tỉnh trao 40 giấy.",
        "40",
        "2018-03-10",
        "paragraph",
    ),
    # what a court decides on the day on which it sits
    (
        "Ngày 5/3/2024, tòa xét xử ông Năm.\nSau khi nghị án, HĐXX phạt ông 40 triệu đồng.",
        "40 triệu đồng",
        "2024-03-05",
        "paragraph",
    ),
    # the day from which a figure holds, right behind it
    ("Mỹ áp thuế với 40 mặt hàng từ ngày 1/9/2019 dù hai bên đang bàn.", "40", "2019-09-01", "phrase"),
    # a month behind this year is of this year
    (
        "Năm 2017 bán 90 xe, năm nay bán 40 xe, có 60 xe trong tháng 6.",
        "60",
        "2018-06",
        "phrase",
    ),
    # details of what the sentence before told
    (
        _YEARS + "Ngày 1/4/2019, trạm đo độ mặn khá cao. Cụ thể, cống Đông 40 gam/lít.",
        "40 gam/lít",
        "2019-04-01",
        "paragraph",
    ),
    # by when it has to be done, at the end of the sentence
    ("Thành phố có 40 chỉ tiêu phải hoàn thành đến năm 2020.", "40", "2020", "sentence"),
    # a month of the moon is none
    (
        "Tháng 8/2019 trùng tháng 7 âm lịch, chợ vắng. Tháng trước đó, chợ bán 60 xe.",
        "60",
        "2019-07",
        "sentence",
    ),
]


@pytest.mark.parametrize(("text", "asked", "period", "source"), CASES)
def test_periods(text, asked, period, source, nlp, lexicon) -> None:
    found = figure(observed(text, nlp, lexicon), asked)

    assert (found.period, found.period_source) == (period, source)


def test_now_is_the_day_of_the_document(nlp, lexicon) -> None:
    text = "Số: 5/BC-SNV\nHuế, ngày 3 tháng 5 năm 2024\n\nBÁO CÁO\nKết quả\n\nHiện nay, tỉnh có 12 xưởng."

    assert figure(observed(text, nlp, lexicon), "12").period == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # a rule holds from the day it says
        ("Mức phạt là 500.000 đồng. Nghị định này có hiệu lực từ ngày 01/7/2024.", "2024-07-01"),
        ("Kể từ ngày 01/7/2024, huyện triển khai chính sách mới. Mỗi hộ nhận 500.000 đồng.", "2024-07-01"),
        # also where the day stands behind it
        ("Mức phạt là 500.000 đồng, kể từ ngày 01/9/2024 trở đi.", "2024-09-01"),
        # also where the text began by saying from when it is carried out
        ("Từ ngày 01/01/2026, tỉnh áp dụng mức mới. Mức phạt là 500.000 đồng.", "2026-01-01"),
        # the year of a day on which an act comes into effect stands in the act's number
        ("Nghị định 63/2019/NĐ-CP có hiệu lực từ ngày 1/9. Mức phạt là 500.000 đồng.", "2019-09-01"),
        # a rule for a stage that its sentence names
        ("Giai đoạn 2016-2020, mức hỗ trợ là 500.000 đồng.", "2016/2020"),
        # and under a lead that names the year
        ("Năm 2020, mức hỗ trợ được quy định như sau:\n- Vùng I: 500.000 đồng;\n- Vùng II: 9 triệu.", "2020"),
        # what has been given since a month on
        ("Từ tháng 1/2018 đến nay, xã có chính sách. Mỗi hộ nhận 500.000 đồng.", "2018-01/XXXX"),
        # and speaks of no time without one, whatever year stands before
        ("Năm 2020 là năm đầu. Mức phạt là 500.000 đồng.", None),
    ],
)
def test_a_rule_speaks_of_its_first_day(text, period, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon, status="norm"), "500.000 đồng").period == period


def test_a_rule_for_a_stage_speaks_of_that_stage(nlp, lexicon) -> None:
    text = "THÔNG TƯ\nQuy định hạn ngạch nhập khẩu giai đoạn 2025-2030\n\nHạn ngạch mỗi năm là 3.000 tấn."

    assert figure(observed(text, nlp, lexicon, status="norm"), "3.000 tấn").period == "2025/2030"


def test_every_window_of_a_long_text_has_the_times_of_its_title(nlp, lexicon) -> None:
    filler = "Nông dân chăm sóc cây trồng theo lịch.\n" * 40
    document = Document("text", "0" * 64, "text/plain", f"{_REPORT}{filler}Trong tháng, xảy ra 353 vụ.\n")

    found = analyse_document(document, nlp, lexicon, window=600).mentions

    assert [mention.period for mention in found if mention.text == "353"] == ["2025-04"]


def test_a_plan_takes_the_time_of_a_plan(nlp, lexicon) -> None:
    asked = "Xây mới 20 trường học."

    assert figure(observed(_PLAN + asked, nlp, lexicon, status="plan"), "20").period == "2021/2025"
    assert figure(observed(_REPORT + asked, nlp, lexicon, status="plan"), "20").period is None
    # also what is aimed at by a year that the title names, and beside what was reached
    aim = "Đến năm 2030, Huế có nhiều trường mới\n\nNgành giáo dục dạy tốt. Tỉnh có 20 trường."
    assert figure(observed(aim, nlp, lexicon, status="plan"), "20").period == "2030"
    reached = "Năm 2023, tỷ lệ đạt 44,05%. Kế hoạch giao là 44%."
    assert figure(observed(reached, nlp, lexicon, status="plan"), "44%").period == "2023"


def test_a_cell_speaks_of_the_time_in_its_heads(nlp, lexicon) -> None:
    text = "Chỉ tiêu\tNăm 2023\t2024\nSố hộ\t120 hộ\t98 hộ"
    spans = [(0, 8, 0, 0), (9, 17, 0, 1), (18, 22, 0, 2), (23, 28, 1, 0), (29, 35, 1, 1), (36, 41, 1, 2)]
    cells = tuple(Cell(start, end, 0, row, column) for start, end, row, column in spans)
    document = Document("text", "0" * 64, "text/plain", text, cells=cells)

    found = observed(text, nlp, lexicon, document=document)

    assert [(figure(found, asked).period, figure(found, asked).period_source) for asked in ("120", "98")] == [
        ("2023", "column"),
        ("2024", "column"),
    ]


@pytest.mark.parametrize(
    ("text", "asked", "nature"),
    [
        # as it stands on a day
        ("Đến ngày 31/3/2024, tổng dư nợ đạt 96.750 tỷ đồng.", "96.750 tỷ đồng", "stock"),
        # over a span
        ("Trong tháng 3/2024, xảy ra 12 vụ.", "12", "flow"),
        # since the year began
        ("Lũy kế 4 tháng đầu năm 2024, tỉnh thu 5 tỷ đồng.", "5 tỷ đồng", "cumulative"),
        # a mean
        ("Năm 2024, thu nhập bình quân đạt 60 triệu đồng.", "60 triệu đồng", "average"),
        # the amount of a change is none of them
        ("Trong tháng 3/2024, số vụ giảm 12 vụ.", "12", None),
    ],
)
def test_how_a_figure_measures(text, asked, nature, nlp, lexicon) -> None:
    assert figure(observed(text, nlp, lexicon), asked).measure_type == nature
