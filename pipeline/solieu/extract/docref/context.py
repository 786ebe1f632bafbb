"""What the text beside a citation adds to it: date, issuer, provisions, role, and from all of it the key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from solieu.extract.docref.letterhead import is_own_number, read_letterhead
from solieu.extract.docref.resolve import with_keys
from solieu.extract.docref.role import provisions_before, role_of
from solieu.extract.docref.source import Dates, Source, to_the_left, to_the_right
from solieu.extract.docref.subject import subject_after
from solieu.lexicon import Lexicon
from solieu.types import Citation, Mention

# What joins documents that share an issuer: a comma, a semicolon, `và`.
_COORDINATES = re.compile(r"\s{0,3}(?:[,;]|và|hoặc|[,;]\s{0,3}và)?\s{0,12}(?:số\s{1,3})?\Z")
_ACTS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def attach_context(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with what the text beside each citation says of it; the others as they are.

    `mentions` are in text order and hold the dates; a citation's date is the value of its date mention, as
    written, and its `context` becomes the span of that mention.

    >>> from solieu.lexicon import load
    >>> attach_context("", [], load())
    []
    """
    dates = Dates(mentions)
    places = [index for index, one in enumerate(mentions) if isinstance(one.value, Citation)]
    cited = [mentions[index] for index in places]
    own = [is_own_number(text, one) for one in cited]
    sources: list[Source] = []
    for index, mention in enumerate(cited):
        limit = cited[index + 1].start if index + 1 < len(cited) else len(text)
        floor = cited[index - 1].end if index else 0
        if own[index]:
            sources.append(read_letterhead(text, mention, dates, lexicon))
        else:
            sources.append(_beside(text, mention, floor, limit, dates, lexicon))
    sources = _with_shared_issuers(text, cited, sources)
    result = list(mentions)
    following = [*(mention.start for mention in cited[1:]), len(text)]
    for index, mention, source, is_own, after in zip(places, cited, sources, own, following, strict=False):
        result[index] = _filled(text, mention, source, after, own=is_own)
    return with_keys(text, result, lexicon)


def _beside(text: str, mention: Mention, floor: int, limit: int, dates: Dates, lexicon: Lexicon) -> Source:
    cited = _citation(mention)
    right = to_the_right(text, mention, limit, dates, lexicon, joint=_is_joint(cited))
    if right.date is not None and right.issuer is not None:
        return right
    left = to_the_left(text, mention, floor, dates, lexicon)
    # An act named `theo quy định tại Luật …` is issued by nobody who stands before it.
    earlier = left.issuer if cited.type not in _ACTS else None
    nearer = cited.issuer or right.issuer
    before = nearer is None and earlier is not None
    return Source(right.date or left.date, nearer or earlier, right.end, before=before)


def _with_shared_issuers(text: str, cited: Sequence[Mention], sources: Sequence[Source]) -> list[Source]:
    """The sources with issuers given to documents that are joined with one that has it, either way.

    Forward only to a number without type words, or when the issuer stands before them all and issued them.
    """
    result = list(sources)
    for index in range(len(cited) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        behind = after.end > cited[index + 1].end
        if here.issuer is None and after.issuer and behind and _joined(text, cited, result, index):
            result[index] = replace(here, issuer=after.issuer)
    for index in range(1, len(cited)):
        here, before = result[index], result[index - 1]
        listed = before.before or _citation(cited[index]).type is None
        if here.issuer is None and before.issuer and listed and _joined(text, cited, result, index - 1):
            result[index] = replace(here, issuer=before.issuer, before=before.before)
    return result


def _joined(text: str, cited: Sequence[Mention], sources: Sequence[Source], index: int) -> bool:
    """Whether the citation at `index` and the next, of one type or office, stand in plain coordination."""
    first, second = _citation(cited[index]), _citation(cited[index + 1])
    same = len({first.type, second.type} - {None}) < 2
    coded = first.issuer_code is not None and first.issuer_code == second.issuer_code
    between = text[max(sources[index].end, cited[index].end) : cited[index + 1].start]
    return (same or coded) and _COORDINATES.fullmatch(between) is not None


def _filled(text: str, mention: Mention, source: Source, following: int, *, own: bool) -> Mention:
    cited = _citation(mention)
    provisions = provisions_before(text, mention.start)
    begin = provisions[0] if provisions else mention.start
    filled = replace(
        cited,
        date=source.date.value.text if source.date else cited.date,
        issuer=_plain(source.issuer) or cited.issuer,
        provisions=_plain(text[slice(*provisions)]) if provisions else None,
        role="self" if own else role_of(text, begin, mention.end),
        subject=None if own else subject_after(text, max(source.end, mention.end), following),
    )
    context = (source.date.start, source.date.end) if source.date else mention.context
    return replace(mention, value=filled, context=context)


def _citation(mention: Mention) -> Citation:
    if not isinstance(mention.value, Citation):
        raise TypeError(f"a docref's value is a Citation, not {type(mention.value).__name__}")
    return mention.value


def _is_joint(cited: Citation) -> bool:
    return cited.type in ("Thông tư liên tịch", "Nghị quyết liên tịch", "Thông tư liên bộ") or bool(
        cited.symbol and cited.symbol.startswith(("TTLT", "NQLT", "TTLB", "TT-LB", "TT/LB"))
    )


def _plain(written: str | None) -> str | None:
    return " ".join(written.split()) if written else None
