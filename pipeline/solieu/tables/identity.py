"""Names for mentions, relations and checks that are the same from run to run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from solieu.types import Finding, Mention, Relation


def mention_id(doc_id: str, mention: Mention) -> str:
    """The id of a mention: its document, its kind and its span, readable as such.

    >>> from solieu.types import Duration
    >>> mention_id("8c6f", Mention("duration", 3, 8, "5 năm", Duration("P5Y"), "duration.number_unit"))
    '8c6f-duration-3-8'
    """
    return f"{doc_id}-{mention.kind}-{mention.start}-{mention.end}"


def relation_ids(doc_id: str, relations: Sequence[Relation]) -> Iterator[tuple[Relation, str]]:
    """Each relation with an id made of its document, its name and its members."""
    seen: Counter[str] = Counter()
    for relation in relations:
        members = (f"{role}={mention_id(doc_id, mention)}" for role, mention in relation.members)
        yield relation, _numbered(seen, doc_id, relation.name, *members)


def check_ids(doc_id: str, findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with an id made of its document, its check and its evidence."""
    seen: Counter[str] = Counter()
    for finding in findings:
        evidence = (mention_id(doc_id, mention) for mention in finding.evidence)
        yield finding, _numbered(seen, doc_id, finding.check, *evidence)


def _numbered(seen: Counter[str], doc_id: str, name: str, *parts: str) -> str:
    """An id from the parts; a second one with the very same parts gets a number, so that ids stay unique."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
    identity = f"{doc_id}-{name}-{digest}"
    seen[identity] += 1
    return identity if seen[identity] == 1 else f"{identity}-{seen[identity]}"
