"""What a document is by its own head and signature."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from solieu.analysis.document import analyse_document
from solieu.extract.docref.pieces import pieces
from solieu.extract.docref.signature import read_signature
from solieu.ingest import read
from solieu.lexicon import Lexicon
from solieu.types import Document, Imprint, Region

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi\nThông tư này quy định.\n"
SIDE_BY_SIDE = (
    "BỘ Y TẾ\nSố: 11/2026/TT-BYT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Nội, ngày 27 tháng 02 năm 2026\nTHÔNG TƯ\nQuy định về truy xuất nguồn gốc thực phẩm thuộc\n"
    f"phạm vi quản lý của Bộ Y tế\n{BODY}Nơi nhận:\n- Như trên;\n- Lưu: VT.\tKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n"
    "(Đã ký)\n\nThượng tướng Nguyễn Văn An\nPHỤ LỤC\nGIÁM ĐỐC\n(Ký tên)\n"
)
PARTY = (
    "THÀNH ỦY HÀ NỘI\nBAN TỔ CHỨC\n*\nSố\t-HD/BTCTU\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày\ttháng 8 năm 2025\n"
    "HƯỚNG DẪN\nThực hiện quy trình trao tặng Huy hiệu\n-----\nCăn cứ Điều lệ Đảng;\nchỉ đạo./.\n"
    "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nTriệu Thị Ngọc\n"
)
LAW = (
    "QUỐC HỘI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 119/2025/QH15\tĐộc lập - Tự do - Hạnh phúc\n"
    "LUẬT\nSỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT CÔNG NGHIỆP\nQUỐC PHÒNG\nCăn cứ Hiến pháp;\nĐiều 1. Sửa đổi\n"
    "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, Kỳ họp thứ 10 thông qua ngày 10 "
    "tháng 12 năm 2025.\tCHỦ TỊCH QUỐC HỘI\n(Đã ký)\nTrần Thanh Mẫn\n"
)
CONSOLIDATED = (
    f"{MOTTO}\nTHÔNG TƯ1\nQuy định lộ trình sắp xếp lại thị trường giao\ndịch cổ phiếu\n"
    "Thông tư số 57/2021/TT-BTC ngày 12 tháng 7 năm 2021 của Bộ trưởng Bộ Tài chính quy định lộ trình.\n"
    "Điều 1. Phạm vi\nBỘ TÀI CHÍNH\nSố: 12/VBHN-BTC\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
    "Hà Nội, ngày 22 tháng 4 năm 2026\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Đức Chi\n"
)
DECISION = (
    f"ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN\nSố: 381/QĐ-UBND\n{MOTTO}\nHưng Yên, ngày 9 tháng 2 năm 2007\n"
    "QUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch đào tạo\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\n"
    "Căn cứ Luật Tổ chức;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n"
    "PHÓ CHỦ TỊCH\nHẦU A LỀNH\n"
)
LETTER = (
    f"BỘ TÀI CHÍNH\nSố: 4468/BTC-NSNN\nV/v báo cáo tình hình\ngiải ngân vốn\n{MOTTO}\n"
    "Hà Nội, ngày 09 tháng 4 năm 2026\nKính gửi: Ủy ban nhân dân các tỉnh.\nBộ Tài chính đề nghị.\n"
    "TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ NGÂN SÁCH NHÀ NƯỚC\nVõ Thành Hưng\n"
)
BARE_LAW = f"LUẬT\nĐẤT ĐAI\n{BODY}"
ARTICLE = "Nhiều sai phạm ở dự án Thủ Thiêm\n\nSáng 18/4, đoàn kiểm tra làm việc.\n"
LETTER_OF_AN_ARTICLE = "Sáng 18/4, đoàn kiểm tra làm việc với các sở.\n\nĐoàn gồm 12 người.\n"

CASES = [
    pytest.param(
        SIDE_BY_SIDE,
        Imprint(
            "11/2026/TT-BYT",
            "Thông tư",
            "THÔNG TƯ Quy định về truy xuất nguồn gốc thực phẩm thuộc phạm vi quản lý của Bộ Y tế",
            "BỘ Y TẾ",
            "Hà Nội",
            "2026-02-27",
            "Nguyễn Văn An",
            "KT. BỘ TRƯỞNG / THỨ TRƯỞNG",
        ),
        id="columns side by side; recipients beside the signature; a rank; a form behind it without a name",
    ),
    pytest.param(
        PARTY,
        Imprint(
            None,
            "Hướng dẫn",
            "HƯỚNG DẪN Thực hiện quy trình trao tặng Huy hiệu",
            "THÀNH ỦY HÀ NỘI BAN TỔ CHỨC",
            "Hà Nội",
            None,
            "Triệu Thị Ngọc",
            "K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN",
        ),
        id="number and day still blank: null, and all the rest",
    ),
    pytest.param(
        LAW,
        Imprint(
            "119/2025/QH15",
            "Luật",
            "LUẬT SỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT CÔNG NGHIỆP QUỐC PHÒNG",
            "QUỐC HỘI",
            None,
            "2025-12-10",
            "Trần Thanh Mẫn",
            "CHỦ TỊCH QUỐC HỘI",
        ),
        id="a law's number has its type before it; its day is the one on which it was passed",
    ),
    pytest.param(
        CONSOLIDATED,
        Imprint(
            None,
            "Văn bản hợp nhất",
            "THÔNG TƯ Quy định lộ trình sắp xếp lại thị trường giao dịch cổ phiếu",
            None,
            None,
            None,
            "Nguyễn Đức Chi",
            "KT. BỘ TRƯỞNG / THỨ TRƯỞNG",
        ),
        id="a consolidated text has no number of its own, and not that of the act inside",
    ),
    pytest.param(
        DECISION,
        Imprint(
            "381/QĐ-UBND",
            "Quyết định",
            "QUYẾT ĐỊNH Về việc phê duyệt kế hoạch đào tạo",
            "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN",
            "Hưng Yên",
            "2007-02-09",
            "HẦU A LỀNH",
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
        ),
        id="who decides, in capitals below the subject, is no part of it; a name in capitals",
    ),
    pytest.param(
        LETTER,
        Imprint(
            "4468/BTC-NSNN",
            None,
            "V/v báo cáo tình hình giải ngân vốn",
            "BỘ TÀI CHÍNH",
            "Hà Nội",
            "2026-04-09",
            "Võ Thành Hưng",
            "TL. BỘ TRƯỞNG / VỤ TRƯỞNG VỤ NGÂN SÁCH NHÀ NƯỚC",
        ),
        id="a letter has no type line",
    ),
    pytest.param(BARE_LAW, Imprint(title="LUẬT ĐẤT ĐAI"), id="type and subject, and no letterhead"),
    pytest.param(
        ARTICLE, Imprint(title="Nhiều sai phạm ở dự án Thủ Thiêm"), id="the headline of a bare text"
    ),
    pytest.param(LETTER_OF_AN_ARTICLE, Imprint(), id="a first sentence is no headline"),
    pytest.param("", Imprint(), id="nothing says nothing"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_a_document_is(text: str, expected: Imprint, nlp: Language, lexicon: Lexicon) -> None:
    document = Document("x.txt", "0" * 64, "text/plain", text)
    assert analyse_document(document, nlp, lexicon).imprint == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("KT.\nTHỐNG ĐỐC\nPHÓ THỐNG ĐỐC\n\nPhạm Thanh Hà", "Phạm Thanh Hà", id="mandate alone"),
        pytest.param("Q. CỤC TRƯỞNG\n(Đã ký)\nTS. Lê Văn Ba", "Lê Văn Ba", id="acting, with a degree"),
        pytest.param("BỘ TRƯỞNG BỘ Y TẾ\nCăn cứ Luật Dược;", None, id="who decides is nobody's signature"),
        pytest.param("GIÁM ĐỐC\n(Ký, ghi rõ họ tên)\n1. Tên Dự Án", None, id="a form without a name"),
        pytest.param("CHỦ TỊCH nước Trần Đại Quang", None, id="a sentence"),
        pytest.param("GIÁM ĐỐC\nvà các bên\nLê Văn Ba", None, id="running text between post and name"),
    ],
)
def test_who_signed(text: str, name: str | None, lexicon: Lexicon) -> None:
    assert read_signature(text, (), lexicon)[0] == name


def test_pieces_leave_out_running_heads() -> None:
    text = "QUYẾT ĐỊNH\nCÔNG BÁO/Số 5\t12\nVề việc đó"
    apart = (Region(11, 24, "header"), Region(25, 27, "page_number"))
    assert [piece.words for piece in pieces(text, apart)] == ["QUYẾT ĐỊNH", "Về việc đó"]
    assert [piece.words for piece in pieces(text)] == ["QUYẾT ĐỊNH", "CÔNG BÁO/Số 5", "12", "Về việc đó"]


def test_numbers_and_types_of_the_gazette(shared: Path, nlp: Language, lexicon: Lexicon) -> None:
    """Two of them whole, as a run reads them."""
    lines = (shared / "real/pdf/truth.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for name, number, kind in [row for row in rows if row[0].startswith(("nghi-dinh", "nghi-quyet"))]:
        document = read(shared / "real/pdf" / name)
        imprint = analyse_document(document, nlp, lexicon).imprint
        assert (imprint.number, imprint.type) == (number, kind), name
        assert imprint.place == "Hà Nội"
        assert imprint.signer is not None
