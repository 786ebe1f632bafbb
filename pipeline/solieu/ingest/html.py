"""Web pages: all their text in document order, each piece with the XPath of the text node it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from solieu.ingest.boilerplate import regions_of
from solieu.ingest.compose import Composer
from solieu.ingest.encodings import decode, detect
from solieu.ingest.flat import flat_cells
from solieu.ingest.flow import Flow
from solieu.ingest.grid import MOST_COLUMNS, MOST_ROWS, span
from solieu.ingest.page_facts import facts_of
from solieu.ingest.reading import Reading, Refused
from solieu.ingest.text import damage

# What a page holds but does not show as text.
_UNSHOWN = frozenset({"script", "style", "template", "noscript", "title", "iframe"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "section", "select", "summary", "tbody", "textarea", "tfoot", "thead", "ul",
})  # fmt: skip
_KEEPS_BLANKS = frozenset({"pre", "textarea", "listing", "xmp"})
# Below this depth a text is traced to the element that holds all that is deeper: paths would outgrow the
# page.
_DEEPEST = 256
# Where lxml stops: what a page nests deeper than this is not in its tree.
_PARSED_DEPTH = 2040

_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]*")
# A charset as a page declares it, in `<meta charset=…>` or `<meta … content="text/html; charset=…">`.
_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s{0,5}=\s{0,5}[\"']?([-_a-z0-9]{1,40})", re.IGNORECASE)
# Declared charsets that are believed where the bytes are not UTF-8, and what Python calls them.
_BELIEVED = {"windows-1258": "cp1258", "cp1258": "cp1258"}


def read_html(data: bytes) -> Reading:
    """A web page as one NFC text: blocks on lines, cells parted by tabs, blanks collapsed as a browser does.

    An origin's `source_path` is an XPath; on the page parsed by lxml it leads to the text node (or, deeper
    than 256 elements, to the element) that holds the text. Scripts, styles and what a page shows only
    without scripts are left out. `article` and `boilerplate` regions are trafilatura's judgement, but
    for bare headings (`Các tin khác`). The metadata hold `date` and `author` of the article, where the page
    tells machines of them.

    Raises:
        Refused: `empty`, `not_text`, `legacy_encoding`, or `corrupt` where there is no page to parse.

    >>> reading = read_html("<p>Số vụ:<b> 61</b>,\\n 27,98%".encode())
    >>> reading.text, reading.segments[1].path
    ('Số vụ: 61, 27,98%', '/html[1]/body[1]/p[1]/b[1]/text()[1]')
    """
    markup, encoding, damaged = _characters(data)
    root = parse(markup)
    if root is None:
        raise Refused("empty", "the page has no elements and no text; fetch it again")
    reasons = [damage(damaged, encoding)] if damaged else []
    walk = _Walk(Flow(Composer()))
    walk.over(root)
    text, segments = walk.flow.composer.finish()
    if walk.deepest > _PARSED_DEPTH:
        reasons.append(f"cut_off: what is nested deeper than {_PARSED_DEPTH} elements is not read")
    if not text.strip():
        why = reasons[-1].partition(": ")[2] if reasons else "save it from a browser"
        raise Refused("empty", f"the page shows no text without its scripts; {why}")
    cells = walk.flow.cells()
    return Reading(
        text,
        segments,
        regions_of(markup, text, segments),
        (*cells, *flat_cells(text, cells)),
        encoding=encoding,
        title=_title(root),
        metadata=facts_of(root),
        status="partial" if reasons else "done",
        reason="; ".join(reasons) or None,
    )


def parse(markup: str) -> etree._Element | None:
    """The page's tree: broken markup is mended, nothing is fetched, no entity of its own is followed."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        return etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Refused("corrupt", f"the page cannot be parsed ({error.msg}); fetch it again") from None


