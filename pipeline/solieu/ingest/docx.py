"""Word documents (.docx): all text a reader sees, each piece with its part and paragraph.

The XML is walked as it stands in the package. The usual library for Word opens the main text only, drops
footnotes and refuses documents with macros, whose text can be read without running anything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from solieu.ingest.compose import Composer
from solieu.ingest.flow import Flow
from solieu.ingest.grid import MOST_COLUMNS, span
from solieu.ingest.reading import MEBI, Reading, Refused
from solieu.ingest.zips import defects, unpack
from solieu.types import Region

# What the parts that are read may unpack to, each and together: a document of 10,000 pages stays below.
PART_LIMIT = 128 * MEBI
PARTS_LIMIT = 256 * MEBI

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word's stricter file form names the same elements in another namespace.
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARAGRAPHS = (f"{{{_WORD}}}p", f"{{{_STRICT}}}p")
_PART = re.compile(r"word/(document|footnotes|endnotes|header|footer)(\d{0,4})\.xml")
_LABELS = {"footnotes": "footnote", "endnotes": "footnote", "header": "header", "footer": "footer"}
_ORDER = ("document", *_LABELS)

# Elements whose text is not shown: what was deleted or moved away, the code of a field, a second rendering
# for programs that do not know the first, and properties.
_UNSHOWN = frozenset({
    "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "pPr", "rPr", "tblPr", "tcPr",
    "trPr",
})  # fmt: skip
_OFF = frozenset({"0", "false", "off", "none"})


def read_docx(data: bytes) -> Reading:
    """A Word document as one NFC text: paragraphs on lines, table cells parted by tabs, notes at the end.

    An origin's `source_path` is `word/document.xml#p12`: the part of the package and the number of the
    paragraph in it, counting every `w:p` from 1 in document order, those in tables and text boxes too.
    Headers, footers and notes are `header`, `footer` and `footnote` regions. Deleted text is left out,
    inserted text kept.

    Raises:
        Refused: `corrupt`, `encrypted`, `too_large` or `empty`.
    """
    composer = Composer()
    flow = Flow(composer)
    regions = []
    for name, part, root in _parts(data):
        flow.block()
        first = len(composer)
        _Walk(flow, name).over(root)
        if part in _LABELS and len(composer) > first:
            regions.append((first, len(composer), _LABELS[part]))
    text, segments = composer.finish()
    if not text.strip():
        raise Refused("empty", "the document has no text; if it holds pictures of text, that needs OCR")
    return Reading(text, segments, tuple(_trimmed(text, *region) for region in regions), flow.cells())


def _trimmed(text: str, start: int, end: int, label: str) -> Region:
    """A region without the line break before it."""
    return Region(end - len(text[start:end].lstrip()), end, label)


def paragraph_texts(data: bytes) -> dict[str, str]:
    """The text of every paragraph by its `source_path`, read anew from the document.

    Raises:
        Refused: as `read_docx`.
    """
    texts = {}
    for name, _, root in _parts(data):
        for number, paragraph in enumerate(root.iter(*_PARAGRAPHS), 1):
            flow = Flow(Composer())
            _Walk(flow, name).over(paragraph)
            texts[f"{name}#p{number}"] = flow.composer.finish()[0]
    return texts


def paragraph_text(data: bytes, path: str) -> str:
    """The text of the paragraph at a `source_path`, read anew; empty where there is none.

    Raises:
        Refused: as `read_docx`.
    """
    return paragraph_texts(data).get(path, "")


def _parts(data: bytes) -> Iterator[tuple[str, str, etree._Element]]:
    """The parts that hold text, the main text first: name, what it is, parsed XML."""
    with defects(), ZipFile(io.BytesIO(data)) as archive:
        wanted = []
        for member in archive.infolist():
            if found := _PART.fullmatch(member.filename):
                wanted.append((_ORDER.index(found[1]), int(found[2] or 0), found[1], member))
        if not any(part == "document" for _, _, part, _ in wanted):
            raise Refused("corrupt", "the package has no word/document.xml; save the document again")
        total = 0
        for _, _, part, member in sorted(wanted, key=lambda entry: entry[:2]):
            content = unpack(archive, member, PART_LIMIT)
            total += len(content)
            if total > PARTS_LIMIT:
                raise Refused("too_large", f"it unpacks to more than {PARTS_LIMIT // MEBI} MB; split it")
            yield member.filename, part, _parsed(content, member.filename)


def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("corrupt", f"{name} is no sound XML ({error.msg}); save the document again") from None


class _Walk:
    """Walks one part; every `w:p` is counted, shown or not, so that a path finds it again."""

    def __init__(self, flow: Flow, part: str) -> None:
        self.flow = flow
        self._part = part
        self._count = 0
        self._paragraphs = [0]
        self._hidden = 0
        self._raised = False

    def over(self, root: etree._Element) -> None:
        hiding: list[bool] = []
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue  # an entity, which is not followed
            name = etree.QName(element).localname
            if event == "start":
                hides = name in _UNSHOWN or (name == "r" and _on(element, "vanish"))
                hiding.append(hides)
                self._hidden += hides
                self._start(element, name)
            else:
                self._end(element, name)
                self._hidden -= hiding.pop()

    def _start(self, element: etree._Element, name: str) -> None:
        if element.tag in _PARAGRAPHS:
            self._count += 1
            self._paragraphs.append(self._count)
        if self._hidden:
            return
        if name == "p":
            self.flow.block()
        elif name == "r":
            self._raised = _property(element, "vertAlign") == "superscript"
        elif name == "tbl":
            self.flow.open_table()
        elif name == "tr":
            before = _property(element, "gridBefore", of="trPr")
            self.flow.open_row(skipped=span(before, MOST_COLUMNS) if before not in (None, "0") else 0)
        elif name == "tc":
            merge = element.find("./{*}tcPr/{*}vMerge")
            self.flow.open_cell(
                column_span=span(_property(element, "gridSpan", of="tcPr"), MOST_COLUMNS),
                header=_on(element.getparent(), "tblHeader", of="trPr"),
                continues=merge is not None and _value(merge) != "restart",
            )
        else:
            self._text(element, name)

    def _end(self, element: etree._Element, name: str) -> None:
        if element.tag in _PARAGRAPHS and len(self._paragraphs) > 1:
            self._paragraphs.pop()
        if self._hidden:
            return
        if name == "p":
            self.flow.block()
        elif name == "tbl":
            self.flow.close_table()
        elif name == "tr":
            self.flow.close_row()
        elif name == "tc":
            self.flow.close_cell()

    def _text(self, element: etree._Element, name: str) -> None:
        if name in ("br", "cr"):
            self.flow.line_break()
            return
        raw = _shown(element, name)
        if raw:
            path = f"{self._part}#p{self._paragraphs[-1]}"
            self.flow.text(raw, path=path, keep_blanks=True, raised=self._raised)


def _shown(element: etree._Element, name: str) -> str:
    """The text that an element of a run stands for."""
    if name == "t":
        raw = (element.text or "").replace("\n", " ")
        kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        return raw if kept else raw.strip(" \t")
    if name in ("tab", "ptab"):
        return "\t"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = next((value for key, value in element.attrib.items() if str(key).endswith("}char")), "")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", str(code)) else ""
    return ""


def _property(element: etree._Element, name: str, *, of: str = "rPr") -> str | None:
    """The value of a property of a run, a row or a cell."""
    found = element.find(f"./{{*}}{of}/{{*}}{name}")
    return None if found is None else _value(found)


def _on(element: etree._Element | None, name: str, *, of: str = "rPr") -> bool:
    """Whether a property that can only be on or off is on."""
    found = None if element is None else element.find(f"./{{*}}{of}/{{*}}{name}")
    return found is not None and _value(found) not in _OFF


def _value(element: etree._Element) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), None)
