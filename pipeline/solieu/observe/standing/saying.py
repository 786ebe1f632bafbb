"""What the words of a figure's own sentence say of its standing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER, UPPER
from solieu.observe.parts.cues import Cue, cues_in
from solieu.observe.parts.outline import Span, Told
from solieu.observe.standing.ahead import Now, asked, foretold, goals, is_idle, is_subject, seen, weather
from solieu.observe.standing.laid_down import FAR, NEAR, given_to_each, is_rate, laid_down
from solieu.observe.standing.schemes import is_size, is_total
from solieu.types import Mention

# How many words that say a standing are looked at before and behind a figure.
_LOOK = 12
# How far before a word like `sau sắp xếp` the text must tell of a draft, in characters.
_DRAFT_REACH = 1500

# How far before a figure the bracket that it stands in is looked for, in characters.
_BRACKET = 200

# The reaches of words that go on behind their clause.
REACHING = ("on", "paragraph", "section")

# The end of a clause: what a word like `mức phạt` speaks of ends there.
_MARK = re.compile(r"[;()\n]|[.,](?=\s)")
# A mark behind which a plan goes on with its parts: `3 loại tàu, gồm: 50 chỗ, 96 chỗ`, `(còn 5%)`.
_PARTS = re.compile(
    r"\s*(?:(?:bao\s+)?gồm\b|trong\s+(?:số\s+)?đó\b|cụ\s+thể\b"
    r"|(?:tức|còn|tương\s+(?:đương|ứng))(?:\s+(?:là|với|khoảng|gần|hơn|tăng|giảm|thêm)){0,3}\s+\d)",
    re.IGNORECASE,
)
# `tăng mức thu giúp thành phố thu thêm 60 tỷ đồng`: what comes of a tariff is none.
_BRINGS = re.compile(r"\b(?:giúp|khiến|làm\s+cho|mang\s+lại)\b", re.IGNORECASE)
# On both sides of a comma that lists names.
_NAME_BEFORE = re.compile(rf"\b[{UPPER}]\w*\s?$")
_BETWEEN_NAMES = re.compile(rf"\s+[{UPPER}]")
_CONTENT = re.compile(r"\b(?:gồm|như\s+sau|nội\s+dung)\s?$", re.IGNORECASE)
# `tạm giao 6.485 biên chế`: posts and targets are assigned for what is to come.
_ASSIGNED = re.compile(
    r"\b(?:giao|bố\s+trí)\s+(?:(?:bình\s+quân|gần|khoảng|hơn|trên|đủ|thêm)\s+)?$", re.IGNORECASE
)
_POSTS = ("biên chế", "chỉ tiêu")
# `Năm 2023, toàn Khối có …` in a rule tells what was.
_PAST = re.compile(r"\W*(?:\d{1,2}[.)]\s+)?(?:trong\s+)?năm\s+\d{4},", re.IGNORECASE)
# The aim itself: `vượt kế hoạch (7%)`, `chỉ tiêu được giao là 5 tỷ đồng`, `mục tiêu 90-90 (90% … - 90% …)`.
_AIMED = re.compile(
    r"\b(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)"
    r"(?:\s+(?:đề\s+ra|được\s+giao|giao|cả\s+năm|năm(?:\s\d{4})?|nhiệm\s+kỳ|\d[\d-]{1,12})){0,2}"
    r"\s*(?:\((?:[^()\n]{0,150}-\s)?|là\s)\s*$",
    re.IGNORECASE,
)
# `vượt 12 chỉ tiêu, GDP tăng 7%`, `bám 30 mục tiêu ở cự ly 40 km`: counted, not set, where no list follows.
_COUNTABLE = re.compile(r"(?:mục|chỉ)\s+tiêu\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d\s+$")
_LISTED = re.compile(r"[^.;,\n]{0,40}:")
# `bà Nguyễn Thị Quyết Tâm`: a word in the name of a person.
_NAME = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+)+")
# `mức phạt 2.000 tệ (khoảng 7 triệu đồng)`: an amount told again in another currency.
_RETOLD = re.compile(r"(?<=\w)\s?\((?:(?:từ|khoảng|gần|hơn|tương đương)\s){0,2}$", re.IGNORECASE)
# `tổng kinh phí cho mức hỗ trợ này là …`, `tổng mức đầu tư ước tính …`: a sum is no tariff, nor an estimate.
_TOTAL = re.compile(r"\btổng\b[^.;:,()\n]{0,50}$", re.IGNORECASE)
_SCHEME = re.compile(r"tổng|kinh\s+phí", re.IGNORECASE)
# `từ 3% hiện nay xuống còn 2%`: the level that a change starts from, behind which it goes on.
_ONWARD = re.compile(r",?\s+(?:xuống|lên)\b", re.IGNORECASE)
# `phương án đã được tỉnh phê duyệt`: what is approved is not done.
_APPROVED = re.compile(r"\s+(?:được\s+)?[^.;:,()\d\n]{0,40}\bphê\s+duyệt\b", re.IGNORECASE)
# `ông sẽ lo nếu thu nhập dưới 800 euro`: what something hangs on is none that is set out to do.
_PROVIDED = re.compile(r"\bnếu\b", re.IGNORECASE)
# `sẽ làm đường, nâng công suất lên 5 triệu khách`: what is done besides; `sẽ đạt 5 tỷ đồng, tăng 5%`.
_COORDINATED = re.compile(
    r"\s*(?:và\s+|đồng\s+thời\s+)?(?:nâng|xây|mở|lắp|trồng|đầu\s+tư|hoàn\s+(?:thành|chỉnh|thiện)|bố\s+trí|bổ\s+sung|tổ\s+chức"
    r"|mua|cấp|thay|sửa|di\s+dời|chuyển|đào\s+tạo|tuyển|sản\s+xuất|phát\s+triển|cung\s+cấp|thu\s+hút|tạo|tăng|giảm)\b",
    re.IGNORECASE,
)
# What an estimate goes on behind, and what only says that a norm or a forecast is as it is.
_REACHED = ("đã", "mới đạt", "mới chỉ", "chỉ đạt", "thực hiện được")
_STANDS = ("hiện", "chỉ đạt", "mới đạt")
# `đề ra nhiệm vụ tháng 9, ông A cho biết, 8 tháng thu …`: what somebody says begins anew.
_SPEAKS = re.compile(
    r",\s[^,;:]{1,90}\b(?:cho\s+biết|cho\s+hay|thông\s+tin|báo\s+cáo|nói)\b\s*(?:,|:|rằng)", re.IGNORECASE
)
# `thu ước đạt 5 tỷ đồng, trong khi chi đã lên 6 tỷ đồng`: something else is told behind it.
_WHILE = re.compile(r"\b(?:trong\s+khi|nhưng\s+(?:sau\s+đó|thực\s+tế|cuối\s+cùng))\b", re.IGNORECASE)
# `thu ước đạt 5 tỷ đồng, dẫn đầu cả nước với …`: what is said of an estimate is none.
# So is what it comes from: `thu ước tăng 5% do có thêm 2 nhà máy`.
_BESIDES = re.compile(
    r",\s+(?:dẫn\s+đầu|đứng|xếp|trở\s+thành|đặc\s+biệt|là)\b|\d[^;\n]{0,60}?\s(?:do|nhờ)\s+(?!đó|vậy)",
    re.IGNORECASE,
)
# `; giải ngân đến ngày 30/11 đạt …`: behind an estimate, a stock at a day is told as it is.
_AT_DAY = re.compile(r";[^;\n]{0,80}?\bđến\s+(?:hết\s+)?ngày\s+\d", re.IGNORECASE)
# `tăng 2 lần so với năm 1997 (năm 1997 thu 17 tỷ đồng)`: what was, beside what is planned.
_ASIDE = re.compile(r"\((?:cả\s+|trong\s+)?năm\s+(\d{4})\b", re.IGNORECASE)
_STATED = {"status": "actual", "reach": "on", "force": ""}
# `vượt 2,9% so với chỉ tiêu kế hoạch`, `so với phương án dự kiến của các bộ`: what a result is set against.
_AGAINST = re.compile(r"\bso\s+(?:với\s+)?(?:\w{1,9}\s+){0,5}$", re.IGNORECASE)
# `đang niêm yết 25 thủ tục theo quy định`: what is done by a rule is not laid down by it.
_DONE = re.compile(r"\b(?:đã|đang|sẽ|bị)\b[^.;\n]*$", re.IGNORECASE)
# `10 tháng lương cơ sở`: what pay is reckoned in, right behind a count; not `9 lần điều chỉnh lương cơ sở`.
_UNIT = re.compile(r"\s+(?:[^\W\d]+\s+)?(?:mức\s+)?")
# Texts that tell of what is yet to be decided.
_DRAFT = re.compile(r"\b(?:đề\s+án|phương\s+án|tờ\s+trình|dự\s+thảo)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a figure, and whether it holds in a document that lays down rules too."""

    told: Told
    strong: bool = False


