"""What kind of file some bytes are: by their content first, by the name only where content cannot tell."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipFile

from solieu.ingest.reading import Refused
from solieu.ingest.zips import defects, unpack


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file; `reader` names what reads it, None where `code` and `missing` say why nothing does."""

    media_type: str
    reader: str | None = None
    missing: str = ""
    code: str = "unsupported"


TEXT = Kind("text/plain", "text")
HTML = Kind("text/html", "html")
MHT = Kind("multipart/related", "mht")
PDF = Kind("application/pdf", "pdf")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
EMPTY = Kind("application/x-empty", None, "the file has no bytes; fetch it again", "empty")
_UNKNOWN = "application/octet-stream"

_RESAVE = "save it as .docx or PDF"
_WORD = Kind(
    "application/msword",
    None,
    f"a Word 97-2003 document (.doc) needs LibreOffice to convert it and is not read yet; {_RESAVE}",
)
_EXCEL = Kind(
    "application/vnd.ms-excel", None, "an Excel 97-2003 workbook (.xls) is not read yet; save it as PDF"
)
_SLIDES = Kind(
    "application/vnd.ms-powerpoint", None, "a PowerPoint 97-2003 file (.ppt) is not read yet; save it as PDF"
)
_MAIL = Kind("application/vnd.ms-outlook", None, "an Outlook message (.msg) is not read yet; save it as HTML")
_OLE = Kind("application/x-ole-storage", None, f"an old Office file of unknown kind is not read; {_RESAVE}")
_LOCKED = Kind(
    "application/x-ole-storage",
    None,
    f"the Office file is locked with a password; {_RESAVE} without one",
    "encrypted",
)
_RTF = Kind("application/rtf", None, f"rich text (.rtf) is not read yet; {_RESAVE}")
_XLSX = Kind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    None,
    "an Excel workbook (.xlsx) is not read yet; save its sheets as PDF",
)
_PPTX = Kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    None,
    "a PowerPoint file (.pptx) is not read yet; save it as PDF",
)
_ODF = Kind("application/vnd.oasis.opendocument", None, f"an OpenDocument file is not read yet; {_RESAVE}")
_EPUB = Kind("application/epub+zip", None, "an e-book (.epub) is not read yet; save it as HTML or PDF")
_ARCHIVE = "is opened only under its own name; give it to a run as .zip, .tar, .tar.gz or .warc"
_ZIP = Kind("application/zip", None, f"a zip archive {_ARCHIVE}")
_REPACK = "is not opened; pack it as .zip"
_IMAGE = "an image of this kind is not read; save it as PNG, JPEG, TIFF or PDF"
_DATA = "is no document; to read the texts in it, give it as .jsonl, .csv or .parquet"

# Leading bytes that no other kind shares.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", _RTF),
    (b"\x89PNG\r\n\x1a\n", Kind("image/png", "image")),
    (b"\xff\xd8\xff", Kind("image/jpeg", "image")),
    (b"GIF8", Kind("image/gif", "image")),
    (b"II*\0", Kind("image/tiff", "image")),
    (b"MM\0*", Kind("image/tiff", "image")),
    (b"AT&TFORM", Kind("image/vnd.djvu", None, _IMAGE)),
    (b"%!PS", Kind("application/postscript", None, "a PostScript file is not read; convert it to PDF")),
    (b"\x1f\x8b", Kind("application/gzip", None, f"a gzip archive {_ARCHIVE}")),
    (b"Rar!\x1a\x07", Kind("application/vnd.rar", None, f"a .rar archive {_REPACK}")),
    (b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", None, f"a .7z archive {_REPACK}")),
    (b"SQLite format 3\0", Kind("application/vnd.sqlite3", None, f"a database {_DATA}")),
)

# Streams of an old Office file, as its directory names them, and what they make it.
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("WordDocument", _WORD),
    ("Workbook", _EXCEL),
    ("Book", _EXCEL),
    ("PowerPoint Document", _SLIDES),
    ("__properties_version1.0", _MAIL),
)
_ZIP_PARTS: tuple[tuple[str, Kind], ...] = (("word/", DOCX), ("xl/", _XLSX), ("ppt/", _PPTX))

