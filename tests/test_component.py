"""The stages as components: in our pipeline, in a foreign one, and through storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from solieu import tokenise
from solieu.check import check
from solieu.component import _packed, _unpacked
from solieu.extract import extract
from solieu.lexicon import Lexicon
from solieu.relate import relate

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

TEXT = (
    "Tỉnh mở 3 lớp cho 240 học viên (Kinh tế 100 học viên, Luật 80 học viên, Nông học 60 học viên). "
    "Trong đó nữ chiếm 27,5%. Thực hiện Quyết định số 12-QĐ/TU ngày 9-2-2007."
)
STAGES = ("solieu_mentions", "solieu_relations", "solieu_findings")


def _with_stages(nlp: Language) -> Language:
    for name in STAGES:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def ours() -> Language:
    return _with_stages(tokenise.load())


@pytest.fixture(scope="module")
def foreign() -> Language:
    """A pipeline of spaCy's own, whose tokens are not ours and which sets no sentences."""
    return _with_stages(spacy.blank("xx"))


def test_components_do_what_the_stages_do(ours: Language, lexicon: Lexicon) -> None:
    doc = ours(TEXT)
    mentions = extract(doc, lexicon)
    relations = relate(doc, mentions, lexicon)
    assert doc._.solieu_mentions == mentions
    assert doc._.solieu_relations == relations
    assert doc._.solieu_findings == check(mentions, relations, TEXT)
    assert {relation.name for relation in relations} >= {"sum"}


def test_spans_are_the_mentions(ours: Language) -> None:
    doc = ours(TEXT)
    assert [(span.label_, span.text) for span in doc.spans["solieu"]] == [
        (mention.kind, mention.text) for mention in doc._.solieu_mentions
    ]


def test_a_foreign_pipeline_finds_the_same(ours: Language, foreign: Language) -> None:
    def told(doc: Doc) -> list[tuple[object, ...]]:
        return [(m.kind, m.start, m.end, m.value, m.noun) for m in doc._.solieu_mentions]

    mine, theirs = ours(TEXT), foreign(TEXT)
    assert told(mine) == told(theirs)
    assert [r.name for r in mine._.solieu_relations] == [r.name for r in theirs._.solieu_relations]
    assert [f.verdict for f in mine._.solieu_findings] == [f.verdict for f in theirs._.solieu_findings]
    assert not theirs.has_annotation("SENT_START"), "the Doc of another pipeline is left as it is"


def test_a_span_covers_a_mention_inside_a_token() -> None:
    nlp = _with_stages(spacy.blank("xx"))
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split(" "))
    doc = nlp("đạt 27,5%, có 61 nữ")
    assert [span.text for span in doc.spans["solieu"]] == ["27,5%,", "61"]
    assert [mention.text for mention in doc._.solieu_mentions] == ["27,5%", "61"]


@pytest.mark.parametrize("text", ["", " \n", "Không có gì."])
def test_a_text_without_figures(ours: Language, foreign: Language, text: str) -> None:
    for doc in (ours(text), foreign(text)):
        assert (doc._.solieu_mentions, doc._.solieu_relations, doc._.solieu_findings) == ([], [], [])


@pytest.mark.parametrize("name", ["solieu_relations", "solieu_findings"])
def test_a_stage_says_what_it_needs(name: str) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe(name)
    with pytest.raises(ValueError, match="solieu_mentions"):
        nlp(TEXT)


@pytest.mark.parametrize("how", ["bytes", "bin"])
def test_a_doc_survives_storage(ours: Language, how: str) -> None:
    doc = ours(TEXT)
    if how == "bytes":
        back = Doc(ours.vocab).from_bytes(doc.to_bytes())
    else:
        stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
        (back,) = DocBin().from_bytes(stored).get_docs(ours.vocab)
    assert back.text == doc.text
    for name in STAGES:
        assert list(back._.get(name)) == doc._.get(name), name


def test_processes_share_the_work(ours: Language) -> None:
    docs = list(ours.pipe([TEXT, "Có 61 nữ."], n_process=2, batch_size=1))
    assert [[m.text for m in doc._.solieu_mentions][-1] for doc in docs] == ["ngày 9-2-2007", "61"]


def test_what_is_not_ours_is_packed_by_others() -> None:
    assert _packed({1}, lambda value: "others") == "others"
    assert _unpacked({"a": 1}, lambda value: "others") == "others"
    assert _unpacked({"solieu": 1}) == {"solieu": 1}


def test_a_users_vocabulary_is_used(tmp_path: Path) -> None:
    (tmp_path / "currencies.tsv").write_text("name\tunit\tcase\nkwacha\tZMW\tany\n", encoding="utf-8")
    nlp = spacy.blank("xx")
    nlp.add_pipe("solieu_mentions", config={"vocabulary": str(tmp_path)})
    assert [mention.kind for mention in nlp("thu 5 triệu kwacha")._.solieu_mentions] == ["money"]


def test_parts_of_speech_when_asked_for() -> None:
    nlp = tokenise.load()
    nlp.add_pipe("solieu_tags")
    assert [token.tag_ for token in nlp("Có 3 lớp.")][1:] == ["M", "N", "CH"]