def sayings(text: str, span: Span, lexicon: Lexicon, now: Now | None) -> list[Cue]:
    """The words of a sentence that say a standing; a goal set for a year to come is one: `đến năm 2045`.

    Args:
        text: the document's text.
        span: the sentence.
        lexicon: the vocabulary.
        now: when the document speaks, None if it is not known.
    """
    words = (_opening(text, span, cue) for cue in cues_in(text, *span, lexicon, "standing_cues"))
    found = [foretold(text, span, cue) for cue in words if _says(text, span, cue)]
    if any(cue.row["status"] == "forecast" for cue in found):
        found += seen(text, span)
    found += [*asked(text, span), *weather(text, span)]
    found += [Cue(match.start(), match.end(), _STATED) for match in _AT_DAY.finditer(text, *span)]
    if now is not None:
        found += goals(text, span, now)
        ago = (match for match in _ASIDE.finditer(text, *span) if int(match[1]) < now.year)
        found += [Cue(match.start(), match.end(), _STATED) for match in ago]
    return sorted((cue for cue in found if not is_idle(text, span, cue, found)), key=_end)


def _opening(text: str, span: Span, cue: Cue) -> Cue:
    """A word like `theo quy định`, which speaks of what follows where it opens its sentence."""
    behind = cue.row["status"] == "norm" and cue.row["reach"] == "behind"
    if not behind or text[span[0] : cue.start].strip(' \n"“-+•'):
        return cue
    return Cue(cue.start, cue.end, {**cue.row, "reach": "on"})


