"""One source document before it is read: its name, and how to get its bytes wherever the work is done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from solieu.ingest.kinds import Kind, kind_of
from solieu.ingest.reading import LARGEST, LIMITS, MEBI, MEMBER_LIMIT, Reading, Refused
from solieu.ingest.zips import defects, unpack
from solieu.types import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a member of an archive or a row of a table; it can be pickled and read in another process.

    Attributes:
        name: the path within the input, with `/`; `a.zip!/b.pdf` for a member.
        path: the file on disk: the document itself, or the archive it is in.
        member: the place of a member in a zip file's directory.
        data: the bytes of a member that can be had only by reading all before it; they travel along.
        refusal: why the source has no bytes at all (a broken archive).
        filename: what the kind is told by where the bytes leave it open; a row of a table has none.
    """

    name: str
    path: Path
    member: int | None = None
    data: bytes | None = None
    refusal: Refused | None = None
    filename: str | None = None

    def read(self) -> bytes:
        """The bytes of the source.

        Raises:
            Refused: there are none, too many, or they cannot be had.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.data is not None:
            return self.data
        try:
            if self.member is not None:
                return self._unpacked(self.member)
            size = self.path.stat().st_size
            if size > LARGEST:
                raise Refused(
                    "too_large", f"{size // MEBI} MB are more than the {LARGEST // MEBI} MB that are read"
                )
            return self.path.read_bytes()
        except OSError as error:
            raise unreadable(error) from None

    def _unpacked(self, member: int) -> bytes:
        stamp = self.path.stat()
        with defects():
            archive = _directory(self.path, stamp.st_size, stamp.st_mtime_ns)
            return unpack(archive, archive.infolist()[member], MEMBER_LIMIT)


def read(path: str | Path, *, source: str | None = None) -> Document:
    """A file as a document: one NFC text, and the way back to the file from every character.

    Args:
        path: a file. What is in it is told by its bytes; whatever they are, there is a document.
        source: its name within the input; by default the file's own.

    Raises:
        FileNotFoundError: there is no such file.
        IsADirectoryError: it is a folder; `sources` walks one.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file")
    if path.is_dir():
        raise IsADirectoryError(f"{path}: is a folder; give a file, or walk it with solieu.ingest.sources")
    return read_source(Source(source or path.name, path))


def read_source(source: Source) -> Document:
    """The document of a source. One that cannot be read is `refused`, with a reason; nothing is raised."""
    try:
        data = source.read()
    except Refused as refused:
        return _refused(source, _fingerprint(source), "application/octet-stream", refused)
    sha256 = hashlib.sha256(data).hexdigest()
    filename = PurePosixPath(source.name).name if source.filename is None else source.filename
    kind = kind_of(data, filename)
    try:
        reading = _read(data, kind)
    except Refused as refused:
        return _refused(source, sha256, kind.media_type, refused)
    return Document(
        source.name,
        sha256,
        kind.media_type,
        reading.text,
        reading.segments,
        reading.regions,
        reading.cells,
        encoding=reading.encoding,
        ocr=reading.ocr,
        title=reading.title,
        pages=reading.pages,
        page_labels=reading.page_labels,
        status=reading.status,
        reason=reading.reason,
        metadata=reading.metadata,
    )


def unreadable(error: OSError) -> Refused:
    """The refusal of a file that the system does not hand out."""
    return Refused(
        "unreadable", f"the file cannot be opened ({error.strerror or error}); see to its permissions"
    )


def _read(data: bytes, kind: Kind) -> Reading:
    if kind.reader is None:
        raise Refused(kind.code, kind.missing)
    limit = LIMITS[kind.reader]
    if len(data) > limit:
        raise Refused(
            "too_large",
            f"{len(data) // MEBI} MB are more than the {limit // MEBI} MB read of this kind; split it",
        )
    return _reader(kind.reader)(data)


def _reader(name: str) -> Callable[[bytes], Reading]:
    """The reader of a format; each brings libraries that no other needs, so they are imported here."""
    if name == "pdf":
        from solieu.ingest.pdf import read_pdf

        return read_pdf
    if name == "html":
        from solieu.ingest.html import read_html

        return read_html
    if name == "mht":
        from solieu.ingest.mht import read_mht

        return read_mht
    if name == "image":
        from solieu.ingest.ocr.image import read_image

        return read_image
    if name == "docx":
        from solieu.ingest.docx import read_docx

        return read_docx
    from solieu.ingest.text import read_text

    return read_text


def _refused(source: Source, sha256: str, media_type: str, refused: Refused) -> Document:
    return Document(source.name, sha256, media_type, status="refused", reason=str(refused))


def _fingerprint(source: Source) -> str:
    """The hash of what there is of a source without bytes: of the file that it is or was to be in."""
    digest = hashlib.sha256()
    try:
        for block in _blocks(source.path):
            digest.update(block)
    except OSError:
        return digest.hexdigest()
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    if path.is_file():
        with path.open("rb") as file:
            while block := file.read(MEBI):
                yield block


@lru_cache(maxsize=1)
def _directory(path: Path, size: int, modified: int) -> ZipFile:
    """The archive of the last member asked for: its members follow each other, and its directory is long."""
    return ZipFile(path)
