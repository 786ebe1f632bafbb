"""Sets two documents of the corpus as Word and PDF files: `python tests/corpus_formats.py` writes them.

The files are kept in `corpus/formats/`, so that reading them needs neither reportlab nor fonts; run this
again when the text of one of the two documents has changed. The web pages beside them are written by hand.
"""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FORMATS = CORPUS / "formats"
WORD = "decision-ministry"
PDF = "report-statistics-month"
WRITTEN = datetime.datetime(2025, 1, 1)


def blocks(text: str) -> list[list[str]]:
    """The blocks of a text, which blank lines part, each as its lines.

    >>> blocks("a\\nb\\n\\nc\\n")
    [['a', 'b'], ['c']]
    """
    return [block.split("\n") for block in text.strip("\n").split("\n\n")]


def write_docx(text: str, target: Path) -> None:
    """Sets a decision as offices do: letterhead and signature in tables of two columns, paragraphs else."""
    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = WRITTEN
    letterhead, motto, *body, recipients, office, signer = blocks(text)
    _pair(document, "\n".join(letterhead), "\n".join(motto))
    for block in body:
        for line in block:
            document.add_paragraph().add_run(line).bold = line.startswith("Điều ") or line.isupper()
    _pair(document, "\n".join(recipients), "\n".join([*office, "", *signer]))
    document.save(str(target))
    _pin_times(target)


def _pair(document: Any, left: str, right: str) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, content in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = content


def _pin_times(target: Path) -> None:
    """Gives every part of a Word file the same time, so that equal text makes equal bytes."""
    with zipfile.ZipFile(target) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, WRITTEN.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)


def write_pdf(text: str, target: Path) -> None:
    """Sets a report on A4 pages with a running header and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    pdfmetrics.registerFont(TTFont("Serif", str(_font("DejaVuSerif.ttf"))))
    style = ParagraphStyle("body", fontName="Serif", fontSize=11, leading=16)
    story: list[Any] = []
    for block in blocks(text):
        story += [Paragraph(escape(line), style) for line in block]
        story.append(Spacer(1, 8))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Serif", 8)
        canvas.drawString(60, 810, "Tình hình kinh tế - xã hội tỉnh Phú Thọ")
        canvas.drawRightString(535, 30, f"Trang {document.page}")

    page = SimpleDocTemplate(
        str(target), pagesize=A4, leftMargin=60, rightMargin=60, topMargin=60, bottomMargin=55, invariant=1
    )
    page.build(story, onFirstPage=furniture, onLaterPages=furniture)


def _font(name: str) -> Path:
    """A font with all Vietnamese letters; the drawing library brings it along."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name


def main() -> None:
    """Writes both files anew."""
    FORMATS.mkdir(exist_ok=True)
    write_docx((CORPUS / f"{WORD}.txt").read_text(encoding="utf-8"), FORMATS / f"{WORD}.docx")
    write_pdf((CORPUS / f"{PDF}.txt").read_text(encoding="utf-8"), FORMATS / f"{PDF}.pdf")


if __name__ == "__main__":
    main()
