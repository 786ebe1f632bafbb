"""The commands that read documents: `run` into the tables of a dataset, `annotate` into standoff files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from solieu.cli.progress import interruptible, progress_bar
from solieu.errors import CallError

if TYPE_CHECKING:
    from solieu.running.runner import Summary

# Inconsistent checks that a summary lists.
_SHOWN = 10

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _shared_options(command: _Command) -> _Command:
    """The options of the commands that read documents."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path)),
            click.option(
                "--out", required=True, type=click.Path(path_type=Path), help="Folder for the results."
            ),
            click.option("--workers", type=int, metavar="N", help="Processes; one a processor by default."),
            click.option(
                "--lexicon",
                "vocabulary",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="Folder of .tsv files that add words to the vocabulary.",
            ),
            click.option(
                "--text-column", metavar="NAME", help="Column of .jsonl, .csv, .parquet with the text."
            ),
            click.option("--id-column", metavar="NAME", help="Column that names a row."),
            click.option(
                "--timeout",
                type=float,
                metavar="SECONDS",
                help="What a document may take; 600 and 60 a megabyte by default.",
            ),
            click.option(
                "--memory",
                type=int,
                default=4096,
                show_default=True,
                metavar="MB",
                help="What a document may take.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command()
@_shared_options
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", help="What carries the run out."
)
@click.option("--tokens", is_flag=True, help="Fill the table of words too.")
@click.option("--fresh", is_flag=True, help="Start over instead of adding to what is there.")
@click.option("--resume", is_flag=True, help="Go on where a run stopped; a run does so anyway.")
def run(paths: tuple[Path, ...], out: Path, engine: str, fresh: bool, resume: bool, **options: Any) -> None:
    """Turn files, folders and archives into the tables of a dataset.

    Into a dataset that is there already it adds documents that are new or changed, and finishes what was
    interrupted. A document that cannot be read is a row with a reason.

    \b
    Example:
      solieu run archive/ more.zip --out data/ --workers 4
    """
    if fresh and resume:
        raise CallError("--fresh starts over and --resume goes on: give one of them")
    from solieu.running import runner

    with progress_bar() as progress, interruptible():
        summary = runner.run(paths, out, engine=engine, fresh=fresh, progress=progress, **options)
    _print_summary(summary)


@click.command()
@_shared_options
def annotate(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Write each document's text with its mentions and relations, one JSON object a line.

    For x.pdf these are x.txt, x.jsonl and x.rel.jsonl. A document that is refused writes nothing and is
    named.

    \b
    Example:
      solieu annotate report.pdf --out annotated/
    """
    from solieu.running.annotator import annotate as annotate_documents

    with progress_bar() as progress, interruptible():
        handled = annotate_documents(paths, out, progress=progress, **options)
    done = 0
    for document in handled:
        if document.status in ("done", "partial"):
            done += 1
        if document.reason is not None:
            click.echo(f"{document.status}: {document.source}: {document.reason}", err=True)
    click.echo(f"{done} of {len(handled)} documents annotated in {out}")


def _print_summary(summary: Summary) -> None:
    documents, checks = summary.counts["documents"], summary.counts["checks"]
    for source, message in summary.inconsistent(_SHOWN):
        click.echo(f"inconsistent: {source}: {message}")
    if checks.get("inconsistent", 0) > _SHOWN:
        click.echo(f"inconsistent: … and {checks['inconsistent'] - _SHOWN} more")
    statuses = ", ".join(
        f"{documents.get(status, 0)} {status}" for status in ("done", "partial", "refused", "failed")
    )
    now = f"{summary.handled.total()} worked on now, {summary.kept} unchanged, {summary.taken_out} taken out"
    click.echo(f"documents  {documents['rows']}: {statuses} ({now})")
    click.echo(f"figures    {summary.counts['figures']['rows']}")
    verdicts = ("consistent", "inconsistent", "ambiguous", "not_testable")
    click.echo(
        f"checks     {checks['rows']}: " + ", ".join(f"{checks.get(one, 0)} {one}" for one in verdicts)
    )
    click.echo(
        f"tables     {summary.out}/*.parquet (documents.parquet gives the reason of what was not read)"
    )
