"""The doctor: what a program answers, and which command would install it here."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from solieu.audit import doctor
from solieu.audit.doctor import Part, examine


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _part(name: str) -> Part:
    return next(part for part in examine() if part.name == name)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no programs but those that a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("script", "found"),
    [
        pytest.param("echo tesseract 5.3.0", "5.3.0", id="a version"),
        pytest.param("echo 5.4.1 >&2", "5.4.1", id="a version among the errors, as some do"),
        pytest.param("echo hello", "yes", id="no version"),
        pytest.param("exit 1", None, id="a program that does not work"),
    ],
)
def test_what_a_program_says_of_itself(machine: Path, script: str, found: str | None) -> None:
    _program(machine, "tesseract", script)
    assert _part("Tesseract").found == found


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        pytest.param("eng\\nvie", "with Vietnamese", id="among others"),
        pytest.param("eng\\nvie_old", None, id="a name that only begins so"),
    ],
)
def test_whether_tesseract_knows_vietnamese(machine: Path, languages: str, found: str | None) -> None:
    _program(machine, "tesseract", f"printf 'List of languages:\\n{languages}\\n'")
    assert _part("Tesseract's Vietnamese data").found == found


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        pytest.param("apt-get", "sudo apt-get install tesseract-ocr", id="Debian"),
        pytest.param("brew", "brew install tesseract", id="a Mac"),
        pytest.param("pacman", "sudo pacman -S tesseract", id="a name of its own is not known"),
        pytest.param(None, "the package tesseract of your system", id="no package manager"),
    ],
)
def test_how_to_install_what_is_missing(machine: Path, manager: str | None, command: str) -> None:
    if manager is not None:
        _program(machine, manager, "exit 0")
    part = _part("Tesseract")
    assert part.found is None
    assert part.install == command
    assert command in part.line


def test_what_the_package_needs_is_required_and_here(monkeypatch: pytest.MonkeyPatch) -> None:
    required = {part.name: part for part in examine() if part.required}
    assert {"spacy", "pandas", "pyarrow"} <= set(required)
    assert all(part.found for part in required.values())
    monkeypatch.setattr(
        doctor.importlib.metadata, "requires", lambda name: ["nosuchthing>=1", 'x; extra == "dev"']
    )
    (part,) = (part for part in examine() if part.required)
    assert (part.name, part.found, part.install) == ("nosuchthing", None, "pip install nosuchthing")
