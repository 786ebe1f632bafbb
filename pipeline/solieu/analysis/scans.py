"""What text recognition leaves in doubt: numbers that are none, and a second look where a check fails."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from solieu.ingest.ocr.closer import legible
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source
from solieu.types import Analysis, Document, Finding, Mention, Origin, Segment

# What a closer look reads where a word stands, None where it leaves a doubt: `Pictures.look`.
Look = Callable[[str, Origin], str | None]

_SUSPECT = ("inconsistent", "ambiguous")
_EDGES = " .,;:()'\"|_-–—"


def legible_mentions(document: Document, mentions: Sequence[Mention], *, start: int = 0) -> list[Mention]:
    """The mentions without those of a scan whose digits were read with too much doubt.

    Args:
        document: the whole document, which alone knows how sure each word is.
        mentions: what was found in it, or in a window of it.
        start: where that window begins in the document's text.

    >>> words = (Segment(0, 2, page=1, confidence=0.9), Segment(3, 7, page=1, confidence=0.1))
    >>> scan = Document("a.png", "0" * 64, "image/png", "61 1111", words, ocr=True)
    >>> from solieu.types import Duration
    >>> found = [Mention("count", *span, "", Duration(""), "") for span in ((0, 2), (3, 7))]
    >>> [mention.start for mention in legible_mentions(scan, found)]
    [0]
    """
    return [mention for mention in mentions if _is_legible(document, mention, start)]


def second_look(analysis: Analysis, source: Source) -> Analysis:
    """The analysis of a scan, its failed checks with what a closer look at the picture suggests.

    Where the picture is no longer there, or another, the document is `partial` and its reason says so.

    Args:
        analysis: of any document; one without a failed check on recognised text comes back as it is.
        source: where its bytes are.
    """
    if not has_suspects(analysis):
        return analysis
    from solieu.ingest.pictures import Pictures  # brings the PDF library, which few analyses need

    document = analysis.document
    try:
        data = source.read()
    except Refused as refused:
        return _not_looked_at(analysis, refused.message)
    if sha256(data).hexdigest() != document.sha256:
        return _not_looked_at(analysis, "the file has changed since it was read")
    return with_suggestions(analysis, Pictures(document, data).look)


def with_suggestions(analysis: Analysis, look: Look) -> Analysis:
    """An analysis whose failed checks tell where a closer look at the picture reads other digits.

    Nothing else changes: not the text, not a figure, not a verdict.

    Args:
        analysis: of a document that has pages read by text recognition.
        look: reads a word again.
    """
    findings = tuple(_looked_at(analysis.document, finding, look) for finding in analysis.findings)
    return replace(analysis, findings=findings)


def has_suspects(analysis: Analysis) -> bool:
    """Whether a check fails on figures that text recognition read."""
    return analysis.document.ocr and any(finding.verdict in _SUSPECT for finding in analysis.findings)


def _not_looked_at(analysis: Analysis, why: str) -> Analysis:
    document = analysis.document
    told = f"second_look: failed checks were not looked at again ({why}); read it anew with --fresh"
    reason = f"{document.reason}; {told}" if document.reason else told
    return replace(analysis, document=replace(document, status="partial", reason=reason))


def _is_legible(document: Document, mention: Mention, start: int) -> bool:
    return not document.ocr or all(
        legible(document.text[word.start : word.end], word.confidence)
        for word in _words(document, mention.start + start, mention.end + start)
        if word.confidence is not None
    )


def _looked_at(document: Document, finding: Finding, look: Look) -> Finding:
    if finding.verdict not in _SUSPECT:
        return finding
    pairs = list(_read_otherwise(document, finding.evidence, look))
    if not pairs:
        return finding
    vietnamese = ", ".join(f"{again} thay cho {first}" for first, again in pairs)
    english = ", ".join(f"{again} for {first}" for first, again in pairs)
    return replace(
        finding,
        suggestion="; ".join(f"{first} → {again}" for first, again in pairs),
        message_vi=f"{finding.message_vi} Nhìn lại ảnh chụp, đọc được {vietnamese}.",
        message_en=f"{finding.message_en} A second look at the picture reads {english}.",
    )


def _read_otherwise(document: Document, evidence: Iterable[Mention], look: Look) -> Iterator[tuple[str, str]]:
    """Each word with digits that a second look reads otherwise, without its punctuation: first, again."""
    words = {
        word.start: word for mention in evidence for word in _words(document, mention.start, mention.end)
    }
    for start, word in sorted(words.items()):
        if word.confidence is None:
            continue
        text = document.text[word.start : word.end]
        again = look(text, word.origin(start, word.end, document.text))
        if again is not None and _digits(again) != _digits(text):
            yield text.strip(_EDGES), again


def _words(document: Document, start: int, end: int) -> Iterator[Segment]:
    """The stretches of source in which a span of the text has digits; of a scan, a word each."""
    segments = document.segments
    index = max(bisect_right(segments, start, key=lambda segment: segment.start) - 1, 0)
    while index < len(segments) and segments[index].start < end:
        segment = segments[index]
        if _digits(document.text[max(segment.start, start) : min(segment.end, end)]):
            yield segment
        index += 1


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
