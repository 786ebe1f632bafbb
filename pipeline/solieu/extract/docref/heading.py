"""What a document is by its own heading: the number in its letterhead, and the type that stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.lexicon import Lexicon
from solieu.types import Citation, Mention

# Characters from the beginning in which a letterhead with its title stands.
HEAD = 4_000
_SPACES = re.compile(r"\s+")


def own_number(mentions: Sequence[Mention]) -> Mention | None:
    """The document's own number where its letterhead prints it; None where it has none there.

    A consolidated text begins without a number; that of its attestation, at the end, numbers the attestation.
    """
    return next(
        (
            mention
            for mention in mentions
            if mention.start < HEAD and isinstance(mention.value, Citation) and mention.value.role == "self"
        ),
        None,
    )


def own_type(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> str | None:
    """The type of the document whose number a letterhead prints, as canonically written; None without one.

    It is the line of capitals below the letterhead (`QUYẾT ĐỊNH`), or what the number's letters stand for.

    Args:
        text: the document.
        mentions: its citations; its own number has the role `self`.
        lexicon: the vocabulary.
    """
    own = own_number(mentions)
    if own is None or not isinstance(own.value, Citation):
        return None
    if own.value.type:
        return own.value.type
    types = lexicon.rows("document_types")
    titles = {row["name"].upper(): row["name"] for row in types}
    for line in text[own.end : HEAD].replace("\t", "\n").split("\n"):
        name = titles.get(_SPACES.sub(" ", line).strip())
        if name is not None:
            return name
    symbol = re.split(r"[-/]", own.value.symbol or "")
    return next((row["name"] for row in types if row["abbreviation"] and row["abbreviation"] in symbol), None)
