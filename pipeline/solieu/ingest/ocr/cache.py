"""What was read on a page, kept on disk, so that a second run reads no page twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from solieu.ingest.ocr import engine
from solieu.ingest.ocr.engine import Lines, Word

if TYPE_CHECKING:
    from PIL.Image import Image

# Raised when reading a page changes, so that nothing read by the old way is taken for the new.
READING = 1
VARIABLE = "SOLIEU_CACHE"


def recognised(image: Image, resolution: int, *, layout: int, allowed: str = "") -> Lines:
    """What `engine.recognise` reads, read once and kept.

    Raises:
        Refused: as `engine.recognise` does.
    """
    name = key(image, resolution, f"{engine.version()} {layout} {allowed}")
    lines = fetch(name)
    if lines is None:
        lines = engine.recognise(image, resolution, layout=layout, allowed=allowed)
        keep(name, lines)
    return lines


def key(image: Image, resolution: int, version: str) -> str:
    """The name under which a page's reading is kept: from its pixels and from what reads them."""
    told = f"{READING} {version} {resolution} {image.mode} {image.size}".encode()
    return hashlib.sha256(told + b"\0" + image.tobytes()).hexdigest()


def fetch(name: str) -> Lines | None:
    """The reading kept under a name, None if there is none or the file is no reading."""
    try:
        rows = json.loads(_file(name).read_text(encoding="utf-8"))
        return [
            [Word(str(text), (x0, top, x1, bottom), sure) for text, x0, top, x1, bottom, sure in line]
            for line in rows
        ]
    except (OSError, ValueError, TypeError):
        return None


def keep(name: str, lines: Lines) -> None:
    """Keeps a reading; where the folder cannot be written, the page is read again next time."""
    rows = [[[word.text, *word.box, word.confidence] for word in line] for line in lines]
    target = _file(name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=".", delete=False
        ) as hidden:
            json.dump(rows, hidden, ensure_ascii=False)
        Path(hidden.name).replace(target)
    except OSError:
        return


def folder() -> Path:
    """Where readings are kept: the folder that SOLIEU_CACHE names, or the user's cache folder."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("solieu")


def _file(name: str) -> Path:
    return folder() / "pages" / name[:2] / f"{name}.json"
