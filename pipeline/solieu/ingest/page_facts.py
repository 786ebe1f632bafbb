"""What a web page says of its article to machines: the day it was published, and who wrote it.

Only what is said of the article itself counts (schema.org in JSON-LD, Open Graph, Dublin Core): a day that is
merely shown on the page may be that of a related link, or of today.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

# schema.org: the types that an article has, of which only the first on a page is its own.
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "TechArticle", "Report", "Legislation"}
)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date']/@content",
    "//meta[@name='DC.date.issued' or @name='DC.Date' or @name='dcterms.created']/@content",
)
_AUTHORS = (
    "//meta[@property='article:author' or @name='article:author' or @name='author']/@content",
    "//meta[@name='DC.creator' or @name='DC.Creator']/@content",
)
_SITES = ("//meta[@property='og:site_name']/@content", "//meta[@name='copyright']/@content")
# `2025-04-06T11:35:00+07:00`, `2025-04-06`; `06/04/2025` has its day first, as everywhere in Viet Nam.
_ISO_DAY = re.compile(r"\s{0,5}((?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))(?!\d)")
_DAY_FIRST = re.compile(r"\s{0,5}([0-2]?\d|3[01])/(0?\d|1[0-2])/((?:19|20)\d\d)(?!\d)")
_LONGEST_NAME, _MOST_SCRIPTS, _DEEPEST, _LARGEST = 80, 40, 6, 1_000_000


def facts_of(root: etree._Element) -> dict[str, str]:
    """`date` (ISO 8601) and `author` of a page's article, each only where the page says it.

    >>> page = etree.HTML("<meta property='article:published_time' content='2025-04-06T11:35:00+07:00'>")
    >>> facts_of(page)
    {'date': '2025-04-06'}
    """
    article = next(_articles(root), {})
    dates = [article.get("datePublished"), *_contents(root, _DATES)]
    names = [*_names(article.get("author")), *_contents(root, _AUTHORS)]
    sites = {site.casefold() for site in _contents(root, _SITES)}
    date = next((day for day in map(_day, dates) if day is not None), None)
    author = next((name for name in map(_person, names) if name and name.casefold() not in sites), None)
    return {name: told for name, told in (("date", date), ("author", author)) if told is not None}


def _articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    scripts = root.xpath("//script[@type='application/ld+json']/text()")
    for script in scripts[:_MOST_SCRIPTS] if isinstance(scripts, list) else []:
        if len(str(script)) <= _LARGEST:
            try:
                yield from _things(json.loads(str(script)), 0)
            except (ValueError, RecursionError):
                continue


def _things(told: object, depth: int) -> Iterator[dict[str, Any]]:
    """The articles in a piece of JSON-LD: itself, in a list, in a graph."""
    if depth > _DEEPEST:
        return
    if isinstance(told, list):
        for one in told:
            yield from _things(one, depth + 1)
    elif isinstance(told, dict):
        kinds = told.get("@type")
        if _ARTICLES & {
            kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
        }:
            yield told
        yield from _things(told.get("@graph"), depth + 1)


def _contents(root: etree._Element, paths: tuple[str, ...]) -> list[str]:
    return [str(found) for path in paths for found in _list(root.xpath(path))[:5]]


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _names(author: object) -> list[str]:
    """The names that schema.org's `author` may hold: text, a person, several."""
    authors = author if isinstance(author, list) else [author]
    names = [one.get("name") if isinstance(one, dict) else one for one in authors]
    return [", ".join(name for name in names if isinstance(name, str))]


def _day(told: object) -> str | None:
    if not isinstance(told, str):
        return None
    if found := _ISO_DAY.match(told):
        return found[1]
    if found := _DAY_FIRST.match(told):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return None


def _person(told: str) -> str | None:
    """A name as told; an address is none, nor is a text without letters."""
    name = " ".join(told.split())
    addressed = "://" in name or "@" in name or "www." in name
    return (
        name
        if name and len(name) <= _LONGEST_NAME and not addressed and any(map(str.isalpha, name))
        else None
    )
