"""A table's file by document: the rows of any document without the rest of the table in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


class Shelf:
    """A table's file, from which the rows of given documents are taken in the file's own order."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        self._places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for group in range(self._file.num_row_groups):
            column = self._file.read_row_group(group, columns=["doc_id"])["doc_id"].combine_chunks()
            runs = pc.run_end_encode(column)
            start = 0
            for doc_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                if doc_id is not None:  # a check of the whole corpus belongs to no document
                    self._places[doc_id].append((group, start, end))
                start = end
        self._group: tuple[int, pa.Table] | None = None

    def doc_ids(self) -> KeysView[str]:
        """The documents that have rows, in the file's order."""
        return self._places.keys()

    def rows(self, doc_ids: Iterable[str]) -> Iterator[pa.Table]:
        """The rows of the documents, neighbours in one piece."""
        pending: tuple[int, int, int] | None = None
        for place in (place for doc_id in doc_ids for place in self._places.get(doc_id, ())):
            if pending is not None and pending[0] == place[0] and pending[2] == place[1]:
                pending = (place[0], pending[1], place[2])
            else:
                if pending is not None:
                    yield self._slice(*pending)
                pending = place
        if pending is not None:
            yield self._slice(*pending)

    def _slice(self, group: int, start: int, end: int) -> pa.Table:
        if self._group is None or self._group[0] != group:
            self._group = group, self._file.read_row_group(group)
        return self._group[1].slice(start, end - start)
