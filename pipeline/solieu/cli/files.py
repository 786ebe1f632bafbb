"""Names of files that a command writes."""

from __future__ import annotations

from pathlib import Path

import click


class NewFile(click.ParamType):
    """The name of a file to write, refused before any work is done where it cannot be one."""

    name = "file"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The name as a path, in a folder that is there."""
        path = Path(value)
        if path.is_dir() or not path.parent.is_dir():
            told = f"{path} is a folder" if path.is_dir() else f"there is no folder {path.parent}"
            self.fail(f"{told}; give the name of a file in a folder that is there", param, ctx)
        return path
