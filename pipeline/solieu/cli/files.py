"""Names of files that a command writes."""

from __future__ import annotations

from pathlib import Path

import click


def new_file(_: click.Context, parameter: click.Parameter, name: str | None) -> Path | None:
    """The name of a file to write as a path, refused before any work is done where it cannot be one."""
    if name is None:
        return None
    path = Path(name)
    if path.is_dir() or not path.parent.is_dir():
        told = f"{path} is a folder" if path.is_dir() else f"there is no folder {path.parent}"
        raise click.BadParameter(
            f"{told}; give the name of a file in a folder that is there", param=parameter
        )
    return path