def _says(text: str, span: Span, cue: Cue) -> bool:
    """Whether a word that stands in a sentence says what it says elsewhere."""
    if _NAME.fullmatch(text, cue.start, cue.end):
        return False
    if cue.row["force"] == "draft" and not _DRAFT.search(text, max(0, cue.start - _DRAFT_REACH), cue.start):
        return False
    if cue.row["status"] == "actual" and (_ONWARD.match(text, cue.end) or _APPROVED.match(text, cue.end)):
        return False
    if cue.row["status"] != "plan":
        return True
    low = max(span[0], cue.start - NEAR)
    if _AGAINST.search(text, low, cue.start):
        return False
    counted = _COUNTABLE.match(text, cue.start) and _COUNTED.search(text, low, cue.start)
    return not counted or _LISTED.match(text, cue.end) is not None


def said(text: str, span: Span, cues: Sequence[Cue], figure: Mention) -> Said | None:
    """What a sentence says of a figure in it: the nearest word before it that reaches it, or one behind.

    Args:
        text: the document's text.
        span: the sentence.
        cues: the sentence's `sayings`.
        figure: the figure.
    """
    before = cues[: bisect_right(cues, figure.start, key=_end)]
    if any(cue.row["status"] == "example" for cue in before[-_LOOK:]):
        return Said(Told("example", "sentence"), strong=True)
    if not before and _PAST.match(text, *span):
        return Said(Told("actual", "sentence"), strong=True)
    if _is_aim(text, span, figure):
        return Said(Told("plan", "phrase"), strong=True)
    if (found := _nearest(text, span, before, figure)) is not None:
        return found
    if laid_down(text, span, figure):
        return Said(Told("norm", "phrase"))
    if is_total(text, span, figure):
        return Said(Told("plan", "phrase"))
    return _behind(text, cues, figure)


