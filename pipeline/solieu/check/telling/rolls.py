"""Whether a count is that of the names that are listed right behind it: `3 đối tượng gồm: A, B và C`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solieu.check.wording import quoted
from solieu.types import Finding, Mention, Quantity, Relation, Verdict

# The most names that are read; a longer list is a table.
MOST = 60

_UPPER = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
# From a count to its list: ` bị cáo gồm: `, ` nước ASEAN (bao gồm `, ` nhân viên là `
_OPENS = re.compile(
    r"(?P<noun>\s[^\W\d_][^.,;:()\n\d]{1,60}?)(?P<loose>\s?[,(])?\s"
    r"?(?:(?P<including>bao\s)?gồm(?:\scó)?(?P<colon>\s?:)?|là(?:\s?:)?)\s"
)
# A noun that may not be the one that is listed: `10 nước ASEAN và các đối tác gồm`
_OTHER = re.compile(r"(?<!\w)(?:và|với|cho|từ|trong|tại|ở|để|có)(?!\w)")
# So many each: `mỗi đội còn 2 thí sinh là`
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s[^.;,\n]{0,30}$", re.IGNORECASE)
# What may stand before a name in a list: `ông`, `các bị cáo`, `xã`
_TITLE = (
    r"(?:(?:các|ông|bà|anh|chị|em|cháu|đồng chí|bị cáo|bị can|đối tượng|nghi phạm|nạn nhân|ca sĩ|diễn viên"
    r"|nghệ sĩ|xã|huyện|phường|quận|tỉnh|thành phố|TP\.?|thị xã|thị trấn|thôn|đường|cầu|nước)\s){0,2}"
)
# A name, all of its words with capitals, and what is told of it in brackets: `Nguyễn Văn A (SN 1990, trú …)`
PROPER = rf"[{_UPPER}][\w&’'-]*\.?(?:\s(?:[{_UPPER}][\w&’'-]*\.?|[-–])){{0,7}}"
_NAME = re.compile(
    rf"{_TITLE}(?P<name>[{_UPPER}][\w&’'-]*\.?(?:\s(?:[{_UPPER}][\w&’'-]*\.?|[-–]|\d{{1,3}}(?!\w))){{0,7}})"
    r"(?:\s?\([^()\n]{1,160}\))?"
)
_NEXT = re.compile(r"\s?[,;]?\s(?:và|cùng)\s|\s?[,;]\s")
# Where a list is over: the sentence or the bracket ends, or more is told of all of its names
_OVER = re.compile(
    r"\s?(?:[.)](?:[\s.,]|$)|\n|$|,?\s(?:đều|cùng)\s(?:ngụ|trú|ở|quê|là|sinh|bị|về|có)\s[^.;\n]{0,160}[.\n]"
    r"|,?\svới\s(?:tổng|diện tích|chiều dài|quy mô|số)\s)"
)
# A list of bodies in a bracket of its own: ` đơn vị (Công ty A, B và Công ty C)`
_BRACKET = re.compile(r"\s[^\W\d_][^.,;:()\n\d]{1,60}?\s?\((?P<items>[^()\n\d;:]{5,400})\)")
# What tells of where or who instead of listing: `(thuộc xã …`, `(nay là …`
_NO_ITEM = re.compile(r"(?<!\w)(?:đã|đang|sẽ|bị|được|có|là|thuộc|ngụ|trú|quê|cùng|hoặc|như|nay|trừ)(?!\w)")
_GOES_ON = re.compile(r";|(?<!\w)(?:và|cùng với)(?!\w)")


class _Roll(NamedTuple):
    """The names behind a count, and whether the text may list only some of them."""

    names: tuple[str, ...]
    some: bool


def check_rolls(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each count with a closed list of names right behind it: whether there are so many.

    Only lists of names are read, since other items may hold commas of their own, and only those that end
    with their sentence or bracket. More names than the count are `inconsistent`; fewer are `ambiguous`
    behind a comma or `bao gồm`, which may lead only some.
    """
    return [finding for mention in mentions for finding in _finding(mention, text)]


