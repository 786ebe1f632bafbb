"""What is in an archive, a web crawl or a table of texts: the name and bytes of each member, in order.

A member's name is a name and nothing else: no file is ever written or looked for by it.
"""

from __future__ import annotations

import gzip
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import IO, cast
from zipfile import ZipFile, ZipInfo

from solieu.ingest.kinds import DATA_NAMES, NOTES, kind_of
from solieu.ingest.reading import MEBI, MEMBER_LIMIT, Refused
from solieu.ingest.rows import Columns, read_csv, read_jsonl, read_parquet
from solieu.ingest.zips import defects, unpack

Member = tuple[str, bytes | Refused]
# What the packings and their libraries raise on damaged bytes.
_DAMAGE = (
    *(tarfile.TarError, zlib.error, LZMAError, gzip.BadGzipFile, struct.error),
    *(ArithmeticError, EOFError, LookupError, RecursionError, TypeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Opener:
    """How a kind of archive is opened; `rows` says that its members are texts without file names."""

    read: Callable[[IO[bytes], Columns], Iterator[Member]]
    rows: bool = False
    zipped: bool = False

    def members(self, stream: IO[bytes], columns: Columns) -> Iterator[Member]:
        """The members of an open archive, one at a time.

        Raises:
            Refused: the archive is damaged from here on, or holds nothing that is read.
        """
        try:
            yield from self.read(stream, columns)
        except _DAMAGE as error:
            raise Refused("corrupt", f"the archive is damaged or cut off ({error}); fetch it again") from None


def opener_of(name: str) -> Opener | None:
    """How to open a file of this name; None for one that is a document itself.

    >>> opener_of("2024/News.JSONL.gz").rows, opener_of("report.pdf")
    (True, None)
    """
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    return _OPENERS.get("".join(suffixes)) or _OPENERS.get("".join(suffixes[-1:]))


def zip_entries(archive: ZipFile) -> list[tuple[int, ZipInfo]]:
    """The documents in a zip file with their places in its directory; empty if it is a document itself."""
    entries = list(enumerate(archive.infolist()))
    names = {entry.filename for _, entry in entries}
    if "[Content_Types].xml" in names or "mimetype" in names:
        return []
    left_out = sidecars(names)
    return [
        (place, entry)
        for place, entry in entries
        if not (entry.is_dir() or hidden(entry.filename) or entry.filename in left_out)
    ]


def hidden(name: str) -> bool:
    """Whether a path leads through a hidden file or folder.

    >>> hidden("a/.git/config"), hidden("./a/../b.txt")
    (True, False)
    """
    return any(part.startswith(".") and part not in (".", "..") for part in PurePosixPath(name).parts)


def sidecars(names: Iterable[str]) -> set[str]:
    """Those of some file names that belong to a document beside them: data files that share its stem.

    That is what describes it (`a.json`) and what was annotated in it (`a.jsonl`, `a.rel.jsonl`).

    >>> sorted(sidecars(["a.pdf", "a.json", "a.rel.jsonl", "b.json", "c.jsonl"]))
    ['a.json', 'a.rel.jsonl']
    """
    data, stems = [], set()
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() in (*DATA_NAMES, ".jsonl"):
            data.append(path)
        else:
            stems.add(path.with_suffix("") if path.name.strip(".") else path)
    return {
        str(path) for path in data if stems & {path.with_suffix(""), path.with_suffix("").with_suffix("")}
    }


def is_note(name: str) -> bool:
    """Whether a file is a folder's note on itself and no document of an archive.

    >>> is_note("corpus/README.md"), is_note("corpus/minutes.md")
    (True, False)
    """
    path = PurePosixPath(name)
    return path.suffix.lower() == ".md" and path.stem.upper() in NOTES


def _zip(stream: IO[bytes], _: Columns) -> Iterator[Member]:
    with defects(), ZipFile(stream) as archive:
        for _place, entry in zip_entries(archive):
            try:
                with defects():
                    data: bytes | Refused = unpack(archive, entry, MEMBER_LIMIT)
            except Refused as refused:
                data = refused
            yield entry.filename, data


def _tar(stream: IO[bytes], _: Columns) -> Iterator[Member]:
    """The files of a tar archive, however it is compressed; links and devices are no documents.

    Data files wait for the end, when it is known whether a document shares their stem.
    """
    names = []
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for entry in archive:
            if not entry.isfile() or hidden(entry.name):
                continue
            names.append(entry.name)
            if entry.size > MEMBER_LIMIT:
                yield entry.name, _too_large(entry.name)
            elif PurePosixPath(entry.name).suffix.lower() not in DATA_NAMES:
                packed = archive.extractfile(entry)
                yield entry.name, packed.read() if packed is not None else b""
    left_out = sidecars(names)
    for name in names:
        if PurePosixPath(name).suffix.lower() in DATA_NAMES and name not in left_out:
            yield name, Refused("unsupported", kind_of(b"{}", name).missing)


def _warc(stream: IO[bytes], _: Columns) -> Iterator[Member]:
    """The answers in a web crawl, named by their addresses."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import ChunkedDataException
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            name = record.rec_headers.get_header("WARC-Target-URI") or "nameless"
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            data = record.content_stream().read(MEMBER_LIMIT + 1)
            if not str(status).startswith("2"):
                yield name, Refused("not_fetched", f"the server answered {status}; fetch the page again")
            else:
                yield name, data if len(data) <= MEMBER_LIMIT else _too_large(name)
    except (ArchiveLoadFailed, ChunkedDataException, StatusAndHeadersParserException) as error:
        raise Refused("corrupt", f"the crawl is damaged or cut off ({error}); fetch it again") from None


def _too_large(name: str) -> Refused:
    return Refused("too_large", f"{name} has more than the {MEMBER_LIMIT // MEBI} MB that are read; split it")


def _gzipped(
    read: Callable[[IO[bytes], Columns], Iterator[Member]],
) -> Callable[[IO[bytes], Columns], Iterator[Member]]:
    """The same, compressed with gzip as a whole or piece by piece."""

    def unzipped(stream: IO[bytes], columns: Columns) -> Iterator[Member]:
        with gzip.open(stream) as unpacked:
            yield from read(cast(IO[bytes], unpacked), columns)

    return unzipped


_OPENERS: dict[str, Opener] = {
    ".zip": Opener(_zip, zipped=True),
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), Opener(_tar)),
    ".warc": Opener(_warc),
    ".warc.gz": Opener(_gzipped(_warc)),
    ".jsonl": Opener(read_jsonl, rows=True),
    ".jsonl.gz": Opener(_gzipped(read_jsonl), rows=True),
    ".csv": Opener(read_csv, rows=True),
    ".csv.gz": Opener(_gzipped(read_csv), rows=True),
    ".parquet": Opener(read_parquet, rows=True),
}