def lays_down(cues: Sequence[Cue], figure: Mention) -> bool:
    """Whether one of the words before a figure lays down: `lương tối thiểu sẽ tăng từ 4 triệu đồng lên …`.

    Args:
        cues: the sentence's `sayings`.
        figure: the figure.
    """
    before = cues[: bisect_right(cues, figure.start, key=_end)]
    return any(cue.row["status"] == "norm" for cue in before[-_LOOK:])


def _is_aim(text: str, span: Span, figure: Mention) -> bool:
    """Whether a figure is the aim itself, or a number of posts that is assigned."""
    if _AIMED.search(text, max(span[0], figure.start - _BRACKET), figure.start):
        return True
    posts = (figure.noun or "").casefold().startswith(_POSTS)
    return posts and _ASSIGNED.search(text, max(span[0], figure.start - NEAR), figure.start) is not None


def _nearest(text: str, span: Span, before: Sequence[Cue], figure: Mention) -> Said | None:
    """What the nearest word before a figure says that reaches it; None where what is between parts them."""
    given = given_to_each(text, span, figure)
    near = max(span[0], figure.start - NEAR)
    retold = _RETOLD.search(text, near, figure.start) if figure.kind == "money" else None
    until = figure.start if retold is None else retold.start()
    for cue in reversed(before[-_LOOK:]):
        if _passed_over(text, span, before, cue) or aside(text, cue.end, figure.start):
            continue
        low = max(cue.end, figure.start - FAR)
        if _WHILE.search(text, low, figure.start) or _SPEAKS.search(text, low, figure.start):
            return None
        if cue.row["status"] == "estimate" and _BESIDES.search(text, low, figure.start):
            return None
        if cue.row["force"] == "future" and _PROVIDED.search(text, low, figure.start):
            continue
        if cue.row["status"] == "norm" and _BRINGS.search(text, low, figure.start):
            continue
        marked = until - cue.end > FAR or _ends(text, cue, until)
        if given and cue.row["status"] != "actual" and (marked or cue.row["force"] == "future"):
            return None
        if _reaches(cue, figure, marked=marked) or is_size(text, cue, figure):
            strong = cue.row["force"] == "strong" or cue.row["status"] == "actual"
            return Said(Told(cue.row["status"], "sentence" if marked else "phrase"), strong)
    return None


def _ends(text: str, cue: Cue, until: int) -> bool:
    """Whether a mark ends what a word speaks of; a plan goes on behind one that opens its parts, or lists."""
    if cue.row["status"] != "plan":
        return _MARK.search(text, cue.end, until) is not None
    marks = _MARK.finditer(text, cue.end, until)
    mark = next((mark for mark in marks if not _goes_on(text, cue, mark)), None)
    if mark is None:
        return False
    if mark[0] in ".\n":
        return True
    near = max(cue.end, mark.start() - NEAR)
    return not (_PARTS.match(text, mark.end(), until + 1) or _CONTENT.search(text, near, mark.start()))


def _goes_on(text: str, cue: Cue, mark: re.Match[str]) -> bool:
    """Whether a comma only lists names, or what is done besides."""
    if mark[0] != ",":
        return False
    besides = cue.row["reach"] == "clause" and _COORDINATED.match(text, mark.end()) is not None
    return besides or _lists_names(text, mark)


def _lists_names(text: str, mark: re.Match[str]) -> bool:
    """Whether a comma stands between names: `tại Ninh Thuận, Sóc Trăng, Cà Mau để cấp nước`."""
    named = _NAME_BEFORE.search(text, max(0, mark.start() - NEAR), mark.start())
    return named is not None and _BETWEEN_NAMES.match(text, mark.end()) is not None


