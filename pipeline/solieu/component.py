"""The stages as spaCy components that any pipeline can add by name: a thin skin, all work is done elsewhere.

spaCy imports this module whenever a pipeline is made, so the stages are imported only when they are used.

>>> import spacy
>>> nlp = spacy.blank("xx")
>>> for name in ("solieu_mentions", "solieu_relations", "solieu_findings"):
...     _ = nlp.add_pipe(name)
>>> doc = nlp("Mở lớp cho 218 học viên (Kinh tế 100 học viên, Luật 118 học viên).")
>>> [(span.label_, span.text) for span in doc.spans["solieu"]]
[('count', '218'), ('count', '100'), ('count', '118')]
>>> [relation.name for relation in doc._.solieu_relations]
['sum']
>>> [finding.verdict for finding in doc._.solieu_findings]
['consistent']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from solieu import types

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon

SPANS = "solieu"
MENTIONS, RELATIONS, FINDINGS = "solieu_mentions", "solieu_relations", "solieu_findings"

Component = Callable[[Doc], Doc]


def add_mentions(doc: Doc, lexicon: Lexicon) -> Doc:
    """The Doc with its mentions in `doc._.solieu_mentions`, and as spans in `doc.spans["solieu"]`.

    A mention that begins or ends inside a token has that whole token in its span; its own offsets are exact.
    """
    from solieu.extract import extract

    mentions = extract(doc, lexicon)
    spans = [
        doc.char_span(mention.start, mention.end, label=mention.kind, alignment_mode="expand")
        for mention in mentions
    ]
    doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=[span for span in spans if span is not None])
    doc._.set(MENTIONS, mentions)
    return doc


def add_relations(doc: Doc, lexicon: Lexicon) -> Doc:
    """The Doc with the relations between its mentions in `doc._.solieu_relations`.

    Raises:
        ValueError: `solieu_mentions` has not run before.
    """
    from solieu.relate import relate, relate_text

    mentions = _earlier(doc, MENTIONS)
    if doc.has_annotation("SENT_START"):
        relations = relate(doc, mentions, lexicon)
    else:
        relations = relate_text(doc.text, mentions, _spans_of_sentences(doc.text, lexicon), lexicon)
    doc._.set(RELATIONS, relations)
    return doc


def add_findings(doc: Doc, lexicon: Lexicon | None = None) -> Doc:
    """The Doc with the tests of its stated figures in `doc._.solieu_findings`.

    Args:
        doc: with mentions and relations.
        lexicon: the vocabulary; None for the project's own.

    Raises:
        ValueError: `solieu_mentions` and `solieu_relations` have not run before.
    """
    from solieu.check import check

    mentions, relations = _earlier(doc, MENTIONS), _earlier(doc, RELATIONS)
    doc._.set(FINDINGS, check(mentions, relations, doc.text, lexicon))
    return doc


def _spans_of_sentences(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The sentences of a Doc whose pipeline sets none; the Doc is left as it is."""
    from solieu.tokenise.sentences import sentences

    found = sentences(text, frozenset(lexicon.column("abbreviations", "name")))
    return [(sentence[0].start, sentence[-1].end) for sentence in found]


def _earlier(doc: Doc, name: str) -> list[Any]:
    value: list[Any] | None = doc._.get(name)
    if value is None:
        raise ValueError(f'this component needs another before it: nlp.add_pipe("{name}")')
    return value


def create_mentions(nlp: Language, name: str, vocabulary: str | None) -> Component:
    """The component `solieu_mentions`; `vocabulary` names a folder of additions to the lexicon."""
    return partial(add_mentions, lexicon=_lexicon(vocabulary))


def create_relations(nlp: Language, name: str, vocabulary: str | None) -> Component:
    """The component `solieu_relations`; `vocabulary` as for `solieu_mentions`."""
    return partial(add_relations, lexicon=_lexicon(vocabulary))


def create_findings(nlp: Language, name: str, vocabulary: str | None) -> Component:
    """The component `solieu_findings`; `vocabulary` as for `solieu_mentions`."""
    return partial(add_findings, lexicon=_lexicon(vocabulary))


def create_tags(nlp: Language, name: str) -> Component:
    """The component `solieu_tags`: parts of speech in `token.tag_`, for who needs them."""
    from solieu.tokenise.tags import tag

    return tag


def _lexicon(vocabulary: str | None) -> Lexicon:
    from solieu import lexicon

    return lexicon.load(Path(vocabulary) if vocabulary else None)


def _packed(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """A value of ours as msgpack can hold it, so that a Doc with it can be stored or sent to a process."""
    if isinstance(value, Decimal):
        return {"solieu.Decimal": str(value)}
    if is_dataclass(value) and type(value).__module__ == types.__name__:
        return {
            f"solieu.{type(value).__name__}": {
                field.name: getattr(value, field.name) for field in fields(value)
            }
        }
    return chain(value) if chain else value


def _unpacked(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """What `_packed` made of a value, as it was."""
    name = next(iter(value), "") if isinstance(value, dict) and len(value) == 1 else ""
    if isinstance(name, str) and name.startswith("solieu."):
        if name == "solieu.Decimal":
            return Decimal(value[name])
        made = getattr(types, name.removeprefix("solieu."))
        return made(**{key: _frozen(one) for key, one in value[name].items()})
    return chain(value) if chain else value


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


for _name in (MENTIONS, RELATIONS, FINDINGS):
    Doc.set_extension(_name, default=None, force=True)
srsly.msgpack_encoders.register("solieu", func=_packed)
srsly.msgpack_decoders.register("solieu", func=_unpacked)
Language.factory(MENTIONS, default_config={"vocabulary": None}, func=create_mentions)
Language.factory(RELATIONS, default_config={"vocabulary": None}, func=create_relations)
Language.factory(FINDINGS, default_config={"vocabulary": None}, func=create_findings)
Language.factory("solieu_tags", assigns=["token.tag"], func=create_tags)