def node_text(root: etree._Element, path: str) -> str:
    """The text at an XPath that `read_html` gave, as it stands in the page's tree; empty where nothing is.

    Raises:
        ValueError: the path is no XPath.
    """
    try:
        found = root.xpath(path)
    except etree.XPathError as error:
        raise ValueError(f"{path!r} is no XPath ({error})") from None
    return "".join(
        etree.tostring(node, method="text", encoding="unicode", with_tail=False)
        if isinstance(node, etree._Element)
        else str(node)
        for node in (found if isinstance(found, list) else [found])
    )


def _characters(data: bytes) -> tuple[str, str, list[int]]:
    """The page's markup, its encoding, and where bytes are damaged."""
    encoding, start = detect(data)
    try:
        runs = list(decode(data, encoding, start))
    except Refused as refused:
        declared = _CHARSET.search(data[:8192])
        codec = _BELIEVED.get(declared[1].decode().lower()) if declared else None
        if refused.code != "legacy_encoding" or codec is None:
            raise
        return data.decode(codec, "replace"), codec, []
    return "".join(run.text for run in runs), encoding, [run.start for run in runs if run.damaged]


def _title(root: etree._Element) -> str | None:
    """What the page calls itself: for sharing, as its first heading, in its title bar."""
    for path in ("//meta[@property='og:title']/@content", "//h1//text()", "//title//text()"):
        found = root.xpath(path)
        words = " ".join(map(str, found[:50])).split() if isinstance(found, list) else []
        if words:
            return " ".join(words)
    return None


@dataclass(slots=True)
class _Frame:
    """An element whose children are being walked, with what its XPath steps are counted by."""

    path: str
    keeps_blanks: bool
    raised: bool
    elements: int = 0
    texts: int = 0
    tags: dict[str, int] = field(default_factory=dict)


class _Walk:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._frames = [_Frame("", keeps_blanks=False, raised=False)]
        self._heads = 0
        self.deepest = 0

    def over(self, root: etree._Element) -> None:
        """Walks the tree without recursion, since pages nest deeper than Python's stack."""
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                self._start(element)
                if element.tag in _UNSHOWN:
                    walker.skip_subtree()
                else:
                    self._text(element.text)
            else:
                if event == "end":
                    self._end(element)
                if element is not root:
                    self._text(element.tail)

    def _start(self, element: etree._Element) -> None:
        parent, tag = self._frames[-1], str(element.tag)
        parent.elements += 1
        parent.tags[tag] = parent.tags.get(tag, 0) + 1
        step = f"{tag}[{parent.tags[tag]}]" if _PLAIN_TAG.fullmatch(tag) else f"*[{parent.elements}]"
        path = f"{parent.path}/{step}" if len(self._frames) <= _DEEPEST else parent.path
        self._frames.append(
            _Frame(path, parent.keeps_blanks or tag in _KEEPS_BLANKS, parent.raised or tag == "sup")
        )
        self.deepest = max(self.deepest, len(self._frames))
        self._open(element, tag)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS:
            self.flow.block()
            self._heads += tag == "thead"
        elif tag == "br":
            self.flow.line_break()
        elif tag == "table":
            self.flow.open_table()
        elif tag == "tr":
            self.flow.open_row()
        elif tag in ("td", "th"):
            self.flow.open_cell(
                row_span=span(element.get("rowspan"), MOST_ROWS),
                column_span=span(element.get("colspan"), MOST_COLUMNS),
                header=tag == "th" or self._heads > 0,
            )

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self._frames.pop()
        if tag in _BLOCKS:
            self.flow.block()
            self._heads -= tag == "thead"
        elif tag == "table":
            self.flow.close_table()
        elif tag == "tr":
            self.flow.close_row()
        elif tag in ("td", "th"):
            self.flow.close_cell()

    def _text(self, raw: str | None) -> None:
        if not raw:
            return
        frame = self._frames[-1]
        frame.texts += 1
        deep = len(self._frames) > _DEEPEST + 1
        path = frame.path if deep else f"{frame.path}/text()[{frame.texts}]"
        self.flow.text(raw, path=path, keep_blanks=frame.keeps_blanks, raised=frame.raised)
