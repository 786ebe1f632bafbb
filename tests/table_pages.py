"""Tables as web pages, Word and PDF files of our own, for the tests of figures in tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from ingest_samples import font, pdf

# A cell: its text, or its text with the columns and rows that it reaches over.
Cell = str | tuple[str, int] | tuple[str, int, int]
Rows = Sequence[Sequence[Cell]]


def page(*parts: str | Rows) -> bytes:
    """A web page of paragraphs and tables, in order."""
    return "".join(_paragraph(part) if isinstance(part, str) else _table(part) for part in parts).encode()


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>\n"


def _table(rows: Rows) -> str:
    lines = ("".join(map(_cell, row)) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>\n"


def _cell(cell: Cell) -> str:
    words, columns, rows = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
    return f"<td colspan={columns} rowspan={rows}>{escape(words)}</td>"


def fill_docx(document: Any, *parts: str | Rows) -> None:
    """Puts paragraphs and tables of plain cells into a Word document."""
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for row, words in zip(table.rows, part, strict=True):
            for cell, content in zip(row.cells, words, strict=True):
                cell.text = content


def ruled_pdf(above: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A PDF page with lines of text and below them a table with rules, of plain cells."""
    from reportlab.lib.colors import black
    from reportlab.platypus import Table

    made = Table([list(row) for row in rows], colWidths=95, rowHeights=22)
    made.setStyle([("FONT", (0, 0), (-1, -1), font(), 9), ("GRID", (0, 0), (-1, -1), 0.5, black)])

    def draw(canvas: Any, _: int) -> None:
        made.wrapOn(canvas, 500, 700)
        made.drawOn(canvas, 50, 500)

    lines = [(60.0, 780.0 - 18 * number, line) for number, line in enumerate(above.split("\n"))]
    return pdf(lines, draw=draw)
