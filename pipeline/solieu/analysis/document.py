"""A document through all the stages, window by window: words, mentions, observations, relations, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu import tokenise
from solieu.analysis.scans import legible_mentions
from solieu.analysis.windows import shift, sliced, windows
from solieu.check import check, check_cells
from solieu.extract import add_cells, extract, own_date
from solieu.extract.docref.imprint import read_imprint
from solieu.extract.docref.resolve import at_home, unplaced
from solieu.extract.docref.standing import read_standing
from solieu.extract.margins import without_margins
from solieu.extract.table.find import in_table
from solieu.intervals import full_day
from solieu.observe import observe
from solieu.observe.parts.outline import Outline, outline
from solieu.observe.where.document_place import homes_of
from solieu.relate import relate
from solieu.tokenise.tags import tag
from solieu.types import KINDS, Analysis, Document, Finding, Mention, Relation, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from solieu.lexicon import Lexicon

# Characters analysed at a time, so that memory grows with what is found and not with what is looked at.
WINDOW = 200_000
# Characters at the beginning of a document that speak for all of it: letterhead, title, date line.
HEAD = 4_000


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
    for start, end in windows(document.text, window, document.cells):
        piece = sliced(document, start, end)
        doc = tokenise.tokenise(piece, nlp)
        spans = tokenise.sentence_spans(doc)
        found = extract(doc, lexicon)
        found = add_cells(doc, found, piece.cells, lexicon)
        found = without_margins(piece.text, legible_mentions(document, found, start=start), piece.regions)
        date = date or own_date(found)
        around = outline(piece, spans, lexicon, head=document.text[:HEAD], date=date, in_head=in_head)
        in_head = in_head or [mention for mention in found if mention.end <= HEAD]
        vintage = vintage or around.date
        found = _observed(around, found, lexicon)
        if any(map(unplaced, found)):
            found = at_home(piece.text, found, lexicon, homes_of(around, lexicon))
        told = [mention for mention in found if not in_table(mention)]
        related = relate(doc, told, lexicon)
        tested = check(told, related, piece.text, lexicon) + check_cells(found, piece.cells, piece.text)
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


def _words(doc: Doc, characters: int, sentences: int) -> Iterator[Word]:
    for number, sentence in enumerate(doc.sents, sentences):
        for token in sentence:
            if not token.is_space:
                start = token.idx + characters
                yield Word(start, start + len(token), number, token.tag_ or None)
