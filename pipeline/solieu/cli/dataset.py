"""The commands that look at a dataset: `verify`, `ledger`, `panel`."""

from __future__ import annotations

from pathlib import Path

import click

from solieu.cli.files import new_file
from solieu.cli.progress import UNFINISHED
from solieu.errors import CallError


@click.command()
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


@click.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--conflicts", is_flag=True, help="Only where documents disagree about one that they cite.")
@click.option("--out", callback=new_file, metavar="FILE.csv", help="Write all columns there.")
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


@click.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--rows", required=True, metavar="NAMES", help="Dimensions down the side, with commas between.")
@click.option("--columns", required=True, metavar="NAMES", help="Dimensions over the top.")
@click.option(
    "--where", multiple=True, metavar="NAME=VALUE", help="Keep these; `|` between values, `none` for unsaid."
)
@click.option("--values", default="value", metavar="NAME", help="What cells hold: value, number, vintage …")
@click.option("--out", callback=new_file, metavar="FILE", help="A .csv or .parquet file; else stdout.")
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
