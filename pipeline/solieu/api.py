"""The five lines from a document to its figures, and the result as a user meets it in Python."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from solieu import ingest, tables, tokenise
from solieu.check import check, check_cells
from solieu.extract import add_cells, extract, own_date
from solieu.extract.docref.imprint import read_imprint
from solieu.extract.docref.standing import read_standing
from solieu.extract.table.find import in_table
from solieu.ingest.compose import Composer
from solieu.ingest.flat import flat_cells
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source
from solieu.intervals import full_day
from solieu.lexicon import Lexicon
from solieu.lexicon import load as load_lexicon
from solieu.observe import observe
from solieu.observe.outline import Outline, outline
from solieu.relate import relate
from solieu.scans import has_suspects, legible_mentions, with_suggestions
from solieu.show import page
from solieu.tokenise.tags import tag
from solieu.types import KINDS, Analysis, Document, Finding, Mention, Relation, Word
from solieu.windows import shift, sliced, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

# Characters analysed at a time, so that memory grows with what is found and not with what is looked at.
WINDOW = 200_000
# Characters at the beginning of a document that speak for all of it: letterhead, title, date line.
HEAD = 4_000


@dataclass(frozen=True)
class Result:
    """What was found in one document. The frames are the dataset's tables, with Arrow-backed columns."""

    analysis: Analysis

    @property
    def document(self) -> Document:
        """The document as read; its `status` and `reason` say how that went."""
        return self.analysis.document

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Figures, dates and citations in text order."""
        return self.analysis.mentions

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Which mentions stand in a sum, a share, a change, or date a document."""
        return self.analysis.relations

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every test of the stated figures."""
        return self.analysis.findings

    @cached_property
    def citations(self) -> pd.DataFrame:
        """A row a cited document, and the document's own number."""
        return tables.citations([self.analysis])

    @cached_property
    def dates(self) -> pd.DataFrame:
        """A row a calendar date or period."""
        return tables.dates([self.analysis])

    @cached_property
    def figures(self) -> pd.DataFrame:
        """A row a count, percentage, amount, measure, duration, age or ratio."""
        return tables.figures([self.analysis])

    @cached_property
    def checks(self) -> pd.DataFrame:
        """A row a test of stated figures, with its verdict."""
        return tables.checks([self.analysis])

    @cached_property
    def relations_frame(self) -> pd.DataFrame:
        """A row a mention's part in a relation."""
        return tables.relations([self.analysis])

    def _repr_html_(self) -> str:
        return page(self.document, self.mentions, self.findings)


def analyse(
    path_or_text: str | Path, *, nlp: Language | None = None, lexicon: Lexicon | None = None
) -> Result:
    """What a document, or a piece of text, says in figures, dates and citations, checked.

    Args:
        path_or_text: a `Path`, or a `str` that names an existing file, is read; any other `str` is the text.
        nlp: a pipeline from `solieu.load()`, to load it only once; None for one kept by the program.
        lexicon: the vocabulary, `solieu.lexicon.load(folder)` with additions; None for the project's own.

    Raises:
        FileNotFoundError: a `Path` where no file is.

    A text of more than 200,000 characters is taken in windows cut between paragraphs; relations and checks
    do not cross from one window to the next.

    >>> result = analyse("Năm 2010 có 218 học viên, trong đó nữ chiếm 27,98%.")
    >>> result.figures[["kind", "value", "unit"]].values.tolist()
    [['count', '218', <NA>], ['percent', '27.98', '%']]
    """
    named = path_or_text if isinstance(path_or_text, Path) else _existing_file(path_or_text)
    vocabulary = lexicon or _vocabulary()
    pipeline = nlp or _pipeline(vocabulary)
    if named is None:
        return Result(analyse_document(_document(str(path_or_text)), pipeline, vocabulary))
    document = ingest.read(named)
    return Result(second_look(analyse_document(document, pipeline, vocabulary), Source(named.name, named)))


def analyse_text(text: str) -> Analysis:
    """What a text says, with the pipeline and vocabulary that the program keeps; never taken for a path."""
    vocabulary = _vocabulary()
    return analyse_document(_document(text), _pipeline(vocabulary), vocabulary)


