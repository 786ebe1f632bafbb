"""Where the people of a text live: what it goes on to say of `ông Ba, ở huyện Na Rì` is told of there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.observe.parts.outline import Span
from solieu.observe.where.named import CAP
from solieu.observe.where.sites import Site

# How far before a place whoever lives there is named, and how far behind that is told of them, in characters.
_BEFORE, _FAR = 100, 1500
_LEVELS = ("district", "commune")
_CALLED = r"\b(?:ông|bà|anh|chị|cô)\s+"
_NAME = rf"(?P<name>{CAP}(?:\s{CAP}){{0,3}})"
# `ông Hà Văn Ba, một người dân ở huyện Na Rì`; not `bà Ba cho biết đang có mặt tại`, nor `trú tại`, which
# tells only who someone is.
_LIVES = re.compile(
    rf"(?i:{_CALLED}){_NAME}(?:,?\s[^.;:,\n\d]{{0,20}}\b(?:dân|hộ|chủ|thành\s+viên|xã\s+viên)\b[^.;:,\n\d]{{0,20}})?"
    r",?\s(?:ở|tại)\s+$"
)
_TOLD = re.compile(rf"(?i:{_CALLED}){_NAME}")
_TRIED = re.compile(r"\b(?:trú|ngụ|quê|sinh)\b", re.IGNORECASE)


class People:
    """The people of a text with the places where they live, by the last words of their names."""

    __slots__ = ("_homes", "_text")

    def __init__(self, text: str, sites: Sequence[Site]) -> None:
        self._text = text
        self._homes: dict[str, list[Site]] = {}
        for site in sites:
            if site.level not in _LEVELS or not site.alone:
                continue
            lives = _LIVES.search(text[max(0, site.start - _BEFORE) : site.start])
            if lives is not None and not _TRIED.search(lives[0]):
                self._homes.setdefault(_given(lives["name"]), []).append(site)

    def of(self, span: Span) -> Site | None:
        """Where the person lives whom a sentence tells of, None where it tells of nobody known.

        Args:
            span: the sentence.
        """
        if not self._homes:
            return None
        for told in _TOLD.finditer(self._text, *span):
            known = self._homes.get(_given(told["name"]), ())
            near = [site for site in known if 0 < span[0] - site.end < _FAR]
            if near:
                return near[-1]
        return None


def _given(name: str) -> str:
    return name.split()[-1]
