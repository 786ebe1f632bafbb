"""What stands beside a cited document: its date and issuer, provisions, role, and the key they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, assert_found, read_cases
from solieu.extract.date.find import find_dates
from solieu.extract.docref.context import attach_context
from solieu.extract.docref.find import find_docrefs
from solieu.extract.docref.issuer import issuer_end
from solieu.extract.overlap import resolve_overlaps
from solieu.lexicon import load
from solieu.types import Citation, DateValue, Mention

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon

PIECES = st.sampled_from(
    ["Quyết định số 1/QĐ-UBND", "Nghị định 2", "Luật Đất đai", "Số: ", "ngày 5/3/2010", " ngày 1/2/2003",
     "2010", " ", "\n", ", ", "; ", ". ", " và ", " của ", "Chính phủ", "UBND tỉnh An Giang", " ban hành ",
     " đã có ", " ký ", "(", ")", "Căn cứ ", "khoản 2 Điều 5 ", "được ", "do ông Nguyễn Văn A ", "bởi ",
     "tại ", "bãi bỏ ", "BỘ Y TẾ\n", "Hà Nội, "]
)  # fmt: skip


def cited(text: str, lexicon: Lexicon) -> list[Mention]:
    mentions = resolve_overlaps([*find_docrefs(text, lexicon), *find_dates(text, lexicon)])
    return attach_context(text, mentions, lexicon)


@pytest.mark.parametrize("case", read_cases("docref_context"))
def test_what_stands_beside_a_document_is_attached(case: Case, lexicon: Lexicon) -> None:
    assert_found(case, cited(case.text, lexicon), ("docref",))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_what_is_attached_stands_in_the_text(text: str) -> None:
    lexicon = load()
    mentions = resolve_overlaps([*find_docrefs(text, lexicon), *find_dates(text, lexicon)])
    filled = attach_context(text, mentions, lexicon)
    assert [(m.kind, m.start, m.end, m.text) for m in filled] == [
        (m.kind, m.start, m.end, m.text) for m in mentions
    ]
    plain = " ".join(text.split())
    dates = {(m.start, m.end): m for m in mentions if m.kind == "date"}
    for one in filled:
        if not isinstance(one.value, Citation):
            continue
        assert (one.value.issuer or "") in plain
        assert (one.value.provisions or "") in plain
        if one.value.date is not None:
            assert one.context is not None
            assert dates[one.context].value == DateValue(one.value.date)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chính phủ về chế độ", "Chính phủ"),
        ("Quốc hội khóa XV về", "Quốc hội khóa XV"),
        ("Bộ \ntrưởng Bộ Y tế hướng dẫn", "Bộ \ntrưởng Bộ Y tế"),
        ("Bộ Lao động-Thương binh và Xã hội ban hành", "Bộ Lao động-Thương binh và Xã hội"),
        ("Trưởng ban Ban Tổ chức cán bộ Chính phủ (nay", "Trưởng ban Ban Tổ chức cán bộ Chính phủ"),
        ("Chánh án toà án tỉnh BR - VT.", "Chánh án toà án tỉnh BR - VT"),
        ("UBND TP. HCM phê duyệt", "UBND TP. HCM"),
        ("Sở Giao thông vận tải về", "Sở Giao thông vận tải"),
        ("Sở Y tế và Công văn", "Sở Y tế"),
        ("Hội nghị lần thứ 7 Trung ương khóa XII về", "Hội nghị lần thứ 7 Trung ương khóa XII"),
        ("CỤC THUẾ TỈNH VỀ ÁP DỤNG", "CỤC THUẾ TỈNH"),
        ("KTNN nêu rõ", "KTNN"),
    ],
)  # fmt: skip
def test_a_name_of_an_issuer_ends_where_it_ends(text: str, name: str, lexicon: Lexicon) -> None:
    assert text[: issuer_end(text, 0, lexicon)] == name


@pytest.mark.parametrize("text", ["ông Nguyễn Văn A", "hai bên", "pháp luật", "TP"])
def test_what_issues_nothing_is_no_issuer(text: str, lexicon: Lexicon) -> None:
    assert issuer_end(text, 0, lexicon) is None
