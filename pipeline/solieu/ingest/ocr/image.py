"""Image files: PNG, JPEG and TIFF, one page or many, read by text recognition."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solieu.ingest.compose import Composer
from solieu.ingest.ocr.doubts import doubts
from solieu.ingest.ocr.page import ReadPage, mended_pages, read_page
from solieu.ingest.ocr.ruled import POINTS_PER_INCH
from solieu.ingest.pdf_margins import PageSize
from solieu.ingest.pdf_scan import scan_blocks
from solieu.ingest.pdf_writer import Writer, flawed_tables
from solieu.ingest.reading import Reading, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

# What Pillow raises on a file that is bent or cut off.
_BENT = (ArithmeticError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error)
MOST_PIXELS = 120_000_000  # an A3 page at 800 dpi
MOST_PAGES = 2_000
PAPER_WIDTH = 8.27  # inches: a page that does not tell its resolution is taken for A4
LOWEST, HIGHEST = 70, 1200  # dots per inch that a file may claim and be believed


def read_image(data: bytes) -> Reading:
    """The text of an image, page by page where the file holds several.

    Raises:
        Refused: `scan`: no text recognition on this machine; `corrupt`: no image; `too_large`; `empty`.
    """
    sizes, pages = list[PageSize](), list[ReadPage]()
    for number, (image, resolution) in enumerate(frames(data), 1):
        width, height = (side * POINTS_PER_INCH / resolution for side in image.size)
        sizes.append(PageSize(number, width, height))
        pages.append(read_page(image, resolution, number))
    composer = Composer()
    writer = Writer(composer)
    for size, page in zip(sizes, mended_pages(pages), strict=True):
        writer.page(size, scan_blocks(page))
    cells, regions = writer.finish()
    text, segments = composer.finish()
    if not text.strip():
        raise Refused("empty", "text recognition finds no text in the image; look at it")
    reasons = [flawed_tables(writer.flaws)] if writer.flaws else []
    reasons += [doubtful] if (doubtful := doubts(pages)) else []
    return Reading(
        text,
        segments,
        regions,
        cells,
        pages=len(pages),
        ocr=True,
        page_labels=writer.margins.page_labels(),
        status="partial" if reasons else "done",
        reason="; ".join(reasons) or None,
    )


def frames(data: bytes) -> Iterator[tuple[Image, int]]:
    """The pages of an image file in black on white, each with its dots per inch.

    Raises:
        Refused: `corrupt`: no image; `too_large`.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF")) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                _bounded(frame, number)
                yield _flat(frame), resolution_of(frame)
    except UnidentifiedImageError:
        raise Refused("corrupt", "the image is damaged or cut off; fetch it again") from None
    except (*_BENT, Image.DecompressionBombError) as error:
        raise Refused("corrupt", f"the image does not open ({error}); fetch it again") from None


def resolution_of(image: Image) -> int:
    """Dots per inch: what the file says if it can be, otherwise as if the width were that of A4 paper."""
    told = image.info.get("dpi")
    if told and LOWEST <= float(told[0]) <= HIGHEST:
        return round(float(told[0]))
    return max(LOWEST, min(HIGHEST, round(image.width / PAPER_WIDTH)))


def _bounded(image: Image, number: int) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Refused(
            "too_large",
            f"page {number} has {image.width} x {image.height} pixels; save it with {MOST_PIXELS} at most",
        )
    if number > MOST_PAGES:
        raise Refused("too_large", f"more than {MOST_PAGES} pages; split the file")


def _flat(image: Image) -> Image:
    """The page in black on white: what is transparent is paper."""
    from PIL import Image as Images

    if image.mode in ("1", "L"):
        return image.convert("L")
    layered = image.convert("RGBA")
    paper = Images.new("RGBA", layered.size, "white")
    return Images.alpha_composite(paper, layered).convert("L")
