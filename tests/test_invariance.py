"""What must not change what is found: a foreword, the way accents are composed, line ends, tone marks."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solieu.extract import extract
from solieu.ingest import read
from solieu.types import Citation

if TYPE_CHECKING:
    from spacy.language import Language

    from solieu.lexicon import Lexicon
    from solieu.types import Mention

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
IDS = [path.stem for path in TEXTS]
# Three sentences without a figure, as a foreword.
FOREWORD = (
    "Bản in này phục vụ công tác lưu trữ. Nội dung được giữ nguyên như khi ban hành. "
    "Mọi sai sót xin gửi về bộ phận biên tập.\n\n"
)
PAIRS = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"),
         ("ỏe", "oẻ"), ("ọe", "oẹ"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
         ("Ủy", "Uỷ"), ("ỦY", "UỶ"), ("ÒA", "OÀ"), ("ÓA", "OÁ")]  # fmt: skip


def mentions(text: str, nlp: Language, lexicon: Lexicon) -> list[Mention]:
    return extract(nlp(text), lexicon)


def rows(found: list[Mention], shift: int = 0) -> list[tuple[object, ...]]:
    return [(m.kind, m.start - shift, m.end - shift, m.value, m.hedge, m.change, m.noun) for m in found]


def other_tones(text: str) -> str:
    """The text with each tone mark where the other spelling sets it; never before a further letter."""
    for new, old in PAIRS:
        text = re.sub(rf"(?<![qQgG]){new}(?!\w)", old, text)
    return text


def foreword_place(text: str, found: list[Mention]) -> int:
    """Behind the letterhead, which must stand at the head of its text; else before all."""
    own = [m for m in found if isinstance(m.value, Citation) and m.value.role == "self"]
    if not own:
        return 0
    head = own[0].context[1] if own[0].context else own[0].end
    return text.index("\n\n", max(head, own[0].end)) + 2


@pytest.mark.parametrize("path", TEXTS, ids=IDS)
def test_a_foreword_moves_offsets_and_changes_nothing_else(
    path: Path, nlp: Language, lexicon: Lexicon
) -> None:
    text = path.read_text(encoding="utf-8")
    found = mentions(text, nlp, lexicon)
    place = foreword_place(text, found)
    after = mentions(text[:place] + FOREWORD + text[place:], nlp, lexicon)
    moved = [m for m in after if m.start >= place + len(FOREWORD)]
    still = [m for m in after if m.start < place]
    assert rows(still) + rows(moved, len(FOREWORD)) == rows(found)
    assert len(still) + len(moved) == len(after)


@pytest.mark.parametrize("path", TEXTS, ids=IDS)
def test_tone_marks_may_stand_on_either_vowel(path: Path, nlp: Language, lexicon: Lexicon) -> None:
    text = path.read_text(encoding="utf-8")
    as_written = mentions(text, nlp, lexicon)
    otherwise = mentions(other_tones(text), nlp, lexicon)
    assert [(m.kind, m.start, other_tones(m.value.text)) for m in as_written] == [
        (m.kind, m.start, other_tones(m.value.text)) for m in otherwise
    ]


@pytest.mark.parametrize("form", ["NFD", "CRLF"])
def test_composition_and_line_ends_leave_the_text_as_it_is(form: str, tmp_path: Path) -> None:
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        stored = unicodedata.normalize("NFD", text) if form == "NFD" else text.replace("\n", "\r\n")
        other = tmp_path / path.name
        other.write_bytes(stored.encode())
        assert read(other).text == text
