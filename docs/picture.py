"""Draws docs/picture.svg from what the program finds in the corpus: `python docs/picture.py`.

Letters are drawn as outlines, so that the picture looks the same wherever it is shown. What it shows stands
in its `<desc>` too, as JSON; a test compares that with what the program finds today.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import matplotlib
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

import solieu
from solieu import check, extract, lexicon, relate, tokenise
from solieu.types import Finding, Mention

ROOT = Path(__file__).resolve().parents[1]
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
SERIF, SANS, BOLD = "DejaVuSerif", "DejaVuSans", "DejaVuSans-Bold"

INK, PALE, PAPER, EDGE = "#23211c", "#8a8577", "#fffdf8", "#e4dfd2"
COLOURS = {"count": "#2f6fb3", "percent": "#b7791f", "money": "#7c4dab"}
VERDICTS = {"consistent": "#2e7d4f", "inconsistent": "#c0392b"}
SIGNS = {"consistent": "✓", "inconsistent": "✗"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage of a document, the mentions that its findings rest on, and the findings."""

    source: str
    text: str
    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def mentions(self) -> list[Mention]:
        found = {mention.start: mention for finding in self.findings for mention in finding.evidence}
        return [found[start] for start in sorted(found)]


def scene(name: str, wanted: Sequence[tuple[str, str]]) -> Scene:
    """The findings of a document of the corpus with a wanted check and figure, and their sentences."""
    words = lexicon.load()
    document = solieu.read(ROOT / "corpus" / name)
    doc = tokenise.tokenise(document, tokenise.load(lexicon=words))
    mentions = extract.extract(doc, words)
    found = check.check(mentions, relate.relate(doc, mentions, words), document.text)
    chosen = tuple(
        finding
        for check_name, figure in wanted
        for finding in found
        if finding.check == check_name and figure in {mention.text for mention in finding.evidence}
    )
    spans = [mention for finding in chosen for mention in finding.evidence]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    sentences = [s for s in doc.sents if s.start_char < last and s.end_char > first]
    start, end = sentences[0].start_char, sentences[-1].end_char
    return Scene(f"corpus/{name}", document.text, start, end, chosen)


def facts(scenes: Sequence[Scene]) -> list[dict[str, object]]:
    """What the picture shows, as data."""
    return [
        {
            "source": shown.source,
            "passage": shown.text[shown.start : shown.end],
            "findings": [
                {
                    "check": finding.check,
                    "verdict": finding.verdict,
                    "figures": [mention.text for mention in finding.evidence],
                    "message": finding.message_en,
                }
                for finding in shown.findings
            ],
        }
        for shown in scenes
    ]


# --- letters ----------------------------------------------------------------------------------------------


@cache
def font(name: str) -> TTFont:
    return TTFont(FONTS / f"{name}.ttf")


def advance(name: str, character: str, size: float) -> float:
    face = font(name)
    return face["hmtx"][face.getBestCmap()[ord(character)]][0] * size / face["head"].unitsPerEm


def width(name: str, text: str, size: float) -> float:
    return sum(advance(name, character, size) for character in text)


@dataclass(slots=True)
class Canvas:
    """SVG elements in the order they are drawn, and each letter's outline once."""

    parts: list[str] = field(default_factory=list)
    outlines: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def add(self, element: str) -> None:
        self.parts.append(element)

    def letter(self, name: str, character: str) -> str:
        """The id of a letter's outline."""
        key = (name, character)
        if key not in self.outlines:
            glyphs = font(name).getGlyphSet()
            pen = SVGPathPen(glyphs, lambda number: f"{number:.0f}")
            glyphs[font(name).getBestCmap()[ord(character)]].draw(pen)
            self.outlines[key] = (f"g{len(self.outlines)}", pen.getCommands())
        return self.outlines[key][0]

    def write(
        self, x: float, y: float, text: str, size: float, *, face: str = SANS, fill: str = INK
    ) -> float:
        """Writes on the baseline y from x; returns where the writing ends."""
        scale = size / font(face)["head"].unitsPerEm
        uses = []
        for character in text:
            if not character.isspace():
                uses.append(f'<use href="#{self.letter(face, character)}" x="{x / scale:.0f}"/>')
            x += advance(face, character, size)
        place = f"translate(0 {y:.1f}) scale({scale:.5f} -{scale:.5f})"
        self.add(f'<g fill="{fill}" transform="{place}">{"".join(uses)}</g>')
        return x

    def rect(
        self, box: Box, *, fill: str, stroke: str = "none", radius: float = 5, opacity: float = 1
    ) -> None:
        x, y, w, h = box
        self.add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius}" fill="{fill}" '
            f'fill-opacity="{opacity}" stroke="{stroke}"/>'
        )

    def svg(self, size: tuple[float, float], title: str, description: str) -> str:
        letters = "".join(f'<path id="{name}" d="{path}"/>' for name, path in self.outlines.values())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" role="img">\n'
            f"<title>{html.escape(title)}</title>\n<desc>{html.escape(description, quote=False)}</desc>\n"
            f"<defs>{letters}</defs>\n" + "\n".join(self.parts) + "\n</svg>\n"
        )


