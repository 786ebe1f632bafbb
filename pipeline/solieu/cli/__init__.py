"""The commands. What they do is done elsewhere; here calls are read, and results and complaints printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from solieu.cli.dataset import ledger, panel, verify
from solieu.cli.documents import annotate, run
from solieu.cli.gold import plant, score
from solieu.cli.lookup import doctor, place
from solieu.cli.progress import BAD_CALL, UNFINISHED
from solieu.engines import EngineError
from solieu.errors import CallError

COMMANDS = (run, annotate, verify, score, plant, ledger, panel, doctor, place)


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
    except CallError as error:
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


@click.group(commands=COMMANDS, invoke_without_command=True)
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
