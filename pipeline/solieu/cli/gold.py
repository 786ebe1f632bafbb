"""The commands that hold what is found against gold annotations: `score` and `plant`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.files import new_file
from solieu.cli.progress import UNFINISHED, progress_bar
from solieu.errors import CallError

if TYPE_CHECKING:
    from solieu.audit.planted import Harvest
    from solieu.audit.score import Scores


@click.command()
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


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seed", default=0, metavar="N", help="From which every slip is drawn.")
@click.option("--related", is_flag=True, help="Plant only in mentions that stand in a gold relation.")
@click.option("--out", callback=new_file, metavar="FILE", help="Every planting, as JSON.")
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

    with progress_bar("errors") as progress:
        harvest = plant_errors(gold, analyse_text, seed=seed, related_only=related, progress=progress)
    if out is not None:
        out.write_text(json.dumps(harvest.as_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _print_harvest(harvest)
    return UNFINISHED if harvest.false_alarms else 0


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
