"""In CI a skipped test is a failure, unless `tests/allowed_skips.txt` names it with its reason.

A suite that skips in silence shrinks in silence: a package that failed to install or a folder that moved
would turn tests off and leave the run green.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

import pytest

ALLOWED = Path(__file__).resolve().parents[1] / "allowed_skips.txt"

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A skip that may stand: which tests, how the skip's reason begins, and why that is right."""

    tests: str
    reason: str
    why: str

    def covers(self, test: str, reason: str) -> bool:
        """Whether this line of the list names the skip."""
        return fnmatchcase(test, self.tests) and reason.startswith(self.reason)


def read_allowances(text: str) -> list[Allowance]:
    """The list's lines, without comments; a line without its three parts is a ValueError that shows it."""
    allowances = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"allowed_skips.txt:{number}: not tests, reason, why, parted by tabs: {line!r}")
        allowances.append(Allowance(*parts))
    return allowances


def judge(report: Report, allowances: list[Allowance]) -> Report:
    """The report, failed where it is a skip that no line of the list names; an expected failure stays."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return report
    place = report.longrepr
    reason = (place[2] if isinstance(place, tuple) else str(place)).removeprefix("Skipped: ")
    if not any(allowance.covers(report.nodeid, reason) for allowance in allowances):
        report.outcome = "failed"
        report.longrepr = (
            f"skipped in CI: {reason}\n"
            "Put right what it needs, or name the test and its reason in tests/allowed_skips.txt."
        )
    return report


def pytest_configure(config: pytest.Config) -> None:
    """Judge skips in CI only: elsewhere a machine may well lack what a test needs."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        config.pluginmanager.register(SkipsFail(read_allowances(ALLOWED.read_text("utf-8"))), "skips-fail")


class SkipsFail:
    """Judges the report of every test, and of every file that is skipped as a whole."""

    def __init__(self, allowances: list[Allowance]) -> None:
        self.allowances = allowances

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        return judge((yield), self.allowances)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        return judge((yield), self.allowances)
