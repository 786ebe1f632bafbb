"""The notebooks run from the first cell to the last, offline, and are committed without their outputs.

Without, because a diff should show what a person changed, and because outputs that nobody re-made go stale;
here they are made anew on every run of the tests.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# What a machine without a network answers, whatever this one has.
OFFLINE = """
import socket
def _refuse(*args, **options):
    raise OSError("a notebook works offline")
socket.getaddrinfo = socket.create_connection = _refuse
"""


def test_notebooks_are_numbered_from_one_without_a_gap() -> None:
    numbers = [int(re.match(r"(\d\d)-[a-z0-9-]+\.ipynb$", path.name)[1]) for path in NOTEBOOKS]
    assert numbers == list(range(1, len(NOTEBOOKS) + 1))
    assert numbers


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert all(
        not cell.outputs and cell.execution_count is None for cell in notebook.cells if "outputs" in cell
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_ends_in_tables_and_a_plot(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    shown = {
        kind
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    }
    assert {"text/html", "image/png"} <= shown