# The opening of a web page: a declaration, or an element that plain text does not begin with.
_HTML_OPENING = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6])[\s/>]", re.IGNORECASE
)
# A page saved as one file: the head of a message, which says so, in lines no longer than mail allows.
_SAVED_PAGE = re.compile(
    rb"\s{0,8}(?:[!-9;-~]{1,60}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,20}){0,30}?"
    rb"Content-Type:\s{0,8}multipart/related",
    re.IGNORECASE,
)
_HTML_NAMES = {".html", ".htm", ".xhtml", ".shtml"}
# Names of formats that no text is: bytes that are neither that nor text have been damaged.
_PACKED_NAMES = frozenset(
    {".pdf", ".docx", ".docm", ".doc", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".epub"}
)
# Markdown files of these names tell of the folder they stand in.
NOTES = ("README", "GUIDELINE", "LICENSE", "CHANGELOG", "CONTRIBUTING")
DATA_NAMES = {".json": "json", ".xml": "xml", ".yaml": "yaml", ".yml": "yaml"}


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file.

    Args:
        data: all its bytes (the first few thousand tell all kinds but those packed in a zip).
        name: its name, which decides only between kinds of text.

    >>> kind_of(b"%PDF-1.7 ...", "decision.txt").media_type
    'application/pdf'
    """
    suffix = PurePosixPath(name).suffix.lower()
    if not data:
        return EMPTY
    if _is_pdf(data, suffix):
        return PDF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    kind = _text(data, suffix)
    if kind is not HTML and suffix in _PACKED_NAMES and not _is_text(data[:4096]):
        return Kind(
            _UNKNOWN, None, f"the file is named {suffix} but does not begin as one; fetch it again", "corrupt"
        )
    return kind


def _is_text(head: bytes) -> bool:
    """Whether bytes are UTF-8 text, cut off anywhere."""
    try:
        return not codecs.utf_8_decode(head, "strict", False)[0].count("\0")
    except UnicodeDecodeError:
        return False


def _is_pdf(data: bytes, suffix: str) -> bool:
    """Readers take a PDF that begins within the first 1024 bytes; text that speaks of PDFs is none."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (
        suffix == ".pdf" and b"%PDF-" in data[:1024]
    )


def _ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    for stream, kind in _OLE_STREAMS:
        # A directory entry holds its name in 64 bytes, the unused ones zero.
        if stream.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return _OLE


def _zip(data: bytes) -> Kind:
    try:
        with defects(), ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = unpack(archive, archive.getinfo("mimetype"), 1 << 10) if "mimetype" in names else b""
    except Refused as refused:
        return Kind("application/zip", None, refused.message, refused.code)
    if b"epub" in mimetype:
        return _EPUB
    if b"opendocument" in mimetype:
        return _ODF
    if "[Content_Types].xml" in names:
        for part, kind in _ZIP_PARTS:
            if any(name.startswith(part) for name in names):
                return kind
    return _ZIP


def _text(data: bytes, suffix: str) -> Kind:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    elif b"\0" in head:
        return Kind(_UNKNOWN, "text")
    if _SAVED_PAGE.match(head) or suffix in (".mht", ".mhtml"):
        return MHT
    if _HTML_OPENING.match(_opening(head)) or suffix in _HTML_NAMES:
        return HTML
    if suffix in DATA_NAMES:
        return Kind(f"application/{DATA_NAMES[suffix]}", None, f"a data file {_DATA}")
    return TEXT


def _opening(head: bytes) -> bytes:
    """What a page begins with, after the comments and the XML declaration that may stand before it."""
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for opening, closing in ((b"<?xml", b"?>"), *[(b"<!--", b"-->")] * 8):
        if head.startswith(opening):
            head = head.partition(closing)[2].lstrip()
    return head
