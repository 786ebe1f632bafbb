"""Words: nothing of a text is lost, figures stand alone, and the model's words come out whole."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solieu.tokenise import tokenise
from solieu.tokenise.atoms import atoms
from solieu.types import Document

if TYPE_CHECKING:
    from spacy import Language

# Pieces of what real text is made of, whole and broken.
PIECES = [
    *(
        "cán bộ",
        "hoà",
        "hòa",
        "hòang",
        "Ủy ban",
        "Uỷ ban",
        "Ðắk",
        "ð",
        "TP.",
        "v.v.",
        "…",
        "...",
        "“",
        "”",
        "(",
        ")",
    ),
    *(
        "1.238",
        "27,98%",
        "381-QĐ/TU",
        "9-2-2007",
        "𝟙",
        "½",
        "²",
        "–",
        "-",
        "_",
        "a_b",
        "http://x.vn/a?b=1",
        "ba@x.vn",
    ),
    *(
        "o\u0301",
        "e\u0302\u0301",
        "\u0301",
        "\u0300\u0323",
        "\u00a0",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\x00",
    ),
    *(
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "  ",
        " ",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        "\u3000",
        "😀",
        "👨\u200d👩\u200d👧",
    ),
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)


@given(text=texts)
@settings(max_examples=300, deadline=None)
@example(text="")
@example(text=" ")
@example(text="\n\n Năm  2010 \n")
@example(text="ca\u0301n bo\u0323\u0302 ")
def test_no_character_is_lost(nlp: Language, text: str) -> None:
    doc = tokenise(text, nlp)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


@given(text=texts)
@settings(max_examples=200, deadline=None)
def test_what_is_between_atoms_is_blank(text: str) -> None:
    end = 0
    for atom in atoms(text):
        assert atom.text == text[atom.start : atom.end]
        assert not text[end : atom.start].strip(" \t\r\n\u200b\u2060\ufeff").strip()
        assert atom.text
        assert not any(character.isspace() for character in atom.text)
        end = atom.end


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("đã bồi dưỡng 1.238 lượt cán bộ, ", "prose that never ends a sentence"),
        ("a.", "full stops that end nothing: quadratic for some splitters"),
        ("1", "one number of a million digits"),
        ("x", "one word of a million letters"),
        (" ", "nothing but blanks"),
        ("((", "brackets that never close"),
        ("o\u0301 ", "decomposed letters"),
        ("www.", "the beginnings of addresses"),
    ],
)
def test_a_million_characters_on_one_line(nlp: Language, unit: str, why: str) -> None:
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    assert tokenise(text, nlp).text == text, why


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("cán bộ, công chức", "cán bộ|,|công chức", "words of two syllables"),
        ("1.238 lượt", "1.238|lượt", "a number does not swallow its noun"),
        ("hơn 14.340 lượt cán bộ", "hơn|14.340|lượt|cán bộ", "nor the noun the number"),
        ("dưới 35 tuổi", "dưới|35|tuổi", "a number between words"),
        ("đạt 27,98%", "đạt|27,98|%", "the sign is a token of its own"),
        ("Quyết định số 381-QĐ/TU", "Quyết định|số|381|-|QĐ|/|TU", "a number with its symbol"),
        ("ngày 9-2-2007", "ngày|9-2-2007", "a date in figures"),
        ("giai đoạn 2021-2025", "giai đoạn|2021-2025", "a span of years"),
        ("rộng 12,5ha, nặng 25kg", "rộng|12,5|ha|,|nặng|25|kg", "a unit typed onto its number"),
        ("từ 1.600m-2.000m", "từ|1.600|m|-|2.000|m", "a range with its unit twice"),
        ("ở Tỉnh uỷ Kon Tum", "ở|Tỉnh uỷ|Kon Tum", "a tone mark stays where it is typed"),
        ("ở Tỉnh ủy Kon Tum", "ở|Tỉnh ủy|Kon Tum", "and its place does not matter"),
        ("ca\u0301n bo\u0323\u0302", "ca\u0301n bo\u0323\u0302", "decomposed text makes the same word"),
        ("cán\u00a0bộ", "cán\u00a0bộ", "a no-break space inside a word"),
        ("Ðảng bộ", "Ðảng bộ", "the look-alike of Đ"),
        ("ở TP.HCM và T.Ư", "ở|TP.HCM|và|T.Ư", "dotted abbreviations"),
        ("gạo, ngô, v.v.", "gạo|,|ngô|,|v.v.", "and so on"),
        ("dịch COVID-19", "dịch|COVID-19", "a name that ends in a number"),
        ("xem www.chinhphu.vn nhé", "xem|www.chinhphu.vn|nhé", "an address is one token"),
    ],
)
def test_words(nlp: Language, text: str, words: str, why: str) -> None:
    assert [token.text for token in tokenise(text, nlp)] == words.split("|"), why


@given(
    figure=st.sampled_from(["5", "1.238", "27,98", "2010", "3/4"]),
    word=st.sampled_from(["lượt", "năm", "cán bộ", "tỷ"]),
)
@settings(deadline=None)
def test_a_blank_beside_a_figure_is_a_boundary(nlp: Language, figure: str, word: str) -> None:
    for text in (f"{figure} {word}", f"{word} {figure}", f"có {figure} {word} {figure} nữa"):
        assert not [
            token.text
            for token in tokenise(text, nlp)
            if " " in token.text and any(map(str.isdigit, token.text))
        ]


def test_a_document_is_tokenised_by_its_text(nlp: Language) -> None:
    assert tokenise(Document("a.txt", "0" * 64, "text/plain", "Có 61 nữ."), nlp).text == "Có 61 nữ."


def _run(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = "import sys, solieu.tokenise; print(sorted({'spacy', 'underthesea', 'numpy'} & set(sys.modules)))"
    assert _run(code) == "[]"


def test_loading_opens_no_connection_and_leaves_logging_alone() -> None:
    code = """
import logging, socket, sys
def refuse(*arguments, **options):
    raise AssertionError("a connection is opened")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from solieu.tokenise import load, tokenise
print(len(tokenise("Có 61 nữ.", load())), "underthesea" in sys.modules, logging.getLogger().handlers)
"""
    assert _run(code) == "4 False []"


def test_tags_are_set_when_asked_for(nlp: Language) -> None:
    from solieu.tokenise.tags import tag

    before = list(logging.getLogger().handlers)
    doc = tokenise("Tỉnh mở 3 lớp.\nCó 61 học viên.", nlp)
    assert not any(token.tag_ for token in doc)
    found = {token.text: token.tag_ for token in tag(doc)}
    assert (found["3"], found["lớp"], found["."], found["\n"]) == ("M", "N", "CH", "")
    assert logging.getLogger().handlers == before


def test_real_texts_keep_every_character(nlp: Language, shared: Path) -> None:
    for path in sorted((shared / "gold" / "dev").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        doc = tokenise(text, nlp)
        assert doc.text == text, path.name
        glued = [word.text for word in doc if " " in word.text and any(map(str.isdigit, word.text))]
        assert not glued, path.name
