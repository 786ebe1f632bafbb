"""What a cited document is about, as the citing text says behind its number, date and issuer.

`Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ quy định chi tiết một số điều …;` By Decree
30/2020/NĐ-CP, annex I, a document is cited with type, number, day, issuer and summary. A summary goes on to
the end of its item (a semicolon, a full stop, a bracket) or to the next document in a list.
"""

from __future__ import annotations

import re

from solieu.lexicon.pattern import GAP, SPACE

_LONGEST = 300
# A summary begins with `về` or with what the document does; behind a comma or a quotation mark perhaps.
_OPENS = re.compile(
    rf"""(?:{GAP}|{SPACE}?[,“"]{GAP}?|{SPACE}?[,]{GAP}[“"]){{1}}
    (?P<subject>(?:về|quy{GAP}định|hướng{GAP}dẫn|phê{GAP}duyệt|ban{GAP}hành|sửa{GAP}đổi|bổ{GAP}sung|công{GAP}bố|
    điều{GAP}chỉnh|thành{GAP}lập|triển{GAP}khai|tăng{GAP}cường|đẩy{GAP}mạnh|bãi{GAP}bỏ|giao|kiện{GAP}toàn)(?!\w)
    (?!{GAP}(?:tại|của|này|trên)(?!\w)))""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = re.compile(
    rf"""[;()“”":\[\]]|\.(?=\s|\Z)|\n\s{{0,20}}\n|\n\s{{0,20}}(?=Căn{GAP}cứ|Xét|Theo|[-–+•*]|\d{{1,2}}[.)])|
    ,{GAP}(?=(?:có{GAP}hiệu{GAP}lực|được|đã{GAP}được|trong{GAP}đó|theo{GAP}đó)(?!\w))""",
    re.VERBOSE,
)
_JOINS_NEXT = re.compile(rf"(?:,|{GAP}và|{GAP}hoặc)?\s{{0,12}}\Z")


def subject_after(text: str, at: int, next_citation: int) -> str | None:
    """What stands behind a citation as its summary, on one line, or None.

    >>> text = "Nghị định 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ quy định chi tiết Luật;"
    >>> subject_after(text, text.index(" quy định"), len(text))
    'quy định chi tiết Luật'
    """
    opens = _OPENS.match(text, at)
    if opens is None:
        return None
    stop = min(len(text), opens.start("subject") + _LONGEST)
    found = _ENDS.search(text, opens.end(), stop)
    end = found.start() if found else stop
    if next_citation < end:
        before = _JOINS_NEXT.search(text, max(at, next_citation - 16), next_citation)
        listed = before is not None and before[0].strip() != ""
        end = before.start() if listed and before is not None else end
    subject = " ".join(text[opens.start("subject") : end].split()).rstrip(",")
    return subject if len(subject.split()) > 2 and (found or end < stop) else None
