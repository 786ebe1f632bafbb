"""The words that say what a time beside a figure is for, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation

# How far before a time its cue is looked for, in characters.
LOOK = 60


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of the lexicon about times, as patterns by what they say.

    `ends` match at the end of what stands before, `starts` at that of what follows, `within` anywhere.
    """

    ends: dict[str, re.Pattern[str]]
    starts: dict[str, re.Pattern[str]]
    within: dict[str, re.Pattern[str]]
    words: re.Pattern[str]
    plans: re.Pattern[str]
    meanings: dict[str, str]

    def opposes(self, ahead: str) -> bool:
        """Whether what stands before a figure makes it one that others are set against: `so với 103 vụ`."""
        return self.ends["compare"].search(ahead) is not None

    def compares(self, ahead: str) -> bool:
        """Whether what stands before a time makes it one that figures are set against."""
        return any(self.ends[role].search(ahead) for role in ("compare", "more", "next"))


@cache
def cues(lexicon: Lexicon) -> Cues:
    """The patterns of a lexicon, compiled once."""
    roles: dict[str, list[str]] = {}
    for row in lexicon.rows("period_cues"):
        for role in row["role"].split():
            roles.setdefault(role, []).append(row["name"])
    gap = r"\s{1,3}(?:(?:ngày|vào|là|của|trong|với)\s{1,3}){0,2}"
    ends = {
        role: re.compile(rf"(?<!\w){alternation(names)}{gap}\Z", re.IGNORECASE)
        for role, names in roles.items()
    }
    # `ký ngày 5/3` dates a document, `đăng ký ngày 5/3` tells of an event; `sinh năm 1990` dates a person,
    # `học sinh năm 2019`, `tỷ lệ sinh năm 2019` does not.
    own = "".join(rf"(?<!{row['name']}\s)" for row in lexicon.rows("period_cues") if "undated" in row["role"])
    ends["dated"] = re.compile(rf"(?<!\w){own}{alternation(roles['dated'])}{gap}\Z", re.IGNORECASE)
    # `so với`, `so với mức bình quân của`: up to a few words without a number between the cue and its time.
    until = r"(?![^\d.;\n]{0,12}đến)[^\d.;\n]{0,12}(?:\d{1,2}\s(?:năm|tháng)\s?\(?)?\Z"
    ends["carried"] = re.compile(rf"(?<!\w){alternation(roles['carried'])}(?!\w){until}", re.IGNORECASE)
    for role, cue, most in (("compare", "compare", 7), ("more", "more", 4), ("planned", "plan", 7)):
        words = rf"(?:[^\W\d]{{1,9}}[\s\"“”-]{{1,3}}){{0,{most}}}"
        ends[role] = re.compile(rf"(?<!\w){alternation(roles[cue])}\s{{1,3}}{words}\Z", re.IGNORECASE)
    starts = {
        role: re.compile(rf"{alternation(names)}(?!\w)", re.IGNORECASE) for role, names in roles.items()
    }
    within = {
        role: re.compile(rf"(?<!\w){alternation(names)}(?!\w)", re.IGNORECASE)
        for role, names in roles.items()
    }
    meanings = lexicon.mapping("time_words", "name", "meaning")
    return Cues(
        ends=ends,
        starts=starts,
        within=within,
        words=re.compile(rf"(?<!\w){alternation(meanings)}(?!\w)", re.IGNORECASE),
        plans=re.compile(rf"(?<!\w){alternation(roles['plan'])}(?!\w)", re.IGNORECASE),
        meanings=meanings,
    )


_SHARE = re.compile(r"(?:%|lần)\s[^,;:.()]{0,45}\Z")


def of_share(ahead: str) -> bool:
    """Whether a share or a multiple stands before: `đạt 41% dự toán năm 2024`."""
    return _SHARE.search(ahead) is not None
