"""Small documents that the tests of ingest write for themselves: PDF, Word, archives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

# A line of a page: points from the left, points from the bottom, text.
Placed = tuple[float, float, str]


@cache
def font() -> str:
    """A font with all Vietnamese letters, ready to draw with."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    path = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    pdfmetrics.registerFont(TTFont("Sample", str(path)))
    return "Sample"


def pdf(
    *pages: Sequence[Placed],
    turn: int = 0,
    size: tuple[float, float] = (595, 842),
    draw: Callable[[Any, int], None] | None = None,
    **options: Any,
) -> bytes:
    """A PDF with text at places. `turn` is the rotation of every page; `draw` adds to a page."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True, **options)
    for number, page in enumerate(pages, 1):
        canvas.setFont(font(), 11)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        if draw is not None:
            draw(canvas, number)
        canvas.setPageRotation(turn)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(text: str, *, x: float = 60, top: float = 780) -> list[Placed]:
    """Lines one below the other."""
    return [(x, top - 18 * number, line) for number, line in enumerate(text.split("\n"))]


def picture(width: int = 60, height: int = 80) -> Any:
    """An image to draw over a page, as a scanner leaves it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("L", (width, height), 230))


def docx(build: Callable[[Any], None]) -> bytes:
    """A Word document that `build` fills."""
    from docx import Document

    document = Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(package: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip file with its members changed; None leaves one out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
