"""`models/config.cfg` assembles the pipeline that the package itself uses, and says so in its card."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from solieu import tokenise
from solieu.tokenise import words

MODELS = Path(__file__).resolve().parents[1] / "models"
TEXT = "Tỉnh mở 3 lớp cho 218 học viên, nữ chiếm 27,98%.\nHết."


@pytest.fixture(scope="module")
def assembled() -> Language:
    config = spacy.util.load_config(MODELS / "config.cfg")
    return spacy.util.load_model_from_config(config, auto_fill=True)


def test_the_config_makes_the_pipeline(assembled: Language, nlp: Language) -> None:
    doc = assembled(TEXT)
    assert assembled.pipe_names == ["solieu_mentions", "solieu_relations", "solieu_findings"]
    assert [token.text for token in doc] == [token.text for token in tokenise.tokenise(TEXT, nlp)]
    assert [sentence.start for sentence in doc.sents] == [s.start for s in tokenise.tokenise(TEXT, nlp).sents]
    assert [mention.text for mention in doc._.solieu_mentions] == ["3", "218", "27,98%"]


def test_the_language_reads_the_config_too() -> None:
    config = spacy.util.load_config(MODELS / "config.cfg")
    assert spacy.util.get_lang_class("vi").from_config(config, auto_fill=True)(TEXT)._.solieu_mentions


def test_the_pipeline_can_be_saved(assembled: Language, tmp_path: Path) -> None:
    assembled.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert loaded(TEXT)._.solieu_mentions == assembled(TEXT)._.solieu_mentions


def test_a_vocabulary_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.tsv").write_text("name\tstands_for\tnote\nXyz\tthử\t\n", encoding="utf-8")
    config = spacy.util.load_config(
        MODELS / "config.cfg", overrides={"nlp.tokenizer.vocabulary": str(tmp_path)}
    )
    text = "theo Xyz. Nguyễn Văn An"
    with_it = spacy.util.load_model_from_config(config, auto_fill=True)
    assert [len(list(model(text).sents)) for model in (with_it, tokenise.load())] == [1, 2]


def test_the_card_tells_what_is_installed() -> None:
    """The card names the word model that is used and where it comes from."""
    card = (MODELS / "README.md").read_text(encoding="utf-8")
    assert words.MODEL.name in card
    assert f"underthesea {importlib.metadata.version('underthesea').partition('.')[0]}" in card
