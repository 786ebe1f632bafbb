"""The ways from a figure to the place that it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from solieu.lexicon.pattern import LOWER, UPPER
from solieu.observe.parts.outline import Origin, Outline, Span, Told
from solieu.observe.where.home import Home
from solieu.observe.where.named import RUN, is_brand, is_measure
from solieu.observe.where.sites import WIDE, Site
from solieu.types import Cell, Mention

# How far behind a figure a name is looked for, and how far before it in its sentence, in characters.
_BEHIND, _FAR = 90, 1000
# How many names are looked at for one that counts.
_LOOK = 8
# How far before `toàn tỉnh` the province is named, in characters.
_NEAR = 200
# What the country is called by the way.
_OURS = ("nước ta",)
_LOCAL = ("province", "district", "commune")
_PLACES = ("nation", "foreign", "province", "district", "commune")
# `máy bay của hãng Ba Sao`: whose it is, not what is told of.
_WHOSE = re.compile(
    r"\b(?:máy\s+bay|trực\s+thăng|chuyến\s+bay|tàu|phà|xe)\b[^,.;\n]{0,40}\bcủa\s+$", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_SMALL = ("district", "commune", "village", "spot", "body")
# Whose whole the words for the own territory mean.
_WHOLES = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "thành phố": "district", "xã": "commune",
}  # fmt: skip
# How far behind the name of a site its land is told of, in characters.
_LAND = 3_000
_AREAS = ("ha", "m2", "m²", "hecta")
# `tổng giá trị khu đất là 358 tỷ đồng`, and how far before an amount that stands, in characters.
_PLOT = re.compile(r"\b(?:(?:khu|lô|thửa|phần|mảnh)\s+đất|giá\s+đất)\b[^.;,\n]*$", re.IGNORECASE)
_PRICED = 60
# `20 ha đất tại Chí Linh` is told of a plot, `312 ha ngô ở Na Rì` is not.
_PLOTS = re.compile(r"\b(?:đất|dự\s+án)\b", re.IGNORECASE)
# Who deals in land where the name of the territory is theirs: `UBND tỉnh X`.
_OFFICE = re.compile(
    r"\b(?:UBND|HĐND|ủy\s+ban\s+nhân\s+dân|uỷ\s+ban\s+nhân\s+dân|thành\s+[uủ][yỷ]|tỉnh\s+[uủ][yỷ]|sở|công\s+an)\s+"
    r"(?:(?:tỉnh|thành\s+phố|huyện|TP\.?)\s*)?$",
    re.IGNORECASE,
)
# How near to its beginning a sentence without figures names what it tells of, in characters.
_OPENING = 40
# How long the head of a row may be that is a name, in characters.
_LABEL = 60

# `20 ha đất tại Chí Linh`, `3 xã thuộc huyện Hoài Ân`, `90% là Long An`: what leads a place behind.
_AT = re.compile(
    r"""(?: (?:\s(?:huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|thành\s+phố),?){0,4}
            [^,.;:()\n\d]{0,60}?\s(?:tại|ở|vào|thuộc|của|trong|trên\s+địa\s+bàn)
      | \s*là )\s+(?:(?:\d{1,2}|hai|ba|bốn|các)\s+)?(?:khu\s+vực\s+|khu\s+|tỉnh\s+|vùng\s+|dự\s+án\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
# `huyện Na Rì (01 vụ)`: the name has its own figure in brackets, and is done with behind them.
_OWN = re.compile(r"\s?\((?:gần|hơn|trên|khoảng)?\s?\d[^()\n]{0,40}(?:\)|$)")
# `8.132 USD Số liệu của Tổng cục`: another sentence.
_ANEW = re.compile(rf"\s[{UPPER}]")
# `gấp 2 lần mức bình quân chung của cả nước`, `vượt 6% so với yêu cầu của Bộ`: what a figure is set against.
_AGAINST = re.compile(
    r"\b(?:(?:so|quan\s+hệ)\s+với|như|theo|hơn|mức\s+(?:\w{1,6}\s+)?(?:bình\s+quân|trung\s+bình|chung)|bình\s+quân\s+chung)\b",
    re.IGNORECASE,
)
# `2 người chết, 3 người bị thương trong vụ cháy tại xã Kim Lư`: what leads the scene behind several figures.
_SCENE = re.compile(r"[^;:.()\n]{0,120}?(?<!tập\strung)\s(?:tại|ở|trên\s+địa\s+bàn)\s+", re.IGNORECASE)
# `có hộ ở xã Kim Lư đạt 35 tấn`: a place with a figure of its own.
_REACHES = re.compile(r"\s+(?:có|đạt|được|là)\b[^.;\n\d]{0,20}\d")
_SCENES = ("village", "commune", "district", "province")
# `20.000 m2 đất tại số 141 Bình Giã`: any name that leads so is a place.
_ANYWHERE = re.compile(
    rf"""[^,.;:()\n\d]{{0,40}}?\s(?:tại|ở)\s+(?:địa\s+chỉ\s+)?(?:số\s+)?
    (?P<name>(?:\d{{1,4}}[A-Z]?\s+(?!T[PX]\b))?{RUN.pattern.replace(" ", chr(92) + " ")})""",
    re.VERBOSE,
)
# `5 tỉnh đứng đầu cả nước`: what counts provinces is about the country.
_AMONG = re.compile(
    r"\s+(?:tỉnh(?:,\s+thành\s+phố)?|thành\s+phố|địa\s+phương|quốc\s+gia)\b[^,.;:()\n\d]{0,60}", re.IGNORECASE
)
# A full stop that ends a statement where the sentences were not parted: `18.400 m3/s. Có 9 vụ`.
_STOP = re.compile(rf"(?<=[{LOWER}\d%)])\.\s+(?=[{UPPER}])")
# What stands over the names of a table's rows, and over or before its sums.
_UNITS = re.compile(
    r"\s*(?:(?:tên|các)\s+)?(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|địa\s+phương|địa\s+bàn|đơn\s+vị)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"\s*(?:tổng|cộng|toàn|cả|chung|trung\s+bình|bình\s+quân)\b", re.IGNORECASE)


class Sites:
    """The places of a text, by where they stand."""

    __slots__ = ("_above", "_cited", "_here", "_home", "_land", "_opening", "_outline", "_sites", "_starts")

    def __init__(
        self, outline: Outline, sites: Sequence[Site], own: Home, mentions: Sequence[Mention] = ()
    ) -> None:
        self._outline, self._home = outline, own
        self._cited = [mention.start for mention in mentions if mention.kind == "docref"]
        self._opening = f"{outline.opening.letterhead}\n{outline.opening.title}"
        self._sites = sites
        self._starts = [site.start for site in sites]
        self._above: dict[int, Site | None] = {}
        self._land: tuple[int, str] | None = None
        self._here: int | None = None

    def of(self, figure: Mention, span: Span, topic: Site | None) -> Told | None:
        """What a figure is about, in the order of nearness.

        Args:
            figure: the figure.
            span: its sentence.
            topic: what the sentences before it in its paragraph told of.
        """
        land = self._is_land(figure)
        if (behind := self._behind(figure, span)) is not None:
            around = self._outline.text[max(0, figure.start - _PRICED) : figure.end + _BEHIND]
            if land and _PLOTS.search(around):
                self._land = figure.end, behind.value
            return behind
        heads = self._outline.heads(figure.start)
        if heads is not None and (headed := self._headed(heads.rows, heads.columns)) is not None:
            return headed
        before = self._before(span, figure.start)
        if land and (before is None or self._acts(before)) and (spot := self._spot(figure.start)) is not None:
            return Told(spot, "paragraph")
        if before is not None:
            return self._told(before, "sentence")
        if (scene := self._scene(figure, span)) is not None:
            return self._told(scene, "sentence")
        if topic is not None:
            return self._told(topic, "paragraph")
        if (above := self._governing(figure.start)) is not None:
            return self._told(above, "heading")
        return None if self._home.name is None else Told(self._home.name, self._home.source)

    def as_called(self, told: Told, span: Span) -> Told:
        """The country that a text is about as a sentence calls it: `toàn quốc` where others say `cả nước`.

        Args:
            told: what a figure is about.
            span: its sentence.
        """
        if self._home.level != "nation" or told != Told(self._home.name or "", self._home.source):
            return told
        index = bisect_left(self._starts, span[0])
        near = (site for site in self._sites[index : index + _LOOK] if site.end <= span[1])
        ours = [site for site in near if site.level == "nation" and site.name not in _OURS]
        called = next((site.name for site in ours if not is_measure(self._outline.text, site.start)), None)
        return told if called is None else Told(called, "sentence")

    def here(self, position: int) -> Site | None:
        """The place named last before a sentence that begins with `Tại đây`."""
        self._here = position
        return self._last(max(0, position - _FAR), position)

    def topic(self, span: Span, figures: Sequence[Mention], topic: Site | None) -> Site | None:
        """What the sentences behind one go on to tell of: what it named before its first figure."""
        end = figures[0].start if figures else min(span[1], span[0] + _OPENING)
        found = self._last(max(span[0], end - _FAR), end)
        if figures and (found is None or found.name == self._home.name):
            behind = self._site_behind(figures[-1], span)
            found = behind if behind is not None and behind.level == "body" else found
        if found is not None and found.level == "body" and self._is_owner(found):
            return topic
        return topic if found is None or found.level == "organ" else found

    def _is_owner(self, site: Site) -> bool:
        """Whether a body is only named as that whose something is: `máy bay của hãng Ba Sao`."""
        near = self._outline.text[max(0, site.start - _BEHIND) : site.start]
        return self._home.level in _PLACES and _WHOSE.search(near) is not None

    def _behind(self, figure: Mention, span: Span) -> Told | None:
        if (site := self._site_behind(figure, span)) is not None:
            return self._told(site, "phrase")
        named = _ANYWHERE.match(self._outline.text, figure.end, min(span[1], figure.end + _BEHIND))
        if named is None or named.start("name") in self._cited or not _is_name(named["name"]):
            return None
        if _AGAINST.search(self._outline.text, figure.end, named.start("name")):
            return None
        return Told(named["name"], "phrase")

    def _site_behind(self, figure: Mention, span: Span) -> Site | None:
        text, end = self._outline.text, min(span[1], figure.end + _BEHIND)
        index = bisect_left(self._starts, figure.end)
        behind = self._sites[index] if index < len(self._sites) and self._sites[index].end <= end else None
        if behind is not None and _OWN.match(text, behind.end):
            return None
        if behind is not None and (behind.alone or behind.level != "abroad"):
            between = text[figure.end : behind.start]
            among = behind.level in WIDE and _AMONG.fullmatch(text, figure.end, behind.start) is not None
            anew = figure.kind != "count" and _ANEW.match(between) is not None
            if (among or (_AT.fullmatch(between) and not anew)) and not _AGAINST.search(between):
                return behind
        return None

    def _headed(self, rows: Sequence[Cell], columns: Sequence[Cell]) -> Told | None:
        """What the heads of a table cell name, those of its row before those of its column."""
        for cells, source in ((rows, "row"), (columns, "column")):
            if (told := self._head(reversed(cells), "row" if source == "row" else "column")) is not None:
                return told
        return None

    def _head(self, cells: Iterable[Cell], source: Origin) -> Told | None:
        text = self._outline.text
        for cell in cells:
            if (site := self._first(cell.start, cell.end)) is not None:
                return self._told(site, source)
            over = self._outline.heads(cell.start)
            label = text[cell.start : cell.end].strip()
            units = over is not None and any(
                _UNITS.match(text, head.start, head.end) for head in over.columns
            )
            if units and label[:1].isupper() and len(label) < _LABEL and not _SUM.match(label):
                return Told(label, source)
        return None

    def _governing(self, position: int) -> Site | None:
        """The place that a lead or heading names, save those of the document's own title."""
        for block in self._outline.above(position):
            if block.start not in self._above:
                titled = self._outline.text[block.start : block.end] in self._opening
                self._above[block.start] = None if titled else self._first(block.body, block.end)
            if (above := self._above[block.start]) is not None:
                return above
        return None

    def _scene(self, figure: Mention, span: Span) -> Site | None:
        """Where it happened, named behind all figures of a sentence: `2 người chết, 3 bị thương tại X`."""
        index = bisect_left(self._starts, figure.end)
        site = self._sites[index] if index < len(self._sites) else None
        if site is None or site.end > span[1] or not site.alone or span[0] == self._here:
            return None
        between = self._outline.text[figure.end : site.start]
        leads = site.level in _SCENES and _SCENE.fullmatch(between) is not None
        own = _AGAINST.search(between) or _REACHES.match(self._outline.text, site.end)
        return site if leads and not own else None

    def _spot(self, position: int) -> str | None:
        """The plot that the text told of last, which areas and prices of land go on to be about."""
        if self._home.level == "spot":
            return None
        last = bisect_left(self._starts, position)
        near = reversed(self._sites[max(0, last - 2 * _LOOK) : last])
        estate = next((site for site in near if _is_estate(site)), None)
        end, name = (estate.end, estate.name) if estate is not None else (0, None)
        if self._land is not None and self._land[0] > end:
            end, name = self._land
        return name if position - end < _LAND else None

    def _acts(self, site: Site) -> bool:
        """Whether a name is that of who deals in land, not of where it lies: `UBND tỉnh X`, a firm."""
        text = self._outline.text
        return (
            site.level == "body" or _OFFICE.search(text, max(0, site.start - _NEAR), site.start) is not None
        )

    def _is_land(self, figure: Mention) -> bool:
        """Whether a figure is an area of land or what it costs: `32 ha đất`, `1,29 triệu đồng/m2`."""
        unit = getattr(figure.value, "unit", None) or ""
        if unit in _AREAS or unit.endswith(("/m2", "/m²", "/ha")):
            return True
        before = self._outline.text[max(0, figure.start - _PRICED) : figure.start]
        return figure.kind == "money" and _PLOT.search(before) is not None

    def _before(self, span: Span, position: int) -> Site | None:
        """The nearest name before a place in its statement, but those that a part of a list is done with.

        `riêng Na Rì 60 ha; 34 hộ thiếu nước`: a small place named behind a figure holds up to the semicolon.
        """
        text, begin = self._outline.text, self._statement(span, position)
        site = self._last(begin, position)
        part = text.rfind(";", begin, position)
        figure = _DIGIT.search(text, begin, position)
        while site is not None and figure is not None and figure.start() < site.start:
            if site.level not in _SMALL or site.end > part:
                break
            site = self._last(begin, site.start)
        return site

    def _statement(self, span: Span, position: int) -> int:
        """Where the statement that a position lies in begins in its sentence."""
        begin = max(span[0], position - _FAR)
        for stop in _STOP.finditer(self._outline.text, begin, position):
            begin = stop.end()
        return begin

    def _told(self, site: Site, source: Origin) -> Told | None:
        if site.level != "whole":
            return Told(site.name, source)
        words = self._outline.text[site.start : site.end].casefold()
        level = next((level for word, level in _WHOLES.items() if word in words), "")
        # a text about the country tells of one province after another
        near = self._last(max(0, site.start - _NEAR), site.start)
        if self._home.level not in _LOCAL:
            near = self._last_of(level, site.start)
        if near is not None and near.level == level:
            return Told(near.name, source)
        name = self._home.province if level == "province" else None
        name = name or self._home.name
        return None if name is None else Told(name, self._home.source)

    def _first(self, start: int, end: int) -> Site | None:
        index = bisect_left(self._starts, start)
        near = (site for site in self._sites[index : index + _LOOK] if site.alone)
        found = next((site for site in near if site.level != "organ"), None)
        return found if found is not None and found.end <= end else None

    def _last_of(self, level: str, end: int) -> Site | None:
        """The last name of a level that counts before a place."""
        last = bisect_left(self._starts, end)
        near = reversed(self._sites[max(0, last - 2 * _LOOK) : last])
        found = next((site for site in near if site.level == level and site.alone), None)
        return found if found is not None and end - found.end < _FAR else None

    def _last(self, start: int, end: int) -> Site | None:
        """The last name that counts between two places, those in brackets that closed again left out."""
        last = bisect_left(self._starts, end)
        for site in reversed(self._sites[max(0, last - _LOOK) : last]):
            if site.start < start:
                return None
            closed = ")" in self._outline.text[site.start : end].partition("(")[0]
            own = _OWN.match(self._outline.text, site.end, end)
            if site.alone and not closed and not (own and ")" in own[0]):
                return site
        return None


def _is_name(run: str) -> bool:
    """Whether words in capitals are a whole name, not the first word of one: `Bệnh` of `Bệnh viện huyện`."""
    return " " in run or is_brand(run)


def _is_estate(site: Site) -> bool:
    """Whether a site is one whose land a text goes on to tell of: `Khu dân cư Chí Linh`, no river."""
    return site.level == "spot" and site.name[:4].casefold() == "khu "
