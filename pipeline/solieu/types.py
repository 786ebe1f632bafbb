"""The values that travel from room to room: frozen, slotted, without behaviour but their own.

Offsets are half-open, in Unicode code points, into `Document.text`; there is no other coordinate system.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from struct import iter_unpack
from typing import Literal

Kind = Literal[
    "docref", "date", "count", "percent", "money", "measure", "duration", "age", "ratio", "rank", "index"
]
# Those that the guideline annotates; ranks and values of an index are figures of the dataset only.
KINDS: tuple[Kind, ...] = (
    "docref", "date", "count", "percent", "money", "measure", "duration", "age", "ratio",
)  # fmt: skip
FIGURE_KINDS: tuple[Kind, ...] = (
    "count", "percent", "money", "measure", "duration", "age", "ratio", "rank", "index",
)  # fmt: skip

Hedge = Literal[">", "<", ">=", "<=", "~"]
Change = Literal["up", "down"]
Status = Literal["done", "partial", "refused", "failed"]
Verdict = Literal["consistent", "inconsistent", "ambiguous", "not_testable"]
VERDICTS: tuple[Verdict, ...] = ("consistent", "inconsistent", "ambiguous", "not_testable")


@dataclass(frozen=True, slots=True)
class Origin:
    """One place in the source: what applies to the format is filled, the rest is None.

    `page` is 1-based; `x0 top x1 bottom` are points from the page's top left corner; `source_start` and
    `source_end` are byte offsets into the file; `source_path` is an XPath (HTML) or a part and paragraph
    (Word); `confidence` is 0 to 1 (OCR); `page_label` is the number that is printed on the page.
    """

    page: int | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    source_start: int | None = None
    source_end: int | None = None
    source_path: str | None = None
    confidence: float | None = None
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document's text that came from one piece of its source.

    `source_start`/`source_end` are bytes. Inside the stretch they are computed: where `encoding` is set the
    file holds the stretch exactly as the text has it, in that encoding; where `widths` is set its n-th byte
    is the number of source bytes of the n-th code point (0 for a code point that belongs to the one before
    it); where neither is, the stretch as a whole maps to the bytes as a whole. `boxes` packs one
    (x0, top, x1, bottom) a code point as little-endian 32-bit floats, NaN where there is no glyph.
    """

    start: int
    end: int
    page: int | None = None
    path: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    encoding: str | None = None
    widths: bytes | None = None
    boxes: bytes | None = None
    confidence: float | None = None

    def origin(self, start: int, end: int, text: str) -> Origin:
        """The origin of `text[start:end]`, which lies within this segment; `text` is the document's."""
        first, last = self._bytes(start, end, text)
        return Origin(self.page, *self._box(start, end), first, last, self.path, self.confidence)

    def _bytes(self, start: int, end: int, text: str) -> tuple[int | None, int | None]:
        if self.source_start is None:
            return None, None
        if self.encoding is not None:
            first = self.source_start + len(text[self.start : start].encode(self.encoding))
            return first, first + len(text[start:end].encode(self.encoding))
        if self.widths is not None:
            begin = start - self.start
            while begin and self.widths[begin] == 0:
                begin -= 1
            first = self.source_start + sum(self.widths[:begin])
            return first, first + sum(self.widths[begin : end - self.start])
        return self.source_start, self.source_end

    def _box(self, start: int, end: int) -> tuple[float | None, float | None, float | None, float | None]:
        if self.boxes is None:
            return None, None, None, None
        packed = self.boxes[16 * (start - self.start) : 16 * (end - self.start)]
        known = [box for box in iter_unpack("<4f", packed) if box[0] == box[0]]
        if not known:
            return None, None, None, None
        left, top, right, bottom = zip(*known, strict=True)
        return round(min(left), 2), round(min(top), 2), round(max(right), 2), round(max(bottom), 2)


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled interval of the text: `article`, `boilerplate`, `heading`, `header`, `footer` …"""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as an interval of the text; `table`, `row` and `column` count from 0 within a document."""

    start: int
    end: int
    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source document as one NFC text, and the way back from every character to the source.

    `source` is the path within the input, with `/` (`a.zip!/b.pdf` for a member). `status` and `reason`
    say how reading went: a `refused` document has an empty text and a reason that says what to do.
    """

    source: str
    sha256: str
    media_type: str
    text: str = ""
    segments: tuple[Segment, ...] = ()
    regions: tuple[Region, ...] = ()
    cells: tuple[Cell, ...] = ()
    encoding: str | None = None
    ocr: bool = False
    title: str | None = None
    pages: int | None = None
    page_labels: Mapping[int, str] = field(default_factory=dict)
    status: Status = "done"
    reason: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def doc_id(self) -> str:
        """An id from the path within the input and the hash of the bytes, the same from run to run."""
        return hashlib.sha256(f"{self.source}\0{self.sha256}".encode()).hexdigest()[:16]

    def locate(self, start: int, end: int) -> list[Origin]:
        """The origins of `text[start:end]`, in text order: one per stretch of source that it crosses.

        Characters that the reader put in (a line break between two blocks) have no origin and add none.

        Raises:
            ValueError: the offsets do not lie within the text.

        >>> page = Segment(0, 5, source_start=0, source_end=5, encoding="utf-8")
        >>> note = Document("a.txt", "0" * 64, "text/plain", "61 nữ", (page,))
        >>> [(o.source_start, o.source_end) for o in note.locate(3, 5)]
        [(3, 7)]
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"offsets {start}:{end} are outside a text of {len(self.text)} characters")
        return list(self._origins(start, end))

    def _origins(self, start: int, end: int) -> Iterator[Origin]:
        index = max(bisect_right(self.segments, start, key=lambda segment: segment.start) - 1, 0)
        for position in range(index, len(self.segments)):
            segment = self.segments[position]
            if segment.start >= end:
                return
            if segment.end > start:
                origin = segment.origin(max(start, segment.start), min(end, segment.end), self.text)
                label = None if segment.page is None else self.page_labels.get(segment.page)
                yield origin if label is None else replace(origin, page_label=label)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: the value of a count, percentage, amount of money, measure or age.

    `low` is in the unit without scale (`12,5 nghìn tấn` is 12500 `tấn`); `high` closes a range. `step` is
    the unit of the last digit written, in the same unit: 100 for `12,5 nghìn`, 0.01 for `27,98`.
    """

    low: Decimal
    step: Decimal
    high: Decimal | None = None
    unit: str | None = None
    scale: Decimal = Decimal(1)

    @property
    def text(self) -> str:
        """The value as the guideline writes it.

        >>> Quantity(Decimal("5"), Decimal(1), Decimal("7.50")).text
        '5..7.50'
        """
        return plain(self.low) if self.high is None else f"{plain(self.low)}..{plain(self.high)}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction (`2/3`, `13/15 vụ`) or, without denominator, a multiple (`gấp 2,5 lần`).

    `written` keeps a fraction's digits as they stand, without separators: `06/63`.
    """

    numerator: Decimal
    denominator: Decimal | None = None
    high: Decimal | None = None
    written: str | None = None

    @property
    def text(self) -> str:
        """The value as the guideline writes it: `2/3`, `2.5`; a fraction in figures as written (`06/63`)."""
        if self.written is not None:
            return self.written
        if self.denominator is not None:
            return f"{plain(self.numerator)}/{plain(self.denominator)}"
        return plain(self.numerator) if self.high is None else f"{plain(self.numerator)}..{plain(self.high)}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in ISO 8601: `P5Y`, `P6M`, `PT8H`; a range as `P3M..P6M`."""

    text: str


