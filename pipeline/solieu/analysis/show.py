"""A result as a notebook shows it: the text with its figures marked, and the checks below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from solieu.types import FIGURE_KINDS, Document, Finding, Mention

# Characters of the text that are shown; a notebook cell is for looking, not for reading a gazette.
SHOWN = 20_000
# Hues apart from each other; lightness comes with transparency, so that it reads on light and dark pages.
_KINDS = ("docref", "date", *FIGURE_KINDS)
_HUES = dict(zip(_KINDS, (265, 205, 45, 140, 95, 175, 320, 290, 20, 235, 115), strict=True))
_SIGNS = {
    "consistent": ("✓", 140),
    "inconsistent": ("✗", 0),
    "ambiguous": ("?", 45),
    "not_testable": ("–", 210),
}
_STYLE = """
.solieu { font-family: system-ui, sans-serif; line-height: 1.6; max-width: 60em; }
.solieu .head { margin-bottom: .6em; } .solieu .head b { font-size: 1.1em; }
.solieu .key span, .solieu mark { color: inherit; border-radius: .25em; padding: .05em .2em; }
.solieu .key span { margin-right: .6em; font-size: .85em; }
.solieu .text { white-space: pre-wrap; max-height: 32em; overflow-y: auto; padding: .6em .8em;
  border: 1px solid rgba(128,128,128,.35); border-radius: .4em; }
.solieu table { border-collapse: collapse; margin-top: .8em; }
.solieu td { text-align: left; vertical-align: top; padding: .2em .7em .2em 0;
  border-top: 1px solid rgba(128,128,128,.25); }
""".strip()


def page(document: Document, mentions: Sequence[Mention], findings: Sequence[Finding]) -> str:
    """HTML with the text, its mentions highlighted by kind, and the checks; everything escaped.

    Hovering over a mention shows its kind, its value and the rule that found it. A text of more than
    `SHOWN` characters is cut, and says so.
    """
    shown = [mention for mention in mentions if mention.end <= SHOWN]
    text = _highlighted(document.text[:SHOWN], shown)
    if len(document.text) > SHOWN:
        rest = len(document.text) - SHOWN
        text += f"<p><i>… {rest:,} more characters with {len(mentions) - len(shown):,} mentions</i></p>"
    return (
        f"<style>{_STYLE}</style><div class='solieu'>{_head(document)}{_key(mentions)}"
        f"<div class='text'>{text}</div>{_checks(findings)}</div>"
    )


def _head(document: Document) -> str:
    name = escape(document.title or document.source)
    told = f"{escape(document.media_type)}, {len(document.text):,} characters, {escape(document.status)}"
    reason = f": {escape(document.reason)}" if document.reason else ""
    return f"<div class='head'><b>{name}</b><br>{told}{reason}</div>"


def _key(mentions: Sequence[Mention]) -> str:
    counts = Counter(mention.kind for mention in mentions)
    entries = (
        f"<span style='{_colour(_HUES[kind])}'>{kind} {counts[kind]}</span>"
        for kind in _KINDS
        if counts[kind]
    )
    return f"<div class='key'>{''.join(entries)}</div>"


def _highlighted(text: str, mentions: Sequence[Mention]) -> str:
    pieces, done = [], 0
    for mention in mentions:
        pieces.append(escape(text[done : mention.start]))
        tip = escape(f"{mention.kind}: {_value(mention)} ({mention.rule})")
        inner = escape(text[mention.start : mention.end])
        pieces.append(f"<mark style='{_colour(_HUES[mention.kind])}' title='{tip}'>{inner}</mark>")
        done = mention.end
    return "".join([*pieces, escape(text[done:])])


def _value(mention: Mention) -> str:
    words = (mention.hedge, mention.value.text, getattr(mention.value, "unit", None), mention.noun)
    return " ".join(word for word in words if word)


def _checks(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    rows = []
    for finding in findings:
        sign, hue = _SIGNS[finding.verdict]
        label = (
            f"<span style='{_colour(hue)} border-radius:.25em;padding:0 .4em'>{sign} {finding.verdict}</span>"
        )
        message = f"{escape(finding.message_vi)}<br><small>{escape(finding.message_en)}</small>"
        rows.append(f"<tr><td>{label}</td><td>{escape(finding.check)}</td><td>{message}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _colour(hue: int) -> str:
    return f"background:hsla({hue},80%,50%,.25);"
