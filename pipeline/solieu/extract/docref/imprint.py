"""What a document is by its own words: number, type, title, issuer, place, day, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.extract.docref.head_block import HeadBlock, read_head
from solieu.extract.docref.heading import own_number, own_type
from solieu.extract.docref.signature import read_signature
from solieu.lexicon import Lexicon
from solieu.types import Citation, Document, Imprint, Mention

CONSOLIDATED = "Văn bản hợp nhất"
# What a consolidated text says it is (Ordinance 01/2012/UBTVQH13, article 4): above its head, or where it is
# attested.
_CONSOLIDATED = re.compile(r"^(?:[^\n]{0,80}\t)?[ \xa0]{0,40}(?:XÁC THỰC )?VĂN BẢN HỢP NHẤT", re.MULTILINE)
# Behind the number of an attestation, which numbers nothing but that.
_ATTESTED = re.compile(r"[^\n]{0,80}\s{1,10}XÁC THỰC VĂN BẢN HỢP NHẤT")
# The headline of an article saved as bare text: its first line, without a full stop, a blank line below.
_HEADLINE = re.compile(r"\s{0,20}([^\n]{12,200}[^\s.:;,…])[ \t]*\n[ \t]*\n\s*\S")
_FEWEST_WORDS = 4


def read_imprint(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> Imprint:
    """What a document is by its own words; None for what it does not say.

    A consolidated text prints no number of its own above its text, and that of the act inside is not its own.
    The title is that of an official head (type and subject, as printed), otherwise that of the page, or the
    headline of a bare text.

    Args:
        document: as read.
        mentions: its citations and dates, its own number with the role `self`.
        lexicon: the vocabulary.
    """
    text = document.text
    own = own_number(mentions)
    if own is not None and _ATTESTED.match(text, own.end):
        own = None
    cited = own.value if own is not None and isinstance(own.value, Citation) else None
    head = read_head(text, own, mentions, document.regions, lexicon)
    signer, post = read_signature(text, document.regions, lexicon) if head.lettered else (None, None)
    return Imprint(
        number=cited.number if cited else None,
        type=(own_type(text, mentions, lexicon) or cited.type) if cited else _type(text, head),
        title=_title(document, head),
        issuer=cited.issuer if cited else head.issuer,
        place=head.place,
        date=(cited.date if cited else None) or head.date or document.metadata.get("date"),
        signer=signer,
        signer_post=post,
        author=document.metadata.get("author"),
    )


def _type(text: str, head: HeadBlock) -> str | None:
    if not head.lettered or head.type is None:
        return None
    return CONSOLIDATED if _CONSOLIDATED.search(text) else head.type


def _title(document: Document, head: HeadBlock) -> str | None:
    if head.lettered and head.title:
        return head.title
    if document.title or document.media_type != "text/plain":
        return document.title or head.title
    found = _HEADLINE.match(document.text)
    headline = found[1].strip() if found and len(found[1].split()) >= _FEWEST_WORDS else None
    return head.title or headline
