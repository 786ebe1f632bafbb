"""The commands that look up: `doctor` what this machine has, `place` what the register of places has."""

from __future__ import annotations

from datetime import datetime

import click

from solieu.cli.progress import UNFINISHED
from solieu.errors import CallError


@click.command()
def doctor() -> int:
    """Say which parts this machine has, what each is for, and how to install what is missing.

    \b
    Example:
      solieu doctor
    """
    from solieu.audit.doctor import examine

    parts = examine()
    for part in parts:
        click.echo(part.line)
    return UNFINISHED if any(part.required and part.found is None for part in parts) else 0


@click.command()
@click.argument("name")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day it is about: YYYY-MM-DD."
)
@click.option("--within", metavar="NAME", help="The place that it lies in, such as a province.")
def place(name: str, on: datetime | None, within: str | None) -> int:
    """Say which places a name means: code, span, what they were made of and what became of them.

    Without a day, all that ever had the name since 1976 (districts and communes: since 2020). Exit 1 when
    there is none.

    \b
    Example:
      solieu place "huyện Yên Mỹ" --within "Hưng Yên"
      solieu place "Bắc Ninh" --on 2024-12-31
    """
    from solieu.lexicon.places import describe, history, resolve

    day = on.date() if on else None
    whole = resolve(within, on=day).place if within else None
    if within and whole is None:
        raise CallError(f"--within: {within} is not one place; give its kind, and the place that it lies in")
    found = resolve(name, on=day, within=whole)
    rows = [found.place] if found.place else list(found.candidates)
    if day is None:
        units = {(one.code, one.name) for one in found.candidates}
        rows = [row for row in history(name) if row.code == name or (row.code, row.name) in units]
    if not rows:
        click.echo(f"{name}: no place of the register has that name", err=True)
        return UNFINISHED
    for row in rows:
        click.echo(describe(row))
    return 0