def _passed_over(text: str, span: Span, before: Sequence[Cue], cue: Cue) -> bool:
    """Whether a word only says how far an estimate or a norm reaches, or is said of a total."""
    word = text[cue.start : cue.end].casefold()
    estimated = any(other.row["status"] == "estimate" for other in before[-_LOOK:])
    # `ước tính đến hết tháng 7, nhập khẩu đã đạt …`: what has been reached is estimated too
    if estimated and word in _REACHED and ";" not in text[span[0] : cue.start]:
        return True
    # `mức lương tối thiểu hiện là …`, `sơ bộ diện tích hiện có …`: a norm or an estimate as it stands
    if word.startswith(_STANDS) and _still(text, before, cue):
        return True
    return _is_total(text, span, before, cue)


def _still(text: str, cues: Sequence[Cue], cue: Cue) -> bool:
    """Whether what a word says of how things stand is said of a norm, a forecast, an estimate before it."""
    other = next((other for other in reversed(cues) if other.end <= cue.start), None)
    if other is None or other.row["status"] not in ("norm", "forecast", "estimate"):
        return False
    if text[other.start : other.end].casefold().startswith("giá"):
        return False  # `giá vé hiện nay`: what is asked now is told as it is
    return _MARK.search(text, other.end, cue.start) is None


def _is_total(text: str, span: Span, cues: Sequence[Cue], cue: Cue) -> bool:
    """Whether a word is said of a total: `tổng kinh phí cho mức hỗ trợ này`, `tổng mức đầu tư ước tính …`."""
    if cue.row["status"] == "norm" and cue.row["reach"] == "clause":
        return _TOTAL.search(text, max(span[0], cue.start - NEAR), cue.start) is not None
    if cue.row["status"] != "estimate":
        return False
    other = next((other for other in reversed(cues) if other.end <= cue.start), None)
    if other is None or other.row["status"] != "plan" or other.row["force"] != "strong":
        return False
    return bool(_SCHEME.match(text, other.start)) and _MARK.search(text, other.end, cue.start) is None


def aside(text: str, start: int, end: int) -> bool:
    """Whether a bracket that a word stands in closes again before another place of the text.

    >>> aside("đạt 44% (kế hoạch là 40%), thu 5 tỷ", 17, 31)
    True
    """
    close = text.find(")", start, end)
    return close >= 0 and text.find("(", start, close) < 0


def _reaches(cue: Cue, figure: Mention, *, marked: bool) -> bool:
    """Whether a word reaches a figure; a tariff goes on over marks for the shares and rates in it.

    A unit of pay like `lương cơ sở` counts nothing, and a price that has changed is no tariff.
    """
    reach, norm = cue.row["reach"], cue.row["status"] == "norm"
    if reach in REACHING:
        return True
    if cue.row["force"] == "level" and figure.kind == "measure":
        return False
    if norm and (
        figure.kind in ("count", "ratio") or figure.change
        if reach == "around"
        else figure.kind == "percent" and figure.change
    ):
        return False
    tariff = norm and (is_rate(figure) or (reach == "clause" and figure.kind == "percent"))
    return reach in ("clause", "around") and (not marked or tariff)


def _end(cue: Cue) -> int:
    return cue.end


def _behind(text: str, cues: Sequence[Cue], figure: Mention) -> Said | None:
    first = bisect_right(cues, figure.end, key=_end)
    for cue in cues[first : first + _LOOK]:
        if is_subject(text, figure, cue):
            return Said(Told(cue.row["status"], "phrase"))
        if cue.row["reach"] in ("behind", "around") and cue.start >= figure.end:
            if cue.start > figure.end + FAR or _MARK.search(text, figure.end, cue.start):
                return None
            if cue.row["status"] == "norm" and (
                _DONE.search(text, max(0, figure.start - NEAR), cue.start)
                or (figure.kind == "count" and not _UNIT.fullmatch(text, figure.end, cue.start))
            ):
                return None
            return Said(Told(cue.row["status"], "phrase"), cue.row["status"] == "actual")
    return None
