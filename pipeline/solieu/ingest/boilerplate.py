"""Which part of a page is its article: trafilatura's judgement, laid over the text that the page gave.

trafilatura gives no offsets and drops some numbers, so none of its text is used; what it returns only shows
which element of the page holds the article.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.types import Region, Segment

# Pages beyond this are not labelled: the judgement takes seconds there, and they are no news pages.
LARGEST_PAGE = 1_000_000
# A line this long that stands in the article's text is of the article wherever it stands.
_TELLING = 20
# The share of the article's characters that its element has to hold.
_MOST = 0.9
# The end of a path from the block that holds a text: the elements that only set a line's look, and the text.
_BLOCK_END = re.compile(r"(?:/(?:a|b|i|em|strong|span|font|u)\[\d{1,9}\])*(?:/text\(\)\[\d{1,9}\])?\Z")
# The steps in the path of `/html/body`, which holds every line of a page.
_BODY = 2


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    path: str
    article: bool


def regions_of(markup: str, text: str, segments: Sequence[Segment]) -> tuple[Region, ...]:
    """The `article` and `boilerplate` stretches of a page's text, in order; none where no article is found.

    The article is the innermost element that holds nearly all that trafilatura took for it, so that a
    letterhead or a table it dropped stays in, with every further line that it took. Bare headings over other
    articles, comments or tools are boilerplate wherever they stand, with what is under them.
    """
    article = _article(markup) if len(markup) <= LARGEST_PAGE else ""
    lines = list(_lines(text, segments, article)) if article else []
    home = _home(lines)
    if home is None:
        return ()
    first = min(index for index, line in enumerate(lines) if line.article)
    last = max(index for index, line in enumerate(lines) if line.article)
    regions: list[Region] = []
    apart = _under_headings(text, lines, home)
    for index, line in enumerate(lines):
        inside = _within(line.path, home) if home.count("/") > _BODY else first <= index <= last
        label = "article" if (inside or line.article) and index not in apart else "boilerplate"
        if regions and regions[-1].label == label:
            regions[-1] = Region(regions[-1].start, line.end, label)
        else:
            regions.append(Region(line.start, line.end, label))
    return tuple(regions)


def _article(markup: str) -> str:
    from trafilatura import bare_extraction  # takes a second to import, so only where a page is read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(markup, include_comments=False, include_tables=True, with_metadata=False)
    article = getattr(found, "text", None)
    return _plain(article) if article else ""


def _lines(text: str, segments: Sequence[Segment], article: str) -> Iterator[_Line]:
    starts = [segment.start for segment in segments]
    known = set(article.split("\n"))
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        words = _plain(line)
        if words:
            origin = segments[max(bisect_right(starts, start + len(line) - len(line.lstrip())) - 1, 0)]
            taken = words in known or (len(words) >= _TELLING and words in article)
            yield _Line(start, end, origin.path or "", taken)
        start = end + 1


def _home(lines: Sequence[_Line]) -> str | None:
    """The path of the innermost element that holds most of the article, or of one around it little larger.

    The element around it brings the heading, or the letterhead that stands outside the article's own.
    """
    taken, all_characters = _held(line for line in lines if line.article), _held(lines)
    total = sum(line.end - line.start for line in lines if line.article)
    holders = [path for path, characters in taken.items() if characters >= _MOST * total]
    home = max(holders, key=len, default=None)
    while home is not None and home.count("/") > _BODY:
        around = home.rpartition("/")[0]
        if around.count("/") <= _BODY or all_characters[home] < _MOST * all_characters[around]:
            break
        home = around
    return home


def _under_headings(text: str, lines: Sequence[_Line], home: str) -> set[int]:
    """The lines that are bare headings above what is no part of the article, with what stands under them.

    That is all of the heading's own box, where it is a small part of the article's element; otherwise the
    links that follow.
    """
    apart: set[int] = set()
    whole = sum(line.end - line.start for line in lines if line.article)
    for index, line in enumerate(lines):
        if _plain(text[line.start : line.end]).strip(" :.…»>") not in _headings():
            continue
        apart.add(index)
        block = _BLOCK_END.sub("", line.path)
        box = block.rpartition("/")[0]
        boxed = [at for at, other in enumerate(lines) if at > index and _within(other.path, box)]
        size = sum(lines[at].end - lines[at].start for at in boxed if lines[at].article)
        if box.count("/") > _BODY and box != home and not _within(home, box) and 2 * size < whole:
            apart.update(boxed)
            continue
        for at in range(index + 1, len(lines)):
            if "/a[" not in lines[at].path:
                break
            apart.add(at)
    return apart


@cache
def _headings() -> frozenset[str]:
    from solieu.lexicon import load

    return frozenset(load().column("page_headings", "name"))


def _held(lines: Iterable[_Line]) -> Counter[str]:
    """How many characters of these lines each element holds, by its path."""
    held: Counter[str] = Counter()
    for line in lines:
        path = line.path
        while path:
            held[path] += line.end - line.start
            path = path.rpartition("/")[0]
    return held


def _within(path: str, home: str) -> bool:
    return path == home or path.startswith(home + "/")


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).casefold().split("\n"))
    return "\n".join(lines)
