"""The words of a rule that an article quotes: its points and clauses behind a line that names the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.observe.parts.outline import Outline, Span

# `Căn cứ khoản 9 Điều 7 Nghị định 168/2024/NĐ-CP có quy định như sau:`: the rule, and that its words follow.
_RULE = re.compile(
    r"\b(?:nghị\s+định|luật|bộ\s+luật|thông\s+tư|pháp\s+lệnh|quyết\s+định|nghị\s+quyết|điều|khoản)\b[^\n]{0,12}\d"
    r"|\b(?:bộ\s+)?luật\s+\w|\b(?:nghị\s+định|thông\s+tư|quy\s+định)\s+này\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\b(?:quy\s+định|nêu\s+rõ|xử\s+phạt|mức\s+phạt|bị\s+phạt|bị\s+trừ)\b[^\n:]{0,60}:\s*$", re.IGNORECASE
)
# `Thực hiện Quyết định 5/QĐ-TTg, tỉnh báo cáo kết quả theo quy định như sau:` leads to what was done.
_DONE = re.compile(r"\b(?:báo\s+cáo|kết\s+quả|thực\s+hiện)\b", re.IGNORECASE)
# A clause, a point, an article, what is left out, or quotation marks open a line of a rule.
_CLAUSE = re.compile(
    r"[\"“]?\s*(?:\d{1,2}\s?[.)]|[a-zđ]\s?[).]|\([a-zđ\d]{1,2}\)|điều\s+\d|[-–+•*]|\.\.\.|…)", re.IGNORECASE
)
# How many lines of a title a rule may have above its first clause.
_TITLE_LINES = 2


def quotations(outline: Outline) -> Iterator[Span]:
    """Where an article quotes the words of a rule: from the line that leads to them to the last clause.

    Args:
        outline: the document's text with its parts.
    """
    if outline.opening.formal:
        return
    text, blocks = outline.text, outline.blocks
    reached = 0
    for index, block in enumerate(blocks):
        lead = text[block.start : block.end]
        if block.start < reached or not _FOLLOWS.search(lead) or not _RULE.search(lead) or _DONE.search(lead):
            continue
        last, title = index, 0
        for place in range(index + 1, len(blocks)):
            if _CLAUSE.match(text, blocks[place].start):
                last = place
            elif last > index or title == _TITLE_LINES:
                break
            else:
                title += 1
        if last > index:
            reached = blocks[last].end
            yield block.end, reached