# --- a passage with its figures ---------------------------------------------------------------------------

SIZE, LEADING, MARGIN, COLUMN = 17.0, 50.0, 14.0, 250.0


def lay(shown: Scene, limit: float) -> dict[int, tuple[int, float]]:
    """The line and the x of every character of the passage, words kept whole."""
    places: dict[int, tuple[int, float]] = {}
    line, x = 0, 0.0
    for word in re.finditer(r"\S+\s*", shown.text[shown.start : shown.end]):
        if x + width(SERIF, word[0].rstrip(), SIZE) > limit:
            line, x = line + 1, 0.0
        for offset, character in enumerate(word[0], shown.start + word.start()):
            places[offset] = (line, x)
            x += advance(SERIF, " " if character.isspace() else character, SIZE)
    return places


def draw_passage(
    canvas: Canvas, shown: Scene, left: float, top: float, limit: float
) -> tuple[float, dict[int, Box]]:
    """The passage with its figures marked; returns where it ends, and the box of each figure by its start."""
    places = lay(shown, limit)
    lines = max(line for line, _ in places.values()) + 1
    base = [top + 24 + line * LEADING for line in range(lines)]
    boxes = {}
    for mention in shown.mentions:
        line, x = places[mention.start]
        boxes[mention.start] = (left + x, base[line] - 17, width(SERIF, mention.text, SIZE), 23)
        colour = COLOURS[mention.kind]
        x0, y0, w, h = boxes[mention.start]
        canvas.rect((x0 - 3, y0, w + 6, h), fill=colour, opacity=0.16)
        label = mention.kind
        canvas.write(x0 + (w - width(SANS, label, 8.5)) / 2, y0 + h + 10, label, 8.5, fill=colour)
    for line in range(lines):
        offsets = [offset for offset, (row, _) in places.items() if row == line]
        canvas.write(left, base[line], shown.text[offsets[0] : offsets[-1] + 1], SIZE, face=SERIF)
    return base[-1] + 22, boxes