def _finding(mention: Mention, text: str) -> Iterator[Finding]:
    number = plain_count(mention, MOST)
    roll = _roll(mention, text) if number else None
    if number is None or roll is None:
        return
    listed = len(roll.names)
    verdict: Verdict = "consistent" if listed == number else "inconsistent"
    if listed < number and roll.some:
        verdict = "ambiguous"
    vi, en = _messages(mention, roll.names, verdict)
    yield Finding(
        check="roll",
        verdict=verdict,
        reason=None if verdict == "consistent" else "listed",
        evidence=(mention,),
        message_vi=vi,
        message_en=en,
        stated=str(number),
        expected=str(listed),
        tolerance="0",
        power=1.0,
    )


def plain_count(mention: Mention, most: int) -> int | None:
    """The number of a plain count of at least two and no more than `most` things, which could be listed."""
    value = mention.value
    if mention.kind != "count" or not isinstance(value, Quantity) or mention.hedge or mention.change:
        return None
    whole = value.high is None and value.low == value.low.to_integral_value()
    return int(value.low) if whole and 2 <= value.low <= most else None


def _roll(mention: Mention, text: str) -> _Roll | None:
    """The closed list of at least two names behind a count, or None."""
    if _EACH.search(text, max(0, mention.start - 80), mention.start):
        return None
    opens = _OPENS.match(text, mention.end)
    if opens is None:
        return _bracketed(mention, text)
    if _OTHER.search(opens["noun"]):
        return None
    names = _names(text, opens.end())
    some = bool(opens["including"] or (opens["loose"] and not opens["colon"]))
    return _Roll(names, some) if len(names) > 1 else None


def _bracketed(mention: Mention, text: str) -> _Roll | None:
    """The bodies listed in a bracket behind a count, or None.

    What stands behind the last `và` may belong to the name before it (`Sở Lao động và Xã hội`), so it must
    begin with the same two words as another of the list.
    """
    bracket = _BRACKET.match(text, mention.end)
    if bracket is None or _NO_ITEM.search(bracket["items"]):
        return None
    head, _, last = bracket["items"].rpartition(" và ")
    items = [" ".join(item.split()) for item in (*head.split(","), last)]
    kinds = [item.split()[:2] for item in items]
    own = len(items) > 2 and len(kinds[-1]) == 2 and kinds[-1] in kinds[:-1]
    if not own or any(" và " in item or not item[:1].isupper() for item in items):
        return None
    return _Roll(tuple(items), some=False)


def _names(text: str, position: int) -> tuple[str, ...]:
    """The names that follow one another from a position on; none where the list is not closed."""
    names: list[str] = []
    while len(names) < MOST and (name := _NAME.match(text, position)):
        names.append(name["name"].rstrip("."))
        stopped = name.end() == name.end("name") and name["name"].endswith(".")
        position = name.end() - stopped  # the stop is the sentence's, unless a name of initials goes on
        following = _NEXT.match(text, position)
        if following is None or not _NAME.match(text, following.end()):
            break
        position = following.end()
    over = _OVER.match(text, position)
    return () if over is None or _GOES_ON.search(over[0]) else tuple(names)


def _messages(mention: Mention, names: Sequence[str], verdict: Verdict) -> tuple[str, str]:
    told = quoted(mention)
    if verdict == "consistent":
        return f"{told}: danh sách kèm theo có đúng {len(names)} tên.", f"{told}: so many names are listed."
    shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    vi = f"Văn bản nêu {told}, nhưng kể ra {len(names)} tên ({shown})"
    en = f"The text says {told}, but {len(names)} names are listed ({shown})"
    if verdict == "ambiguous":
        return f"{vi}; có thể chỉ kể một số.", f"{en}; only some may be listed."
    return f"{vi}.", f"{en}."
