"""Names of files that a command writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class NewFile(click.Path):
    """The name of a file to write, refused before any work is done where it cannot be one."""

    name = "file"

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """The name as a path, in a folder that is there."""
        path = Path(super().convert(value, parameter, context))
        if not path.parent.is_dir():
            self.fail(f"there is no folder {path.parent}; make it, or give another", parameter, context)
        return path
