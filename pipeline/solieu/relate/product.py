"""Which rate and which count make which total, and which mean two figures have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from solieu.arithmetic import Span, amount, worth, written
from solieu.relate.scene import Figure, Scene
from solieu.types import Mention, Relation

# How far a figure may stand from the rate it belongs to, in characters.
AWAY = 250
# How far a total may be from the product and still be meant, where words say so: a slip, no other thing.
FAR = Decimal("0.5")

# What a rate is counted over, though its words do not say it with a slash: `mỗi hộ 5 triệu đồng`
_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng)\s+(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)"
    r"(?:\s(?:được|nhận|hỗ trợ|trị giá|có giá|giá|là|với|hưởng|số tiền|mức|tặng|gồm|có)){0,3}\s*$",
    re.IGNORECASE,
)
_MEAN = re.compile(r"(?<!\w)(?:bình quân|trung bình|tính ra)(?!\w)", re.IGNORECASE)
# What says that a figure is what a rate and a count make
_TOTAL = re.compile(
    r"(?<!\w)(?:tổng(?:\s(?:số tiền|giá trị|trị giá|kinh phí|mức|số|cộng|chi phí|cộng là|sản lượng|vốn))?|"
    r"trị giá|tương đương|tương ứng|thu về|thu được|bằng|thành tiền|sản lượng)"
    r"(?:\s(?:với|là|đạt|khoảng|gần|hơn|trên|số tiền|tổng|lên tới|lên đến|tiền|giá trị)){0,3}\s*$",
    re.IGNORECASE,
)
_TIME = frozenset(
    {"năm", "tháng", "ngày", "đêm", "quý", "tuần", "giờ", "h", "phút", "s", "giây", "vụ", "lần", "lượt"}
)
_STOP = re.compile(r"[.;]\s|\n")


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate: what it is in, what it is over, and whether the text calls it a mean."""

    figure: Figure
    unit: str
    over: str
    mean: bool


def find_products(scene: Scene) -> list[Relation]:
    """The products and means that the text ties together, in text order.

    A rate (`12.000 đồng/cổ phiếu`, `mỗi hộ 5 triệu đồng`) belongs to the one count or amount of its sentence
    that has the unit under its slash (`10 triệu cổ phiếu`), and makes the one total of its sentence that has
    the unit above it (`120 tỷ đồng`). Two candidates leave it open unless one of them fits. A total that does
    not fit is taken only where the text calls it one (`tổng`, `trị giá`). A rate told as a mean (`bình
    quân`) is an `average`. `probability` is the chance that an unrelated total would have fitted.
    """
    found = []
    for figure in scene.figures:
        rate = _rate(scene, figure)
        if rate is not None and (members := _members(scene, rate)) is not None:
            found.append(_relation(rate, *members))
    return found


def _relation(rate: _Rate, count: Figure, total: Figure) -> Relation:
    low = abs(total.quantity.low)
    span = product(rate.figure.mention, count.mention)
    window = span.high - span.low + total.quantity.step
    odds = float(min(Decimal(1), window / low)) if low else 1.0
    if rate.mean:
        members = (("total", total.mention), ("count", count.mention), ("mean", rate.figure.mention))
        return Relation("average", members, "average.told", odds)
    members = (("rate", rate.figure.mention), ("count", count.mention), ("total", total.mention))
    return Relation("product", members, "product.told", odds)


def product(rate: Mention, count: Mention) -> Span:
    """The numbers that a rate times a count can come to, each of them anywhere in what was rounded to it."""
    left, right = written(rate), written(count)
    return Span(left.low * right.low, left.high * right.high)


def _rate(scene: Scene, figure: Figure) -> _Rate | None:
    if figure.kind not in ("money", "measure") or not figure.level:
        return None
    unit, _, over = figure.unit.partition("/")
    mean = _MEAN.search(re.split("[;:(]", figure.label)[-1]) is not None
    if not over:
        each = _EACH.search(figure.label)
        if each is None or figure.kind != "money":
            return None
        over = each["noun"].casefold().split()[0]
    over = over.casefold()
    return None if over.split()[0] in _TIME or "/" in over else _Rate(figure, unit, over, mean)


def _members(scene: Scene, rate: _Rate) -> tuple[Figure, Figure] | None:
    """The count and the total of a rate, or None where the text leaves them open."""
    near = [figure for figure in _around(scene, rate.figure) if figure.level]
    counts = [figure for figure in near if _is_over(figure, rate.over)]
    totals = [figure for figure in near if _is_total(figure, rate) and not _EACH.search(figure.label)]
    pairs = [(count, total) for count in counts for total in totals if count is not total]
    fitting = [pair for pair in pairs if fits(rate.figure.mention, *(f.mention for f in pair))]
    if len(fitting) == 1:
        return fitting[0]
    if len(pairs) != 1:
        return None
    count, total = pairs[0]
    told = _TOTAL.search(total.label) is not None or rate.mean
    return pairs[0] if told and _tied(scene, rate, count, total) else None


def fits(rate: Mention, count: Mention, total: Mention) -> bool:
    """Whether a rate times a count can be a total, given what was rounded."""
    span = product(rate, count)
    scale = _scale(rate, total)
    return Span(span.low * scale, span.high * scale).meets(written(total))


def _scale(rate: Mention, total: Mention) -> Decimal:
    """What turns a rate's unit into a total's; a count of things is in its own."""
    above, below = amount(rate).unit, amount(total).unit
    return (worth(above, below) if above and below else None) or Decimal(1)


def _tied(scene: Scene, rate: _Rate, count: Figure, total: Figure) -> bool:
    """Whether a total that does not fit is meant all the same: near enough, and nothing else between."""
    made = rate.figure.quantity.low * count.quantity.low * _scale(rate.figure.mention, total.mention)
    if not made:
        return False
    first, last = (
        min(count.index, total.index, rate.figure.index),
        max(count.index, total.index, rate.figure.index),
    )
    return last - first == 2 and abs(total.quantity.low / made - 1) <= FAR


def _around(scene: Scene, rate: Figure) -> Iterator[Figure]:
    """The other figures of a rate's sentence that stand near it."""
    for figure in scene.in_sentence(rate.sentence):
        if figure is rate or abs(figure.start - rate.start) > AWAY:
            continue
        first, last = sorted((figure, rate), key=lambda one: one.start)
        if not _STOP.search(scene.text, first.end, last.start):
            yield figure


def _is_over(figure: Figure, over: str) -> bool:
    """Whether a figure counts what a rate is over."""
    if figure.kind == "count":
        return _named(figure.noun, over)
    return figure.kind == "measure" and figure.unit.casefold() == over


def _named(noun: str, name: str) -> bool:
    """Whether a noun begins with a name, to the end of a word."""
    return noun.startswith(name) and not noun[len(name) :][:1].isalpha()


def _is_total(figure: Figure, rate: _Rate) -> bool:
    """Whether a figure is in what a rate makes: money of money, `594 học sinh` of `33 học sinh/lớp`."""
    if figure.kind == "count":
        return rate.figure.kind == "measure" and _named(figure.noun, rate.unit.casefold())
    if figure.kind != rate.figure.kind:
        return False
    return worth(rate.unit, figure.unit) is not None
