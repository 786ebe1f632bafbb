"""What a figure tells of: the short phrase that names it, as written.

The phrase stands before the number in its clause (`nữ chiếm 27,98%`, `thu nội địa 5.336 tỷ đồng`), or
behind it (`53% là đồng bào dân tộc thiểu số`, `16 địa phương cho kết quả dưới 80%`), or was said
with the figure before (`dư nợ ngắn hạn 88.218 tỷ đồng, tăng 4,52%`), from which it is then carried over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from solieu.extract.concept.context import (
    BAR,
    FIGURES,
    Edges,
    Left,
    Right,
    canvas,
    edges,
    left_of,
    noun_end,
    right_of,
    strip_trailing,
    trim,
)
from solieu.extract.concept.subject import inner, is_generic, joint, subject_of
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, OPTIONAL_GAP, SPACE, UPPER, alternation
from solieu.types import Mention

_LONGEST_ACT = 4
_LONGEST_STUFF = 4
_LONGEST_VERB = 2

_HEDGED = (
    rf"(?:{GAP}(?:trên|hơn|gần|khoảng|dưới|tới|đến|từ|tối thiểu|tối đa|ít nhất|không quá))?{OPTIONAL_GAP}\Z"
)
# What precedes an amount that its own clause names: `nữ chiếm 27,98%`, `GRDP tăng 5%`, `Phí:`, `(`.
_NAMES_ITSELF = re.compile(
    rf"(?:[:(]|(?<!\w)(?:chiếm|đạt|là|tăng|giảm|bằng|tỷ lệ|lên|xuống|còn|tương đương|tương ứng|ước|vượt|"
    rf"đóng{GAP}góp|cao{GAP}hơn|thấp{GAP}hơn|nhiều{GAP}hơn|ít{GAP}hơn|kém|hết|từ)){_HEDGED}",
    re.IGNORECASE,
)
# `tại Hưng Yên có 19 xã đang thiếu …`: what is said of them stands behind.
_THERE_ARE = re.compile(
    rf"(?<!\w)(?:có|còn|có tới|hiện có|chỉ có|chỉ còn|xảy ra|tất cả|tổng cộng|top|làm|khiến|gồm){_HEDGED}",
    re.IGNORECASE,
)
# The figure is what another one is a share of: `2.874 em trên tổng số 2.880 học sinh`.
_BASE = re.compile(rf"(?:(?<!\w)(?:trên|trong){GAP}(?:tổng{GAP}số|số)|/){OPTIONAL_GAP}\Z", re.IGNORECASE)
# The phrase behind an amount: `53% là đồng bào dân tộc thiểu số`, `80% số ca`, `giảm 5% về vốn`.
_OF = re.compile(
    rf"{SPACE}{{1,4}}(?![\"”–-])(?:(?P<link>là|của|số|tổng{GAP}số|trong{GAP}tổng{GAP}số|trong{GAP}số|về){GAP})?",
    re.IGNORECASE,
)
# Where money comes from: `trích 40 tỷ đồng từ quỹ dự phòng`.
_FROM = re.compile(rf"{SPACE}{{1,4}}(?P<link>từ){GAP}(?!\d)", re.IGNORECASE)
# What a share is taken of ends with its clause, or where the sentence goes on: `12,61% kế hoạch và giảm 2%`.
_REST = re.compile(
    r"[^,;:()\n\x00\x02.]{1,80}?(?=[,;:()\n\x00\x02.]|\s(?:và|nhưng|là|so|được|đã|với|trong đó)\s|\Z)"
)
_PLANNED = re.compile(r"(?:kế hoạch|dự toán|cùng kỳ|chỉ tiêu|mục tiêu)(?!\w)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|kế hoạch|dự toán)(?!\w)", re.IGNORECASE)
_ABOUT = re.compile(rf"\A\s*(?:về|theo|tại|qua|trên|là|thuộc|ở|từ|do|cho){GAP}", re.IGNORECASE)
# `chất thải nhập khẩu từ 10 quốc gia vào Malaysia đã tăng lên 456.000 tấn`: the subject runs through a figure
_RUNS_ON = re.compile(r"\s*(?:vào|ở|tại|trên|của|trở lên|trở xuống|được|bị)(?!\w)", re.IGNORECASE)
# `hồ sơ (chiếm 25%) cấp sai đối tượng`: an aside behind the noun
_ASIDE = re.compile(r"\s*\([^()\n]{1,60}\)(?=\s*\w)")
# `Số nợ này chiếm 39,2%`: what was just said
_THIS = re.compile(r"(?:\w+ ){1,4}(?:này|đó|trên)", re.IGNORECASE)
# `trong đó thành phố Cẩm Phả 540 ngôi nhà, Vân Đồn 465 ngôi nhà`: a part says where, the whole said what.
_PLACE = re.compile(
    rf"\W*(?:(?:[Tt]rong đó|các|và|riêng|mỗi|tại|ở){GAP}){{0,2}}"
    rf"(?:(?:thành phố|huyện|xã|tỉnh|phường|quận|thị xã|thị trấn)(?!\w)|[{UPPER}]\w+ [{UPPER}])"
)
# A dimension alone: of `diện tích 100 m2 đất` the land is told.
_BODY = re.compile(r"\A(?:tỉnh|huyện|xã|phường|phố|dân|nước)\s?")  # who does it: `tỉnh trích`
_NAME = re.compile(rf"\s[{UPPER}]")
_BARE = re.compile(r"(?:diện tích|giá trị|khối lượng|tỷ lệ|số lượng|trọng lượng)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the figure before told of, and what it counted."""

    concept: str | None = None
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """A figure with what stands around it."""

    mention: Mention
    near: str  # the characters before the number
    left: Left
    behind: Right | None
    linked: str | None  # the word that joins `behind` to the number
    stated: bool  # a verb opens what stands behind the noun
    tail: bool  # `behind` is the end of the noun phrase itself: `vụ phạm pháp hình sự`
    carried: str | None  # what the figure before told of, if it may hold for this one
    said: _Said


@cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{alternation(lexicon.column('classifiers', 'name'))}(?!\w)", re.IGNORECASE)


def add_concepts(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with `concept` filled where the text says what a figure tells of.

    >>> from solieu.extract.quantity.find import find_quantities
    >>> from solieu.lexicon import load
    >>> text = "trong đó, nữ chiếm 27,98%, DTTS chiếm 72,94%, tăng 2%"
    >>> [m.concept for m in add_concepts(text, find_quantities(text, load()), load())]
    ['nữ', 'DTTS', 'DTTS']
    """
    words = edges(lexicon)
    chars = canvas(text, mentions, lexicon)
    out: list[Mention] = []
    said = _Said()
    figures = [mention for mention in mentions if mention.kind in FIGURES]
    nexts = iter([*(figure.start for figure in figures[1:]), len(text)])
    for mention in mentions:
        if mention.kind in FIGURES:
            scene = _scene(text, chars, mention, next(nexts), said, words, lexicon)
            concept = _of_count(scene, words) if mention.kind == "count" else _of_amount(scene, words)
            _consume(chars, scene, concept)
            if concept is not None:
                mention = replace(mention, concept=concept)
            if not _BASE.search(scene.near):
                said = _Said(_listed(scene, words) or concept, mention.noun)
        out.append(mention)
    return out


def _scene(
    text: str, chars: list[str], mention: Mention, following: int, said: _Said, words: Edges, lexicon: Lexicon
) -> _Scene:
    near = "".join(chars[max(0, mention.start - 24) : mention.start])
    left = left_of(chars, mention.start, words)
    opened = words.opener.match(",".join(left.parts)) is not None
    linked, stated, tail = None, False, False
    if mention.kind == "count":
        end = noun_end(text, mention)
        stated = words.predicate.match(text[end : end + 40].lstrip()) is not None
        behind, tail = _behind_noun(text, mention, following, words, lexicon)
    else:
        link = (_FROM.match(text, mention.end) if mention.kind == "money" else None) or _OF.match(
            text, mention.end
        )
        linked = link and link["link"]
        behind = None
        if link:
            right = "".join(chars[link.end() : min(following, link.end() + 300)])
            found = right_of(right, 0, len(right), words)
            behind = found and Right(found.phrase, link.end() + found.end)
    carried = said.concept if left.after_figure or opened else None
    return _Scene(mention, near, left, behind, linked, stated, tail, carried, said)


def _behind_noun(
    text: str, mention: Mention, following: int, words: Edges, lexicon: Lexicon
) -> tuple[Right | None, bool]:
    """What is said of those counted behind their noun, and whether the noun phrase itself says it."""
    if mention.noun is None:
        return None, False
    end = noun_end(text, mention)
    if aside := _ASIDE.match(text, end):
        end, following = aside.end(), len(text)
    behind = right_of(text, end, following, words, skip=words.starts)
    if behind is not None and not strip_trailing(behind.phrase, words):  # `xã có dưới 32 biên chế`
        behind = right_of(text, end, len(text), words, skip=words.starts)
    if behind is not None and words.starts.match(text, end):
        return behind, False
    own = False
    known = None if aside else _counted(lexicon).match(mention.noun)
    if known:
        tail = mention.noun[known.end() :]
        if tail.strip() and "," not in tail and end > mention.end:
            behind = right_of(text, end - len(tail), following, words, skip=words.starts)
            own = True
    if behind is None or behind.phrase[0].isupper():  # `xe máy Honda`
        return None, False
    if " " not in behind.phrase and not words.predicate.match(behind.phrase):  # `vé lượt`
        return None, False
    return behind, own


def _consume(chars: list[str], scene: _Scene, concept: str | None) -> None:
    """Bar what belongs to this figure and is no subject of the next: `đạt 12,61% kế hoạch và giảm 2%`."""
    behind = scene.behind
    if behind is None:
        return
    end = behind.end
    if scene.mention.kind == "percent":
        rest = _REST.match("".join(chars[scene.mention.end : scene.mention.end + 90]))
        end = max(end, scene.mention.end + rest.end()) if rest else end
    elif concept is None or not behind.phrase.startswith(concept.split(", ")[0]):
        return
    chars[scene.mention.end : end] = BAR * (end - scene.mention.end)


def _listed(scene: _Scene, words: Edges) -> str | None:
    """`trong đó có 21 nữ, chiếm 38,89%`: the noun, of which the share behind it tells."""
    last = scene.left.parts[-1]
    if scene.behind is None and words.opener.match(last) and not strip_trailing(last, words).strip():
        return scene.mention.noun
    return None


def _of_amount(scene: _Scene, words: Edges) -> str | None:
    mention, carried = scene.mention, scene.carried
    behind = scene.behind.phrase if scene.behind else None
    before = _before(scene, words)
    named = _NAMES_ITSELF.search(scene.near) is not None
    if mention.kind == "measure":  # `170 ha lúa giống`, but `diện tích 100 ha gắn với`
        dimension = before is not None and words.dimension.search(before) is not None
        if dimension and not (behind and before and _BARE.fullmatch(before)):
            return before
        return _done(scene, _first(behind, _LONGEST_STUFF), words) or before or carried
    if mention.change and behind and not _PLANNED.match(behind):  # `giảm tối thiểu 10% biên chế`
        return behind
    if mention.kind == "percent" and before and behind and words.dimension.match(before):
        named = named or (scene.linked or "").lower() == "là"
    if mention.kind == "percent" and scene.near.rstrip().endswith(":") and not _TOTAL.match(behind or ""):
        named = False  # `Về trình độ: 100% có trình độ đại học`
    if mention.kind == "money" and scene.linked == "từ":
        named = named or (before is not None and words.dimension.search(before) is not None)
    if named:
        return before or carried or behind
    return _done(scene, behind, words) or before or carried


def _done(scene: _Scene, behind: str | None, words: Edges) -> str | None:
    """What is done with an amount and what it is an amount of: `trồng mới 9 nghìn ha rừng` tells of both.

    A name that ends the clause does nothing: `vay làm đường Trần Phú bằng 20.000 m2 đất`.
    """
    if behind is None:
        return None
    clause = strip_trailing(scene.left.parts[-1], words)
    act = trim(clause, words, longest=_LONGEST_VERB, keep_end=True)
    act = _BODY.sub("", act or "")
    named = act[:1].isupper() and not clause.lstrip().startswith(act)
    return (
        f"{act} {behind}".strip() if not named and not _NAME.search(act) and not is_generic(act) else behind
    )


def _before(scene: _Scene, words: Edges) -> str | None:
    left, carried = scene.left, scene.carried
    last = left.parts[-1]
    if carried and left.after_figure:
        if len(left.parts) == 1 and _RUNS_ON.match(last) and not words.dimension.search(last):
            return carried
        if words.opener.match(last) and not strip_trailing(last, words).strip():  # `trong đó năm 2024 là`
            return carried
    before = subject_of(left, words)
    if before is not None and _THIS.fullmatch(before) and scene.said.concept:
        return scene.said.concept
    return before


def _of_count(scene: _Scene, words: Edges) -> str | None:
    behind = scene.behind.phrase if scene.behind else None
    whole = joint(scene.left.item, words) if behind is None else None
    if whole is not None and not words.predicate.search(whole):
        return whole
    last = scene.left.parts[-1]
    act = trim(inner(strip_trailing(last, words)), words, longest=_LONGEST_ACT, keep_end=True)
    act = None if act is None or is_generic(act) else act
    there_are = _THERE_ARE.search(scene.near) is not None
    if act is not None and behind is None and scene.carried and _PLACE.match(last):
        return scene.carried
    if act is not None and _NAMES_ITSELF.search(scene.near) and not there_are:
        subject = subject_of(scene.left, words)
        return (
            behind if scene.stated and behind and subject and not words.dimension.search(subject) else subject
        )
    if act is None or there_are:
        item = scene.left.after_figure and act is None  # of a list: `lấy trộm 1 điện thoại, 1 máy quạt`
        if item and scene.tail and scene.carried and _differ(scene.said.noun, scene.mention.noun):
            return scene.carried
        about = behind and _ABOUT.sub("", behind)
        subject = scene.carried if item and scene.carried else subject_of(scene.left, words, _LONGEST_ACT)
        return about or act or subject or scene.carried
    if behind is not None and words.predicate.match(behind):
        return behind
    return act


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two counted nouns begin with different words: things of a list, not kinds of one thing."""
    return one is not None and other is not None and one.split()[0].lower() != other.split()[0].lower()


def _first(phrase: str | None, syllables: int) -> str | None:
    """The beginning of a phrase that follows its figure."""
    return None if phrase is None else " ".join(phrase.split()[:syllables])