def draw_arrow(canvas: Canvas, part: Box, whole: Box, colour: str) -> None:
    """A curve from a part to its whole: over the line when both stand in it, else up to the whole's foot."""
    x0, x1 = part[0] + part[2] / 2, whole[0] + whole[2] / 2
    if abs(part[1] - whole[1]) < 1:
        y0 = y1 = part[1] - 1
        bend = y0 - min(24.0, 8 + abs(x1 - x0) / 14)
        path = f"M{x0:.1f} {y0:.1f}C{x0:.1f} {bend:.1f} {x1:.1f} {bend:.1f} {x1:.1f} {y1:.1f}"
    else:
        y0, y1 = part[1] - 1, whole[1] + whole[3] + 15
        middle = (y0 + y1) / 2
        path = f"M{x0:.1f} {y0:.1f}C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
    canvas.add(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6" marker-end="url(#tip)"/>')


def draw_chip(canvas: Canvas, x: float, y: float, mention: Mention) -> float:
    w = width(SERIF, mention.text, 14)
    canvas.rect((x, y - 15, w + 12, 21), fill=COLOURS[mention.kind], opacity=0.16)
    canvas.write(x + 6, y, mention.text, 14, face=SERIF)
    return x + w + 12


# --- findings -----------------------------------------------------------------------------------------------


def equation(finding: Finding) -> list[Mention | str]:
    """The figures of a finding as one would write the sum down."""
    relation = finding.relation
    assert relation is not None
    if relation.name == "sum":
        terms: list[Mention | str] = []
        for part in relation.all("part"):
            terms += ["+", part]
        return [*terms[1:], "=" if finding.verdict == "consistent" else "≠", *relation.all("whole")]
    part = [term for member in relation.all("part") for term in (":", member)]
    return [*relation.all("percent"), "of", *relation.all("base"), *part]


def draw_finding(canvas: Canvas, finding: Finding, left: float, y: float, limit: float) -> float:
    """One line: verdict, figures, and the sentence that a reader gets; returns where the next may begin."""
    colour = VERDICTS[finding.verdict]
    canvas.add(f'<circle cx="{left + 9:.1f}" cy="{y - 5:.1f}" r="9" fill="{colour}"/>')
    sign = SIGNS[finding.verdict]
    canvas.write(left + 9 - width(SANS, sign, 11) / 2, y - 1, sign, 11, fill="#ffffff")
    x = left + 30
    for term in equation(finding):
        if isinstance(term, str):
            x = canvas.write(x + 6, y, term, 13, fill=PALE) + 6
        else:
            x = draw_chip(canvas, x, y, term)
    x = canvas.write(left + COLUMN, y, f"{finding.verdict}  ", 11.5, face=BOLD, fill=colour)
    for word in re.findall(r"\S+\s*", finding.message_en):
        if x + width(SANS, word.rstrip(), 11.5) > left + limit:
            x, y = left + COLUMN, y + 17
        x = canvas.write(x, y, word, 11.5)
    return y + 31


def draw_card(canvas: Canvas, shown: Scene, top: float, limit: float) -> float:
    """A document's passage and its findings on a sheet; returns where the sheet ends."""
    left = MARGIN + 30
    slot = len(canvas.parts)
    canvas.add("")
    canvas.write(left, top + 30, shown.source, 11, fill=PALE)
    y, boxes = draw_passage(canvas, shown, left, top + 66, limit)
    for finding in shown.findings:
        if finding.relation is not None and finding.relation.name == "sum":
            for whole in finding.relation.all("whole"):
                for part in finding.relation.all("part"):
                    draw_arrow(canvas, boxes[part.start], boxes[whole.start], VERDICTS[finding.verdict])
    canvas.add(f'<path d="M{left} {y + 8:.1f}H{left + limit:.1f}" stroke="{EDGE}"/>')
    y += 38
    for finding in shown.findings:
        y = draw_finding(canvas, finding, left, y, limit)
    sheet = Canvas()
    sheet.rect((MARGIN, top, limit + 60, y - top), fill=PAPER, stroke=EDGE, radius=12)
    canvas.parts[slot] = sheet.parts[0]
    return y


def scenes() -> list[Scene]:
    """What is shown: an article whose figures hold, and a report in which one cannot be."""
    article = [("sum", "218"), ("share_base", "27,98%"), ("share_base", "72,94%"), ("share_base", "77,06%")]
    return [
        scene("article-cadre-training.txt", article),
        scene("report-training-class.txt", [("share_base", "41,3%")]),
    ]


def draw(shown: Sequence[Scene]) -> str:
    """The picture as SVG."""
    canvas = Canvas()
    canvas.add(
        '<marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 1L7 4L0 7" fill="none" stroke="context-stroke" stroke-width="1.3"/></marker>'
    )
    y, limit = MARGIN, 980.0
    for one in shown:
        y = draw_card(canvas, one, y, limit) + 22
    title = "Figures found in two documents of the corpus, and what checking them against each other showed"
    description = json.dumps(facts(shown), ensure_ascii=False)
    return canvas.svg((limit + 60 + 2 * MARGIN, y + MARGIN - 22), title, description)


if __name__ == "__main__":
    (ROOT / "docs" / "picture.svg").write_text(draw(scenes()), encoding="utf-8")