def analyse_document(
    document: Document, nlp: Language, lexicon: Lexicon, *, words: bool = False, window: int = WINDOW
) -> Analysis:
    """Everything that is found in a document, window by window.

    Args:
        document: as read; a refused one has no text, so nothing is found.
        nlp: the pipeline that tokenises.
        lexicon: the vocabulary.
        words: whether to keep the words for the table `tokens`.
        window: code points analysed at a time; relations and checks do not cross from one to the next.
    """
    mentions: list[Mention] = []
    relations: list[Relation] = []
    findings: list[Finding] = []
    kept: list[Word] = []
    tokens = sentences = 0
    date: str | None = None
    vintage: str | None = None
    in_head: list[Mention] = []
    for start, end in windows(document.text, window):
        piece = sliced(document, start, end)
        doc = tokenise.tokenise(piece, nlp)
        spans = tokenise.sentence_spans(doc)
        found = extract(doc, lexicon)
        found = legible_mentions(document, add_cells(doc, found, piece.cells, lexicon), start=start)
        date = date or own_date(found)
        around = outline(piece, spans, lexicon, head=document.text[:HEAD], date=date, in_head=in_head)
        in_head = in_head or [mention for mention in found if mention.end <= HEAD]
        vintage = vintage or around.date
        found = _observed(around, found, lexicon)
        told = [mention for mention in found if not in_table(mention)]
        related = relate(doc, told, lexicon)
        tested = check(told, related, piece.text) + check_cells(found, piece.cells, piece.text)
        if start:
            found, related, tested = shift(found, related, tested, characters=start, sentences=sentences)
        mentions += found
        relations += related
        findings += tested
        tokens += len(doc) - int(doc.to_array("IS_SPACE").sum())
        if words:
            kept += _words(tag(doc), start, sentences)
        sentences += len(spans)
    standing = read_standing(document.text, mentions, lexicon)
    return Analysis(
        document,
        tuple(mentions),
        tuple(relations),
        tuple(findings),
        tokens,
        tuple(kept),
        standing,
        read_imprint(document, mentions, lexicon),
        full_day(vintage),
    )


def _observed(around: Outline, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with what is told of each; ranks and values of an index change nothing beside them."""
    annotated = observe(around, [mention for mention in mentions if mention.kind in KINDS], lexicon)
    if len(annotated) == len(mentions):
        return annotated
    others = (mention for mention in observe(around, mentions, lexicon) if mention.kind not in KINDS)
    return sorted([*annotated, *others], key=lambda mention: mention.start)


def second_look(analysis: Analysis, source: Source) -> Analysis:
    """The analysis of a scan, its failed checks with what a closer look at the picture suggests.

    Args:
        analysis: of any document; one without a failed check on recognised text comes back as it is.
        source: where its bytes are.
    """
    if not has_suspects(analysis):
        return analysis
    from solieu.ingest.pictures import Pictures  # brings the PDF library, which few analyses need

    try:
        pictures = Pictures(analysis.document, source.read())
    except Refused:  # gone since it was read: there is no second look
        return analysis
    return with_suggestions(analysis, pictures.look)


def _words(doc: Doc, characters: int, sentences: int) -> Iterator[Word]:
    for number, sentence in enumerate(doc.sents, sentences):
        for token in sentence:
            if not token.is_space:
                start = token.idx + characters
                yield Word(start, start + len(token), number, token.tag_ or None)


def _existing_file(name: str) -> Path | None:
    """The file that a string names; a long text or one with a zero in it is no name at all."""
    try:
        return Path(name) if Path(name).is_file() else None
    except (OSError, ValueError):
        return None


def _document(text: str) -> Document:
    """A document of a bare text; its origins are the bytes that the text would have in a UTF-8 file."""
    data = text.encode("utf-8", "replace")
    sha256 = hashlib.sha256(data).hexdigest()
    composer = Composer()
    try:
        composer.add(data.decode(), source_start=0, source_end=len(data), encoding="utf-8")
    except Refused as refusal:
        return Document("text", sha256, "text/plain", status="refused", reason=str(refusal))
    composed, segments = composer.finish()
    cells = flat_cells(composed)
    return Document("text", sha256, "text/plain", composed, segments, cells=cells, encoding="utf-8")


@cache
def _vocabulary() -> Lexicon:
    return load_lexicon()


@cache
def _pipeline(vocabulary: Lexicon) -> Language:
    return tokenise.load(lexicon=vocabulary)
