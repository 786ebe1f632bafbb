"""Where sentences end. In the cases `¦` stands where a new sentence begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solieu.lexicon import Lexicon
from solieu.tokenise.sentences import LONGEST, sentences

if TYPE_CHECKING:
    from spacy import Language

LONG = "Tỉnh đã chỉ đạo các ngành, các cấp tập trung nâng cao chất lượng đội ngũ"

CASES = [
    # full stops
    ("Mở ba lớp. ¦Có 61 nữ.", "a full stop and a capital"),
    ("Thu 5 tỷ đồng. ¦15 xã đạt chuẩn.", "a sentence may begin with a number"),
    ("Thu 5 tỷ đồng. trong đó 2 tỷ đồng", "a small letter does not begin one"),
    ("Mở ba lớp.¦Năm 2010 mở hai lớp.", "the blank after a full stop is often forgotten"),
    ("Kể từ năm 2010. ¦Trong đó có xã", "a year may stand last"),
    ("Đạt 1.238 lượt, bằng 27,98% và 10.247 lượt", "points and commas inside numbers"),
    ("theo Nghị định số 12/2006/NĐ-CP. ¦Việc này", "a document's number may stand last"),
    ("từ ngày 9.2.2007. ¦Việc này", "so may a date with points"),
    # abbreviations
    ("tại TP. Hồ Chí Minh có 5 lớp", "a kind of place before its name"),
    ("ở Tp. Huế và tp. Đà Nẵng", "however it is written"),
    ("do TS. Nguyễn Văn An, PGS. TS. Trần Bình nêu", "titles"),
    ("do PGS.TS. Trần Bình và ThS. Lê Hà nêu", "titles without blanks"),
    ("P. Bến Nghé, Q. 1", "a single letter"),
    ("ông Nguyễn Văn A. Trần", "the initial of a name"),
    ("NXB. Chính trị quốc gia, tr. 15", "a word that a number follows"),
    ("gạo, ngô, v.v. ¦Ngoài ra có sắn", "and so on, with a capital after it"),
    ("gạo, v.v. và sắn", "and so on, with a small letter after it"),
    ("của BCH T.Ư. ¦Đảng viên", "an abbreviation that can stand last"),
    ("tệp bao.cao.PDF và www.ubnd.gov.vn đều có", "points without blanks"),
    # other marks
    ("Vì sao? ¦Do thiếu vốn! ¦Nay đủ.", "question and exclamation marks"),
    ("“Vì sao?” ông hỏi. ¦“Do vốn.”", "a question inside a sentence, a quotation that begins the next"),
    ("(Theo báo cáo năm.) ¦Có 3 xã", "a closing bracket belongs to the sentence before"),
    ("ngô, khoai… ¦Sau đó bán", "an ellipsis before a capital"),
    ("ngô, khoai... rồi bán", "an ellipsis before a small letter"),
    ("ĐVT: triệu đồng; Số liệu: sơ bộ", "colons and semicolons end nothing within a line"),
    ("đạt chỉ tiêu. ¦- Có 3 xã", "a dash may open a sentence"),
    # numbering
    ("Điều 1. Phạm vi điều chỉnh. ¦Điều 2. Hiệu lực", "the number of an article"),
    ("Xong. ¦II. Mục tiêu", "the number of a section"),
    ("1. Kết quả đạt được", "the number of an item"),
    ("1.2. Kết quả đạt được", "of two levels"),
    ("Bảng 3. Dân số", "the number of a table"),
    ("a. Kết quả", "the letter of an item"),
    # lines
    ("Mở ba lớp\n¦Có 61 nữ", "a line ends its sentence"),
    ("Mở ba lớp\n¦có 61 nữ", "a short line is not wrapped"),
    (f"{LONG}\ncán bộ ở cơ sở.", "a long line that a small letter continues is wrapped"),
    (f"{LONG},\nTrường Chính trị tỉnh.", "a comma never ends a sentence"),
    (f"{LONG}.\n¦trong đó có xã", "a mark at the end of a long line ends it"),
    (f"{LONG};\n¦trong đó có xã", "a semicolon there ends an item of a list"),
    (f"{LONG}:\n¦kết quả như sau", "and a colon opens one"),
    (f"{LONG}\n¦Có 61 nữ", "a capital begins a sentence even after a long line"),
    (f"{LONG}\n\n¦cán bộ ở cơ sở", "a blank line ends every sentence"),
    (f"{LONG} là\n25 người ở cơ sở", "a number with its noun continues a long line"),
    (f"{LONG} chiếm\n27,98% tổng số", "a percentage too"),
    (f"{LONG} ngày\n3/2/2010 của tỉnh", "and a date"),
    (f"{LONG}\n¦2. Kết quả", "the number of an item does not"),
    (f"{LONG}\n¦a) kết quả", "nor its letter"),
    (f"{LONG} 45 67\n¦12 xã Canh Liên 3 4", "rows of a table that end and begin with figures are rows"),
    (f"{LONG}\ncán bộ ở\ncơ sở.", "what goes on from a long line need not be long"),
    ("có 34\n/64 tỉnh\n, thành phố", "no line begins with a mark that closes something"),
    ("\n\nMở ba lớp\r\n¦Có 61 nữ\n", "blank lines around, line ends of another system"),
]


@pytest.mark.parametrize(("marked", "why"), CASES)
def test_sentences(lexicon: Lexicon, marked: str, why: str) -> None:
    text = marked.replace("¦", "")
    found = sentences(text, set(lexicon.column("abbreviations", "name")))
    starts = [sentence[0].start for sentence in found][1:]
    shown = "".join(("¦" if place in starts else "") + character for place, character in enumerate(text))
    assert shown == marked, why


def test_a_sentence_without_an_end_is_cut() -> None:
    found = [len(sentence) for sentence in sentences("năm " * (2 * LONGEST + 1), set())]
    assert found == [LONGEST, LONGEST, 1]


def test_spacy_knows_the_sentences(nlp: Language) -> None:
    doc = nlp("\nMở ba lớp.\n\nCó 61 nữ.\n")
    assert [sentence.text for sentence in doc.sents] == ["\nMở ba lớp.\n\n", "Có 61 nữ.\n"]
    assert doc.has_annotation("SENT_START")


def test_paragraphs_of_real_texts_are_not_glued(lexicon: Lexicon, shared: Path) -> None:
    """News has a paragraph a line: hardly a sentence of it may cross a line break. Wrapped pages differ."""
    abbreviations = set(lexicon.column("abbreviations", "name"))

    def crossing(pattern: str) -> float:
        texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "gold" / "dev").glob(pattern))]
        spans = [text[s[0].start : s[-1].end] for text in texts for s in sentences(text, abbreviations)]
        return sum("\n" in span for span in spans) / len(spans)

    assert crossing("news-*.txt") < 0.01
    assert crossing("gazette-*.txt") > 0.05
