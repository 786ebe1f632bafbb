"""Which percentages divide one whole, so that they should total 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from solieu.arithmetic import HUNDRED, room
from solieu.relate.listing import ITEMS, Opening, openings
from solieu.relate.scene import Figure, Scene
from solieu.types import Mention, Relation

# How many shares a division may have, and how far it may run on, in characters.
MANY, LONG = 25, 1500
# How far a list that says it is all may be from 100, in points, before it is taken for another kind of list;
# and above 100 where its heading leaves no other reading.
FAR, ABOVE = Decimal(15), Decimal(60)

# What makes the list under it a division of one whole: `Cơ cấu kinh tế:`, `Phân theo thời hạn:`
_DIVIDED = re.compile(
    r"(?<!\w)(?:(?:cơ cấu|phân|chia) theo|cơ cấu(?! lại)|(?:tỷ|tỉ) trọng (?:của )?các)(?!\w)",
    re.IGNORECASE,
)
# Headings under which only shares can stand
_SURELY = re.compile(
    r"(?<!\w)(?:(?:cơ cấu|phân|chia) theo|cơ cấu (?:kinh tế|ngành|GRDP|GDP|nguồn vốn|vốn|chi|thu))(?!\w)",
    re.IGNORECASE,
)
# What a list of rates is headed by: each may be anything up to 100 by itself
_RATES = re.compile(
    r"(?<!\w)(?:tăng|giảm|tốc độ|hoàn thành|tiến độ|kế hoạch|đạt|lãi suất|thuế suất|mức|so với|gấp|cùng kỳ|"
    r"chỉ tiêu|từng|mỗi|trung bình|bình quân|lần lượt|tối đa|tối thiểu|ít nhất)(?!\w)",
    re.IGNORECASE,
)
# What leaves the list open, or makes what follows a part of a part
_LEFT_OPEN = re.compile(
    r"…|\.\.\.|(?<!\w)(?:v\.\s?v|trong đó|riêng|chủ yếu|nhất là|bao gồm cả|gồm cả|kể cả|cùng kỳ)(?!\w)",
    re.IGNORECASE,
)
_REST = re.compile(r"(?<!\w)còn lại(?!\w)", re.IGNORECASE)
_REST_TAIL = re.compile(r"[^,;.\n]{0,40}?\scòn lại(?!\w)", re.IGNORECASE)
# The two that make up everybody: `nam chiếm 48,2%, nữ chiếm 51,8%`, `nông thôn …, thành thị …`
_COMPLEMENTS = tuple(
    (re.compile(rf"(?<!\w){left}(?!\w)", re.IGNORECASE), re.compile(rf"(?<!\w){right}(?!\w)", re.IGNORECASE))
    for left, right in (
        ("(?<!việt )(?<!miền )nam", "nữ"),
        ("nông thôn", "(?:thành thị|đô thị)"),
        ("(?:đồng ý|tán thành)", "không (?:đồng ý|tán thành)"),
        ("trong nước", "(?:nước ngoài|ngoài nước)"),
    )
)
_SHARE = re.compile(r"(?<!\w)chiếm(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def find_partitions(
    scene: Scene, sums: Sequence[Relation] = (), told: Sequence[Relation] = ()
) -> list[Relation]:
    """The divisions of one whole into shares that exclude each other, in text order.

    The text has to say that the list is all of it: a heading (`Cơ cấu kinh tế:`, `Phân theo thời hạn:`), a
    cue (`gồm`), a share that is what is left (`còn lại`), or two that make up everybody (nam, nữ). Shares
    `told` of every part of one of the `sums` are such a division too. Other lists of shares under a colon are
    taken where they do total 100; overlapping properties never are. `probability` is the chance that
    unrelated shares would have totalled 100.
    """
    found: dict[tuple[int, ...], Relation] = {}
    spots = openings(scene)
    lists = (*_listed(scene, spots), *_rests(scene), *_complements(scene))
    named = [([figure.mention for figure in shares], rule) for shares, rule in lists]
    for shares, rule in (*_of_sums(sums, told), *named):
        key = tuple(mention.start for mention in shares)
        if not any(set(key) <= set(other) or set(other) <= set(key) for other in found):
            odds = min(Decimal(1), 2 * room(shares) / HUNDRED)
            members = tuple(("share", mention) for mention in shares)
            found[key] = Relation("partition", members, f"partition.{rule}", float(odds))
    return [found[key] for key in sorted(found)]


def _off(shares: Sequence[Figure]) -> Decimal:
    return abs(sum((figure.quantity.low for figure in shares), Decimal(0)) - HUNDRED)


def _fits(shares: Sequence[Figure]) -> bool:
    return _off(shares) <= room([figure.mention for figure in shares])


def _of_sums(sums: Sequence[Relation], told: Sequence[Relation]) -> Iterator[tuple[list[Mention], str]]:
    """The shares of the parts of a sum, where every part has one and none of another whole."""
    percents = {
        part.start: (percent, base.start if base else None)
        for relation in told
        for percent, base, part in [tuple(map(relation.one, ("percent", "base", "part")))]
        if percent and part
    }
    for relation in sums:
        whole, parts = relation.all("whole")[0], relation.all("part")
        shares = [percents.get(part.start) for part in parts]
        known = [share[0] for share in shares if share and share[1] in (None, whole.start)]
        if len(known) == len(parts):
            yield known, "of_sum"


def _listed(scene: Scene, spots: Sequence[Opening]) -> Iterator[tuple[list[Figure], str]]:
    for opening in spots:
        if opening.role not in ("colon", "comprises", "within", "bracket"):
            continue
        shares = _shares_behind(scene, opening)
        if len(shares) < 2 or _overlapping(shares):
            continue
        heading = _heading(scene, opening)
        divided = _DIVIDED.search(heading) is not None or opening.role == "comprises"
        if _RATES.search(heading) and not _DIVIDED.search(heading):
            continue
        if divided and (_fits(shares) or _meant(shares, heading)):
            yield shares, "divided"
        elif _fits(shares):
            yield shares, "listed"


def _meant(shares: Sequence[Figure], heading: str) -> bool:
    """Whether shares that do not total 100 are a division all the same: many enough, and near enough."""
    above = sum((figure.quantity.low for figure in shares), Decimal(0)) > HUNDRED
    return len(shares) > 2 and _off(shares) <= (ABOVE if above and _SURELY.search(heading) else FAR)


def _heading(scene: Scene, opening: Opening) -> str:
    """The words that lead up to a list, back to the mark before them."""
    start = scene.sentences[scene.sentence_at(opening.start)][0]
    words = scene.text[max(start, opening.start - 120) : opening.end]
    return re.split(r"[;.\n]", words.rstrip(": \n("))[-1]


def _shares_behind(scene: Scene, opening: Opening) -> list[Figure]:
    """The shares of the list that an opening leads: of its sentence, or of the items on the lines below."""
    first = scene.sentence_at(opening.end)
    shares: list[Figure] = []
    for figure in islice(scene.after(opening.end), 4 * MANY):
        if figure.start - opening.end > LONG or figure.sentence > first + ITEMS:
            break
        if opening.bracket is not None and figure.start > scene.close_of(opening.bracket):
            break
        if figure.sentence > first and not (scene.is_item(figure.sentence) and scene.is_heading(first)):
            break
        if figure.bracket != opening.bracket:
            continue
        since = shares[-1].end if shares else opening.end
        if _LEFT_OPEN.search(scene.text, since, figure.start):
            break
        if figure.kind != "percent":
            continue
        if not _is_share(scene, figure):
            return []
        shares.append(figure)
    return _closed(scene, shares[:MANY])


def _closed(scene: Scene, shares: list[Figure]) -> list[Figure]:
    """The shares, or none where what follows the last leaves the list open."""
    if shares:
        stop = scene.sentences[shares[-1].sentence][1]
        if re.search(r"…|\.\.\.|v\.\s?v", scene.text[shares[-1].end : stop]):
            return []
    return shares


def _is_share(scene: Scene, figure: Figure) -> bool:
    """Whether a percentage can be one of a list of shares: no change, no rate of anything else."""
    if not figure.level or figure.unit != "%" or not 0 < figure.quantity.low < HUNDRED:
        return False
    label = re.split(r"[,;:(\n]", figure.label)[-1]
    if _SHARE.search(label):
        return True
    return (
        not _RATES.search(label) and not _RATES.match(figure.tail.strip()) and len(_WORD.findall(label)) <= 14
    )


def _overlapping(shares: Sequence[Figure]) -> bool:
    """Whether shares are told by properties that one person can have together: nữ, DTTS, dưới 35 tuổi."""
    dimensions = {figure.dimensions for figure in shares}
    return len(dimensions) > 1 and any(dimensions)


def _run_before(scene: Scene, last: Figure) -> list[Figure]:
    """The shares that lead up to one in its sentence and bracket."""
    run = [last]
    for figure in takewhile(lambda f: f.sentence == last.sentence, scene.before(last.start)):
        if figure.bracket != last.bracket or figure.kind != "percent":
            continue
        if not _is_share(scene, figure) or len(run) == MANY:
            break
        if _LEFT_OPEN.search(scene.text, figure.end, run[-1].start):
            break
        run.append(figure)
    return run[::-1]


def _rests(scene: Scene) -> Iterator[tuple[list[Figure], str]]:
    """`A chiếm 60%, B chiếm 25%, còn lại 15% là C`: the list that ends in what is left."""
    for last in scene.figures:
        if last.kind != "percent" or not _is_share(scene, last):
            continue
        label = scene.text[max(last.start - 60, scene.sentences[last.sentence][0]) : last.start]
        clause = re.split(r"[,;:(]", label)[-1]
        if not (_REST.search(clause) or _REST_TAIL.match(last.tail)):
            continue
        shares = _run_before(scene, last)
        # what is left has none of the properties told before it
        clear = _fits(shares) or not _overlapping(shares)
        if len(shares) > 1 and clear and _off(shares) <= FAR:
            yield shares, "rest"


def _complements(scene: Scene) -> Iterator[tuple[list[Figure], str]]:
    """`nam chiếm 48,2%, nữ chiếm 51,8%`."""
    for left, right in pairwise(scene.figures):
        if left.sentence != right.sentence or left.bracket != right.bracket:
            continue
        if not (left.kind == right.kind == "percent" and _is_share(scene, left) and _is_share(scene, right)):
            continue
        if re.search(r"[.:]", scene.between(left, right)):
            continue
        sides = [re.split(r"[,;:(]", figure.label)[-1] + " " + figure.tail for figure in (left, right)]
        for one, other in _COMPLEMENTS:
            if _opposed(one, other, sides) or _opposed(one, other, sides[::-1]):
                yield [left, right], "complement"


def _opposed(one: re.Pattern[str], other: re.Pattern[str], sides: Sequence[str]) -> bool:
    """Whether one side is told by the first term alone and the other by the second alone."""
    first, second = sides
    return bool(one.search(first) and other.search(second)) and not (
        other.search(first) or one.search(second)
    )