@dataclass(frozen=True, slots=True)
class DateValue:
    """A calendar date or period in ISO 8601 / TIMEX3, `X` for what the text leaves out.

    `valid` is False for a date that does not exist (31/2/2010). `resolved` holds the value with its missing
    year filled from the document's own date, kept apart from what is written.
    """

    text: str
    valid: bool = True
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """An official document as cited: `number` upper-cased without spaces, or `name` for a named one.

    `key` is the same wherever the document is cited; where that stays in doubt, `candidates` are the keys
    that it may have. `subject` is what the text says that the document is about.
    """

    number: str | None = None
    name: str | None = None
    type: str | None = None
    year: str | None = None
    symbol: str | None = None
    issuer_code: str | None = None
    issuer: str | None = None
    date: str | None = None
    provisions: str | None = None
    role: str = "cites"
    key: str | None = None
    candidates: tuple[str, ...] = ()
    subject: str | None = None

    @property
    def text(self) -> str:
        """The number, or the name as written."""
        return self.number or self.name or ""


Value = Quantity | Ratio | Duration | DateValue | Citation


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, date or citation where it stands: `document.text[start:end] == text`, always.

    `rule` names what found it. `context` is the span outside the mention that lent part of the value (the
    year that governs a list). `item` is what is measured without the words that only say how (`hộ nghèo` of
    `tỷ lệ hộ nghèo`), `population` the kind of thing it is among (`hộ`), `within` what the list it stands in
    is of (`chỉ số giá tiêu dùng` over `giáo dục`), `indicator` its code in the list of indicators.
    `place_code` is the place in the register of places, `place_candidates` what it may be where that cannot
    be told, `place_since` the first day of its territory (ISO 8601). The other fields are those of the
    guideline.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Value
    rule: str
    sentence: int | None = None
    hedge: Hedge | None = None
    change: Change | None = None
    spelled: bool = False
    noun: str | None = None
    concept: str | None = None
    period: str | None = None
    place: str | None = None
    status: str | None = None
    basis: str | None = None
    period_source: str | None = None
    place_source: str | None = None
    status_source: str | None = None
    basis_source: str | None = None
    measure_type: str | None = None
    place_code: str | None = None
    place_candidates: tuple[str, ...] = ()
    place_since: str | None = None
    territory: str | None = None
    item: str | None = None
    population: str | None = None
    within: str | None = None
    indicator: str | None = None
    context: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Mentions that stand in a relation, each with its role.

    Roles: `dated` docref, date; `sum` whole, part…; `share` percent, base?, part?; `change` now, before, by?.
    """

    name: str
    members: tuple[tuple[str, Mention], ...]
    rule: str
    probability: float | None = None

    def all(self, role: str) -> tuple[Mention, ...]:
        """The mentions in a role, in text order."""
        return tuple(mention for name, mention in self.members if name == role)

    def one(self, role: str) -> Mention | None:
        """The mention in a role, or None."""
        return next(iter(self.all(role)), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One test of stated figures, with what it rests on and a sentence for its reader in two languages.

    `suggestion` is what a second look at a scan reads in place of a figure behind the test.
    """

    check: str
    verdict: Verdict
    reason: str | None
    evidence: tuple[Mention, ...]
    message_vi: str
    message_en: str
    stated: str | None = None
    expected: str | None = None
    tolerance: str | None = None
    power: float | None = None
    repair: str | None = None
    relation: Relation | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; `pos` is its part of speech where a stage asked for it."""

    start: int
    end: int
    sentence: int
    pos: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document says of its own standing.

    `level` is that of its issuer: `central`, `province`, `district`, `commune`. `form` is `original`, `copy`,
    `draft`, or `blank` while its number or day is missing. It is in force from `effective` until `expires`.
    """

    level: str | None = None
    form: str | None = None
    effective: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document is by its own words: head, signature, and for a page its author and day.

    `type` is canonical, `title` as printed (type and subject), `date` ISO 8601, `signer_post` mandate and
    post with ` / ` between their lines.
    """

    number: str | None = None
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    signer: str | None = None
    signer_post: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one document: the one value from which its rows in every table come.

    `tokens` counts the words; `words` holds them only where they were asked for. `vintage` is the day that
    the document was written or published, as far as it says so.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()
    tokens: int = 0
    words: tuple[Word, ...] = ()
    standing: Standing = Standing()
    imprint: Imprint = Imprint()
    vintage: date | None = None


def trimmed(number: Decimal) -> Decimal:
    """A decimal without the zeros that scaling left behind its point: 1.6 million is 1600000, not 1600000.0.

    >>> trimmed(Decimal("1600000.0")), trimmed(Decimal("1234.50"))
    (Decimal('1600000'), Decimal('1234.5'))
    """
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def plain(number: Decimal) -> str:
    """A decimal without exponent, digits as they are.

    >>> plain(Decimal("2E+6"))
    '2000000'
    """
    return format(number, "f")
