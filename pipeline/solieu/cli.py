"""The commands. What they do is done elsewhere; here calls are read, and results and complaints printed."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from solieu.engines import EngineError
from solieu.errors import CallError
from solieu.lexicon import LexiconError

if TYPE_CHECKING:
    from solieu.audit.planted import Harvest
    from solieu.audit.score import Scores
    from solieu.running.runner import Summary

BAD_CALL, UNFINISHED = 2, 1
# Inconsistent checks that a summary lists.
_SHOWN = 10

_Command = TypeVar("_Command", bound=Callable[..., Any])


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; returns the exit code.

    0 for a call that did what it says, 1 for a run that could not finish or a proof or floor that does not
    hold, 2 for a call that cannot be carried out, told in one to three lines.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(commands.main(args=arguments, prog_name="solieu", standalone_mode=False) or 0)
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "solieu"
        click.echo(f"{name}: {error.format_message()}\n`{name} --help` shows how it is called.", err=True)
        return BAD_CALL
    except (CallError, LexiconError) as error:
        click.echo(f"solieu: {error}", err=True)
        return BAD_CALL
    except (EngineError, OSError) as error:
        return _unfinished(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("solieu: interrupted; the same command goes on from what is finished", err=True)
        return UNFINISHED


def _unfinished(error: Exception) -> int:
    if isinstance(error, BrokenPipeError):  # the reader of our output went away: nothing to tell to anyone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        click.echo(f"solieu: {error}", err=True)
    return UNFINISHED


@click.group(invoke_without_command=True)
@click.version_option(package_name="solieu", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Số liệu: Vietnamese policy documents into tables of figures and citations, checked against the source.

    \b
    Example:
      solieu run archive/ --out data/
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


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


@commands.command()
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

    with _progress() as progress, _interruptible():
        summary = runner.run(paths, out, engine=engine, fresh=fresh, progress=progress, **options)
    _print_summary(summary)


@commands.command()
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

    with _progress() as progress, _interruptible():
        handled = annotate_documents(paths, out, progress=progress, **options)
    done = 0
    for document in handled:
        if document.status in ("done", "partial"):
            done += 1
        if document.reason is not None:
            click.echo(f"{document.status}: {document.source}: {document.reason}", err=True)
    click.echo(f"{done} of {len(handled)} documents annotated in {out}")


@commands.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option(
    "--source",
    "places",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where an input is now; once for each, in their order. By default where they were.",
)
def verify(dataset: Path, places: tuple[Path, ...]) -> int:
    """Open the sources again and prove every row of a dataset; exit 1 if anything differs.

    \b
    Example:
      solieu verify data/ --source /mnt/archive
    """
    from solieu.audit.verify import Proof, verify

    proof, differing = Proof(), 0
    for difference in verify(dataset, places, proof=proof):
        differing += 1
        click.echo(str(difference))
    click.echo(
        f"{proof.rows} rows of {proof.documents} documents held against their sources: {differing} differ"
    )
    return UNFINISHED if differing else 0


@commands.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--errors", default=0, metavar="N", help="Show up to N errors of each kind.")
@click.option("--only", metavar="REGEX", help="Score only documents whose names begin so.")
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
@click.option(
    "--floors", "floors_file", type=click.Path(path_type=Path), metavar="FILE", help="Exit 1 below these."
)
@click.option("--raise-floors", is_flag=True, help="Raise the floors of that file to the present scores.")
def score(
    gold: Path,
    predicted: Path,
    errors: int,
    only: str | None,
    as_json: bool,
    floors_file: Path | None,
    raise_floors: bool,
) -> int:
    """Precision, recall and F1 of annotations against gold, both in the form that `annotate` writes.

    \b
    Example:
      solieu score corpus/ predicted/ --errors 3
    """
    from solieu.audit.score import score as score_folders

    if raise_floors and floors_file is None:
        raise CallError("--raise-floors needs the file: give --floors FILE with it")
    scores = score_folders(gold, predicted, only=only)
    if as_json:
        click.echo(json.dumps(scores.as_dict(), indent=1))
    else:
        _print_scores(scores, errors)
    return 0 if floors_file is None else _hold_to_floors(scores, gold, only, floors_file, raise_floors)


@commands.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seed", default=0, metavar="N", help="From which every slip is drawn.")
@click.option("--related", is_flag=True, help="Plant only in mentions that stand in a gold relation.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Every planting, as JSON.")
def plant(gold: tuple[Path, ...], seed: int, related: bool, out: Path | None) -> int:
    """Plant errors in texts with gold annotations and say how many the checks catch, by kind.

    One error at a time is planted in a copy of a text. The untouched texts are run apart: exit 1 if anything
    there is called inconsistent that the gold relations do not bear out.

    \b
    Example:
      solieu plant corpus/ --seed 7 --out planted.json
    """
    from solieu.api import analyse_text
    from solieu.audit.planted import plant as plant_errors

    with _progress("errors") as progress:
        harvest = plant_errors(gold, analyse_text, seed=seed, related_only=related, progress=progress)
    if out is not None:
        out.write_text(json.dumps(harvest.as_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _print_harvest(harvest)
    return UNFINISHED if harvest.false_alarms else 0


@commands.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--conflicts", is_flag=True, help="Only where documents disagree about one that they cite.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write all columns there.")
def ledger(dataset: Path, conflicts: bool, out: Path | None) -> None:
    """List every document that a dataset cites, with each date and issuer that it was given, and how often.

    \b
    Example:
      solieu ledger data/ --conflicts
    """
    from solieu.archive import report

    lines = report.conflict_lines(dataset) if conflicts else report.ledger_lines(dataset)
    things = "disagreements" if conflicts else "cited documents"
    if out is not None:
        count = report.write_csv(lines, report.CONFLICT if conflicts else report.ENTRY, out)
        click.echo(f"{count} {things} in {out}")
        return
    count = 0
    for line in lines:
        count += 1
        shown = ("verdict", "message_vi") if conflicts else ("key", "date", "issuer")
        click.echo("\t".join(line[column] for column in shown))
    click.echo(f"{count} {things}")


@commands.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--rows", required=True, metavar="NAMES", help="Dimensions down the side, with commas between.")
@click.option("--columns", required=True, metavar="NAMES", help="Dimensions over the top.")
@click.option(
    "--where", multiple=True, metavar="NAME=VALUE", help="Keep these; `|` between values, `none` for unsaid."
)
@click.option("--values", default="value", metavar="NAME", help="What cells hold: value, number, vintage …")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="A .csv or .parquet file; else stdout."
)
def panel(
    dataset: Path, rows: str, columns: str, where: tuple[str, ...], values: str, out: Path | None
) -> None:
    """Put the observations of a dataset in a table: indicators by months, places by years.

    Rows that would mix units, standings, places or lengths of time are refused, with how to narrow.

    \b
    Example:
      solieu panel data/ --rows name,unit --columns period --where "place=Hưng Yên" --where status=estimate
    """
    from solieu.archive.observed.panel import panel as make_panel

    narrowed = dict(_pair(one) for one in where)
    if out is not None and out.suffix not in (".csv", ".parquet"):
        raise CallError(f"--out {out}: give a name that ends in .csv or .parquet")
    made = make_panel(dataset, _names(rows), _names(columns), where=narrowed, values=values)
    for note in made.notes:
        click.echo(note, err=True)
    if out is None:
        click.echo(made.table.to_csv(index=False, lineterminator="\n"), nl=False)
        return
    if out.suffix == ".csv":
        made.table.to_csv(out, index=False, lineterminator="\n", encoding="utf-8")
    else:
        made.table.to_parquet(out, index=False)
    click.echo(f"{len(made.table)} rows in {out}")


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _pair(condition: str) -> tuple[str, str]:
    name, equals, value = condition.partition("=")
    if not equals:
        raise CallError(f"--where {condition}: give NAME=VALUE, as in --where status=estimate")
    return name.strip(), value.strip()


@commands.command()
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


@commands.command()
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


def _hold_to_floors(scores: Scores, gold: Path, only: str | None, path: Path, raise_floors: bool) -> int:
    from solieu.audit import floors
    from solieu.audit.score import gold_ids

    corpus = floors.corpus_hash(gold, gold_ids(gold, only))
    if raise_floors:
        before = floors.load(path) if path.exists() else None
        floors.save(path, floors.raised(before, scores, corpus))
        click.echo(f"floors in {path} stand at the present scores or higher", err=True)
        return 0
    failing = floors.gate(floors.load(path), scores, corpus)
    for line in failing:
        click.echo(f"below the floor: {line}", err=True)
    return UNFINISHED if failing else 0


def _print_scores(scores: Scores, errors: int) -> None:
    click.echo(f"{scores.documents} documents")
    click.echo(f"{'kind':10}{'gold':>6}{'pred':>6}   found F1  strict F1   value P     R    F1")
    for kind in [*scores.kinds(), "all"]:
        found, strict, value = (scores.kind(kind, level) for level in ("found", "strict", "value"))
        click.echo(
            f"{kind:10}{value.gold:6}{value.predicted:6}   {found.f1:8.3f}  {strict.f1:9.3f}   "
            f"{value.precision:7.3f} {value.recall:5.3f} {value.f1:5.3f}"
        )
    fields = "  ".join(f"{name} {accuracy:.3f} (n={n})" for name, (n, accuracy) in scores.fields().items())
    if fields:
        click.echo(f"fields    {fields}")
    for name in scores.relations():
        m = scores.relation(name)
        figures = f"P {m.precision:.3f} R {m.recall:.3f} F1 {m.f1:.3f}"
        click.echo(f"rel {name:7} gold {m.gold:4} pred {m.predicted:4}  {figures}")
    for kind in sorted(scores.errors):
        for line in scores.errors[kind][:errors]:
            click.echo(f"  {kind}: {line}")


def _print_harvest(harvest: Harvest) -> None:
    aside = f"; nothing planted in {len(harvest.set_aside)} that do not hold" if harvest.set_aside else ""
    click.echo(f"untouched  {harvest.documents} documents{aside}")
    for name, lines in (("known", harvest.known), ("false alarm", harvest.false_alarms)):
        click.echo(f"{name + 's':13}{len(lines)}")
        for line in lines:
            click.echo(f"  {name}: {line}")
    click.echo(
        f"coverage   {harvest.figures} figures, dates and citations, {harvest.tested} tested; "
        f"{harvest.related} in gold relations, {harvest.related_tested} of them tested"
    )
    click.echo(f"{'planted':42}caught   of all          of those that can be told from the text")
    for group, name, caught, planted, told, could in harvest.table():
        rates = [
            f"{hits / tries:.3f}" if tries else "  -  " for hits, tries in ((caught, planted), (told, could))
        ]
        label = f"{group}: {name}" if group in ("kind", "relation") else name
        click.echo(f"{label:42}{caught:6} / {planted:<6} {rates[0]}   {told:6} / {could:<6} {rates[1]}")
    if harvest.not_plantable:
        left = ", ".join(f"{count} {kind}" for kind, count in sorted(harvest.not_plantable.items()))
        click.echo(f"no slip fits (numbers in words, names): {left}")


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


@contextmanager
def _progress(things: str = "documents") -> Iterator[Callable[[int], None]]:
    from tqdm import tqdm

    with tqdm(unit=f" {things}", file=sys.stderr, mininterval=1.0) as bar:

        def progress(count: int) -> None:
            bar.update(count)

        yield progress


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) do what Ctrl-C does: keep what is finished."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
