"""The word model as we score it gives the labels that underthesea itself gives."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import compress, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.tokenise import words
from solieu.tokenise.atoms import atoms
from solieu.tokenise.crf import ModelError, Segmenter, parse

SENTENCES = [
    "Trong 5 năm, tỉnh đã đào tạo, bồi dưỡng hơn 9.500 lượt cán bộ, công chức.",
    "Ủy ban nhân dân tỉnh Đắk Lắk ban hành Kế hoạch số 12-KH/TU ngày 3-4-2008 về công tác quy hoạch.",
    "Có 45 nữ, chiếm 31,25%; người dân tộc thiểu số chiếm 72,5%, dưới 35 tuổi chiếm 77%.",
    "Tổng thu ngân sách nhà nước ước đạt 2.150 tỷ đồng, tăng 5,2% so với cùng kỳ năm trước.",
    "Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Sở Nội vụ tại Tờ trình số 45/TTr-SNV.",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
    "Thành phố Hồ Chí Minh và các tỉnh Đông Nam Bộ đẩy mạnh công nghiệp hóa nông nghiệp, nông thôn.",
    "Ông Nguyễn Văn An, Phó Bí thư Thường trực Tỉnh ủy, phát biểu khai mạc Hội nghị lần thứ ba.",
    "học sinh học sinh học",
    "3 lớp , 2 lớp , 1 lớp",
    "Có",
    "BOS EOS có BOS",
]

# What the model's features look at: case, digits, letters of other alphabets, words of its dictionary.
KNOWN = [
    "cán",
    "bộ",
    "Cán",
    "BỘ",
    "học",
    "sinh",
    "Hà",
    "Nội",
    "1.238",
    "2010",
    ",",
    "–",
    "%",
    "QĐ-TTg",
    "BOS",
]
STRANGE = ["²", "Ⅻ", "٣", "ǅ", "ß", "Σ", "ª", "İ"]
# Letters of Europe and Vietnam; of rarer ones the two programs' Unicode tables may know different capitals.
LETTERS = st.characters(max_codepoint=0x17F, exclude_categories=["Z", "C"]) | st.characters(
    min_codepoint=0x1EA0, max_codepoint=0x1EF9
)
atom_like = st.sampled_from(KNOWN + STRANGE) | st.text(LETTERS, min_size=1, max_size=5)


class Theirs:
    """underthesea's own tagger and features on the same model."""

    def __init__(self) -> None:
        package = import_module("underthesea.pipeline.word_tokenize")
        folder = Path(str(package.__file__)).parent / "models" / "ws_crf_vlsp2013_20230727"
        self.tagger = import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
        self.tagger.load(str(folder))
        self.weights, self.steps = parse((folder / "models.bin").read_bytes())

    def __call__(self, sequence: Sequence[str]) -> list[bool]:
        return [label == "I-W" for label in self.tagger.predict([[atom] for atom in sequence])]

    def score(self, sequence: Sequence[str], labels: Sequence[bool]) -> float:
        """What the labels score on the features that underthesea spells out."""
        spelled = self.tagger.featurizer.process([[[atom] for atom in sequence]])[0]
        states = (sum(self.weights.get(name, 0.0) for name in names) for names in spelled)
        return sum(compress(states, labels)) + sum(self.steps[step] for step in pairwise(labels))


@pytest.fixture(scope="module")
def theirs() -> Theirs:
    return Theirs()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_same_labels(theirs: Theirs, sentence: str) -> None:
    sequence = [words.normalised(atom.text) for atom in atoms(sentence)]
    assert words.segmenter()(sequence) == theirs(sequence)


@given(sequence=st.lists(atom_like, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_same_labels_on_anything(theirs: Theirs, sequence: list[str]) -> None:
    """Two labellings of the same score are equally right, so equal scores are asked for, not equal labels."""
    mine = theirs.score(sequence, words.segmenter()(sequence))
    assert mine == pytest.approx(theirs.score(sequence, theirs(sequence)), abs=1e-9)


def test_same_labels_on_real_texts(theirs: Theirs, shared: Path) -> None:
    segmenter = words.segmenter()
    different = []
    for path in sorted((shared / "gold" / "dev").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sequence = [words.normalised(atom.text) for atom in atoms(line)]
            if sequence and segmenter(sequence) != theirs(sequence):
                different.append((path.name, line))
    assert not different


def test_same_spelling() -> None:
    theirs = import_module("underthesea.pipeline.text_normalize").token_normalize
    for atom in ["hoà", "hòang", "Uỷ", "thuỷ", "quý", "ðường", "Ðảng", "cán", "QĐ-TTg", "nghànhx", "1.238"]:
        assert words.normalised(atom) == theirs(atom) or len(atom) > 6


def test_threads_share_the_segmenter() -> None:
    sequence = ["học", "sinh", "học", "sinh", "học", "ở", "trường", "tiểu", "học"]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(words.continues, [sequence] * 40))
    assert all(one == found[0] for one in found)
    assert any(found[0])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "an empty file"),
        (b"lCRF" + bytes(60), "a model of another kind"),
        (b"PK\x03\x04" * 30, "another format"),
        (
            struct.pack("<4sI4s7I", b"lCRF", 0, b"FOMC", 100, 0, 2, 9, 48, 9999, 9999),
            "offsets beyond the end",
        ),
    ],
)
def test_a_broken_model_is_named(data: bytes, why: str) -> None:
    with pytest.raises(ModelError, match="word segmentation model"):
        parse(data)


def test_an_unknown_feature_is_named() -> None:
    with pytest.raises(ModelError, match="unknown kind"):
        Segmenter({"T[0].is_city=True": 1.0}, {}, set())


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install"):
        words.segmenter.__wrapped__()
