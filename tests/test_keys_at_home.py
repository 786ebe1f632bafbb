"""Documents of `UBND tỉnh` and the like: the key names the place that the citing text is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from solieu.api import analyse
from solieu.lexicon import Lexicon
from solieu.types import Citation

REPORT = (
    "Hưng Yên đẩy mạnh chuyển đổi số\n"
    "Ngày 12/9/2025, tỉnh Hưng Yên họp đánh giá kết quả. Tỉnh Hưng Yên có 104 xã, phường.\n"
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # the text is about one province, which is what `tỉnh` means in it
        (f"{REPORT}Thực hiện Quyết định số 922/QĐ-UBND ngày 11/9/2025 của UBND tỉnh, các xã đã rà soát.",
         "922/qd-ubnd|2025|hưng yên"),
        # a name that runs on into a person's is the same province
        (f"{REPORT}Giám đốc Sở Y tế tỉnh Hưng Yên Trần Văn B nói về Quyết định số 922/QĐ-UBND ngày 11/9/2025 "
         "của UBND tỉnh.", "922/qd-ubnd|2025|hưng yên"),
        # the paragraph speaks of another province
        (f"{REPORT}Tại tỉnh Lào Cai, Quyết định số 15/QĐ-UBND ngày 3/2/2025 của UBND tỉnh.", None),
        # a province has no committee of a central city
        (f"{REPORT}Quyết định số 15-QĐ/TU ngày 3/2/2024 của Thành ủy quy định mức chi.", None),
        # letters that the provinces' committees alone write
        (f"{REPORT}Theo Quyết định 15-QĐ/TU ngày 3/2/2024, mức chi là 20 triệu đồng.",
         "15/qd-tu|2024|hưng yên"),
        # letters that every committee writes
        (f"{REPORT}Theo Quyết định 15/QĐ-UBND ngày 3/2/2024, mức chi là 20 triệu đồng.", None),
        # which district is not said
        (f"{REPORT}Quyết định số 15/QĐ-UBND ngày 3/2/2024 của UBND huyện quy định mức chi.", None),
        # the text is about no place
        ("Theo Quyết định số 15/QĐ-UBND ngày 3/2/2024 của UBND tỉnh, mức chi là 20 triệu đồng.", None),
    ],
)  # fmt: skip
def test_a_body_without_a_place_is_that_of_the_text(
    text: str, key: str | None, nlp: Language, lexicon: Lexicon
) -> None:
    found = analyse(text, nlp=nlp, lexicon=lexicon).mentions
    cited = [mention.value for mention in found if isinstance(mention.value, Citation)]
    assert [one.key for one in cited] == [key]


def test_a_short_form_follows(nlp: Language, lexicon: Lexicon) -> None:
    text = f"{REPORT}Quyết định 922/QĐ-UBND ngày 11/9/2025 của UBND tỉnh đã có. Quyết định 922 thay bản cũ."
    found = analyse(text, nlp=nlp, lexicon=lexicon).mentions
    cited = [mention.value for mention in found if isinstance(mention.value, Citation)]
    assert [one.key for one in cited] == ["922/qd-ubnd|2025|hưng yên"] * 2
