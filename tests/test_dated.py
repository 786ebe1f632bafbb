"""Which date is a document's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.extract.date.find import find_dates
from solieu.extract.docref.context import attach_context
from solieu.extract.docref.find import find_docrefs
from solieu.extract.overlap import resolve_overlaps
from solieu.relate.dated import find_dated
from solieu.types import Citation, DateValue, Mention

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon


def dated(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    mentions = resolve_overlaps([*find_docrefs(text, lexicon), *find_dates(text, lexicon)])
    relations = find_dated(text, attach_context(text, mentions, lexicon))
    pairs = [(relation.one("docref"), relation.one("date")) for relation in relations]
    return [(document.text, date.text) for document, date in pairs if document and date]


CASES = [
    ("the date behind the number", "Nghị định 5/2020/NĐ-CP ngày 3/1/2020 của Chính phủ",
     [("Nghị định 5/2020/NĐ-CP", "ngày 3/1/2020")]),
    ("each document its own date", "Quyết định số 1 ngày 5/6/2001 và Quyết định số 2 ngày 7/8/2002",
     [("Quyết định số 1", "ngày 5/6/2001"), ("Quyết định số 2", "ngày 7/8/2002")]),
    ("the date that opens the sentence", "Ngày 4/1/2001, Tòa án ra Quyết định số 01 kê biên",
     [("Quyết định số 01", "Ngày 4/1/2001")]),
    ("the same day twice: the one beside it", "Ngày 5/5/2015, Sở họp. Công văn số 3/STP ngày 5/5/2015 nêu",
     [("Công văn số 3/STP", "ngày 5/5/2015")]),
    ("a day of meeting is no document's", "Ngày 5/5/2015, Sở họp triển khai Quyết định số 7", []),
    ("a day of receipt is no document's", "Ngày 5/5/2015, Sở nhận được Quyết định số 7", []),
    ("the day of effect is no document's own", "Luật Cư trú có hiệu lực từ ngày 1/7/2021", []),
    ("years of a plan are no document's own", "Kế hoạch số 2/KH-UBND giai đoạn 2021-2025", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pairs"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_documents_are_paired_with_their_own_dates(
    text: str, pairs: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    assert dated(text, lexicon) == pairs


def test_a_date_given_by_hand_pairs_with_the_nearest_mention_of_it() -> None:
    near = Mention("date", 20, 28, "3/1/2020", DateValue("2020-01-03"), "by.hand")
    far = Mention("date", 90, 98, "3/1/2020", DateValue("2020-01-03"), "by.hand")
    document = Mention("docref", 0, 10, "Nghị định 5", Citation(number="5", date="2020-01-03"), "by.hand")
    (relation,) = find_dated("", [document, near, far])
    assert relation.members == (("docref", document), ("date", near))
