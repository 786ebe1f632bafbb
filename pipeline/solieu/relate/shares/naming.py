"""What the text calls the whole that a percentage is a share of."""

from __future__ import annotations

import re

from solieu.relate.scene import Figure, Scene

# What stands between a percentage and the name of its whole: `số`, `của tổng`, `trong tổng số`
_OF = re.compile(
    r"\s*(?:(?:của|trong|trên|toàn bộ|so với)\s+)?(?:(?:tổng số|tổng|số lượng|số)\s+)?", re.IGNORECASE
)
# What makes the name behind it one of things counted: `số ca`, `tổng số hộ`
_NUMBERED = re.compile(r"(?<!\w)số(?!\w)", re.IGNORECASE)
_TOTAL = re.compile(r"(?<!\w)tổng(?!\w)", re.IGNORECASE)
# What is measured of a whole, which its own figure may leave to its unit: `cây ăn trái 20.310 ha`
_MEASURED = frozenset({"diện tích", "sản lượng", "giá trị", "khối lượng", "kim ngạch", "doanh thu", "quy mô"})
_NAME_END = re.compile(r"[,;:.()\n“”\"]|\s(?:và|của|so với|là|trong|với|cho|được|tăng|giảm)\s")


def words(text: str) -> str:
    """A text's words in lower case with single spaces, for comparing."""
    return " ".join(text.casefold().split())


def name_of_whole(scene: Scene, percent: Figure) -> list[str]:
    """The words that name what a percentage is of: `nguồn vốn` in `93,84% tổng nguồn vốn.`"""
    tail = scene.text[percent.end : percent.end + 80]
    of = _OF.match(tail)
    tail = tail[of.end() :] if of else tail
    end = _NAME_END.search(tail)
    return tail[: end.start() if end else len(tail)].casefold().split()[:6]


def same_things(percent: Figure, part: Figure, *, apart: bool) -> bool:
    """Whether a count can be a part of what a percentage names: not `12 loại ung thư chiếm 80% số ca …`

    A count that stands `apart` (`tiêu hủy 120 con lợn, chiếm 6,5% tổng đàn`) may be of what is not counted.
    """
    if part.kind != "count" or not part.noun:
        return True
    of = _OF.match(percent.tail)
    if apart and of is not None and not _NUMBERED.search(of[0]):
        return True
    name = percent.tail[of.end() :].casefold().split() if of and of[0].strip() else []
    return not name or name[0] in part.noun.split()[:2] or part.noun.split()[0] in name[:3]


def named(figure: Figure, name: list[str]) -> bool:
    """Whether a figure's own words hold a name, or its first two words."""
    own = words(f"{figure.label} {figure.noun}")
    prefixes = {" ".join(name), " ".join(name[:2])}
    if len(name) > 3 and " ".join(name[:2]) in _MEASURED:
        prefixes.add(" ".join(name[2:]))
    return any(re.search(rf"(?<!\w){re.escape(prefix)}(?!\w)", own) for prefix in prefixes)


def means_total(scene: Scene, percent: Figure, figure: Figure) -> bool:
    """Whether a figure is the total that is named behind a percentage: `41,5% tổng chi` of `Tổng chi …:`"""
    name = name_of_whole(scene, percent)
    tail = scene.text[percent.end : percent.end + 40]
    of = _OF.match(tail)
    own = words(figure.label)
    total = of is not None and _TOTAL.search(of[0]) is not None
    if total and name and f"tổng {name[0]}" in own:
        return len(name) == 1 or " ".join(name[:2]) in own
    return len(name) > 1 and " ".join(name) in own
