"""Bytes in, documents out: each source as one NFC text with the way back from every character.

`read` takes a file, `sources` walks folders and archives, `read_source` reads what `sources` found. What
cannot be read is a document too, `refused` with a reason that says what is missing and what to do.
"""

from solieu.ingest.containers import sources
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source, read, read_source

__all__ = ["Refused", "Source", "read", "read_source", "sources"]
