"""Zip files of strangers: opened and unpacked within limits, every defect a reason."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from zipfile import BadZipFile, ZipFile, ZipInfo

from solieu.ingest.reading import MEBI, Refused

# What the zip module and its decompressors raise on damaged bytes.
_DAMAGE = (
    *(BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ArithmeticError, EOFError, LookupError, TypeError, ValueError),
)


@contextmanager
def defects() -> Iterator[None]:
    """Turns what a damaged zip file raises into `Refused`.

    Raises:
        Refused: `corrupt`, or `unsupported` for a compression that Python does not know.
    """
    try:
        yield
    except _DAMAGE as error:
        raise Refused("corrupt", f"the zip is damaged or cut off ({error}); fetch it again") from None
    except OSError as error:
        if error.errno != EINVAL:  # a place before the file's beginning; all else is the system's
            raise
        raise Refused("corrupt", "the zip's directory is damaged; fetch it again") from None
    except NotImplementedError as error:
        raise Refused("unsupported", f"the zip is packed in a way that is not read ({error})") from None


def unpack(archive: ZipFile, member: ZipInfo, limit: int) -> bytes:
    """The bytes of a member, never more than `limit` whatever the archive says of their number.

    Raises:
        Refused: `too_large` or `encrypted`; call it within `defects` for all others.
    """
    if member.flag_bits & 0x1:
        raise Refused("encrypted", f"{member.filename} is locked with a password; pack it again without one")
    if member.file_size <= limit:
        with archive.open(member) as packed:
            data = packed.read(limit + 1)
        if len(data) <= limit:
            return data
    raise Refused(
        "too_large", f"{member.filename} unpacks to more than the {limit // MEBI} MB that are read; split it"
    )
