"""What a user names on the command line, as documents: files, folders and archives, in a fixed order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from solieu.ingest.archives import Opener, is_note, opener_of, sidecars, zip_entries
from solieu.ingest.reading import MEBI, MEMBER_LIMIT, Refused
from solieu.ingest.rows import Columns
from solieu.ingest.source import Source, unreadable
from solieu.ingest.zips import defects, unpack

# Archives inside archives are opened so deep; what is deeper is a document of a kind that is not read.
DEEPEST = 3
# What an archive with all archives in it may unpack to: so many times its bytes, and this much in any case.
# Texts pack to a tenth; an archive beyond that is a trap.
MOST_UNPACKED, ALWAYS_UNPACKED = 200, 2048 * MEBI


def sources(
    paths: Iterable[str | Path] | str | Path, *, text_column: str | None = None, id_column: str | None = None
) -> Iterator[Source]:
    """The documents in files, folders and archives, one at a time and always in the same order.

    Folders are walked by name. Hidden files are left out, a folder's notes on itself (`README.md`), and data
    files that share the stem of a document beside them (`x.json` beside `x.pdf`, `x.jsonl` beside `x.txt`).
    An archive that breaks off gives the members before the break and
    one refused source for itself. Members of a `.zip` are unpacked where they are read; those of all other
    archives come with their bytes, so take sources as they come and do not collect them.

    Args:
        paths: files and folders; a source's name is its path within the one it was found in.
        text_column: the column of a table file that holds the texts; by default one with a common name.
        id_column: the column that names its rows; by default they are numbered from 1.

    Raises:
        FileNotFoundError: a path does not exist.
    """
    columns = Columns(text_column, id_column)
    given = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    for path in given:
        if not path.exists():
            raise FileNotFoundError(f"{path}: there is no such file or folder")
    names = _Names()
    left_out: dict[Path, set[str]] = {}
    for path in given:
        for file in _walk(path) if path.is_dir() else [path]:
            folder = file.parent
            if folder not in left_out:
                left_out[folder] = sidecars(_listed(folder))
            if file.name not in left_out[folder]:
                within = file.relative_to(path).as_posix() if path.is_dir() else file.name
                name = names.unique(within, f"{folder.resolve().name}/{within}")
                yield from _opened(Source(name, file), columns)


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder, by name; links to folders are not followed, lest they lead in a circle."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: _clean(entry.name))
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(".") or is_note(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif not entry.is_dir():
            yield entry


def _listed(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _opened(source: Source, columns: Columns) -> Iterator[Source]:
    """The file itself, or what is in it."""
    if not source.path.is_file():
        reason = (
            "the folder cannot be listed" if source.path.is_dir() else "it is no file but a device or a link"
        )
        yield replace(source, refusal=Refused("unreadable", f"{reason}; copy it to where it can be read"))
        return
    opener = opener_of(source.path.name)
    if opener is None:
        yield source
        return
    try:
        with source.path.open("rb") as stream:
            room = _Room(source.path.stat().st_size)
            if opener.zipped:
                yield from _zipped(source, stream, columns, room)
            else:
                yield from _unpacked(source, opener, stream, columns, 1, room)
    except OSError as error:
        yield replace(source, refusal=unreadable(error))


def _zipped(whole: Source, stream: IO[bytes], columns: Columns, room: _Room) -> Iterator[Source]:
    """The members of a zip file on disk, each to be unpacked where it is read."""
    names = _Names()
    try:
        with defects(), ZipFile(stream) as archive:
            entries = zip_entries(archive)
            if not entries:
                yield whole  # a document that is packed as a zip file, or an archive without any
            for place, entry in entries:
                member = replace(whole, name=f"{whole.name}!/{names.unique(entry.filename)}", member=place)
                room.take(entry.file_size)  # it never unpacks to more than it says
                if opener_of(entry.filename) is None:
                    yield member
                else:
                    yield from _nested(member, unpack(archive, entry, MEMBER_LIMIT), columns, 1, room)
    except Refused as refused:
        yield replace(whole, refusal=refused)


def _unpacked(
    whole: Source, opener: Opener, stream: IO[bytes], columns: Columns, depth: int, room: _Room
) -> Iterator[Source]:
    """The members of any other archive, each with its bytes."""
    names = _Names()
    try:
        for name, data in opener.members(stream, columns):
            member = replace(whole, name=f"{whole.name}!/{names.unique(name)}")
            if opener.rows:
                member = replace(member, filename="")
            room.take(0 if isinstance(data, Refused) else len(data))
            yield from _nested(member, data, columns, depth, room)
    except Refused as refused:
        yield replace(whole, refusal=refused)


def _nested(
    member: Source, data: bytes | Refused, columns: Columns, depth: int, room: _Room
) -> Iterator[Source]:
    """A member, or what is in it where it is an archive itself."""
    if isinstance(data, Refused):
        yield replace(member, member=None, refusal=data)
        return
    opener = opener_of(member.name) if member.filename is None and depth < DEEPEST else None
    member = replace(member, member=None, data=data)
    if opener is None:
        yield member
    else:
        yield from _unpacked(member, opener, io.BytesIO(data), columns, depth + 1, room)


class _Room:
    """How much an archive may still unpack to, with all archives in it."""

    def __init__(self, size: int) -> None:
        self._most = self._left = max(ALWAYS_UNPACKED, MOST_UNPACKED * size)

    def take(self, size: int) -> None:
        """Count what a member unpacks to.

        Raises:
            Refused: `too_large`: it is more than is left.
        """
        self._left -= size
        if self._left < 0:
            raise Refused(
                "too_large",
                f"it unpacks to more than {self._most // MEBI} MB, far beyond its size; unpack it first",
            )


class _Names:
    """Names of one folder or archive, each given out once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def unique(self, *wanted: str) -> str:
        """The first of some names that is free; else the last one with a number."""
        names = [_clean(name) for name in wanted]
        number = 2
        while names[0] in self._given:
            if len(names) == 1:
                names.append(f"{_clean(wanted[-1])}#{number}")
                number += 1
            del names[0]
        self._given.add(names[0])
        return names[0]


def _clean(name: str) -> str:
    """A name as it is written everywhere: NFC, `/` between folders, fit for UTF-8."""
    sound = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\\", "/")
    return unicodedata.normalize("NFC", sound.removeprefix("./"))
