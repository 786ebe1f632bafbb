"""Rules of the repository itself: what every command, dependency, folder and tracked line must have."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {".ci", "corpus", "docs", "models", "notebooks", "pipeline", "tests"}
FILES = {
    ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "constraints.txt",
    "pyproject.toml",
}  # fmt: skip

# Brackets keep each pattern from matching its own line.
FORBIDDEN = [
    (r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org", "a registry's host"),
    (r"(?<![A-Za-z.])/(?:w[o]rk|f[a]rm|r[o]ot)/", "a path of one machine"),
    (r"\b(?:Cl[a]ude|Anthr[o]pic|Chat[G]PT|AI [a]gents?|sub[a]gents?)\b", "what is no part of the project"),
    (r"\bi[s]sue #?\d", "a number that means nothing to a reader of the repository"),
]


@cache
def tracked() -> tuple[str, ...]:
    """The files that git tracks; a test that needs them is skipped where the project is no checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(name for name in listing.stdout.split("\0") if name and (ROOT / name).exists())


@cache
def settings() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements() -> set[str]:
    """The names of every package that pyproject.toml asks for: to run, to test, to build."""
    project, build = settings()["project"], settings()["build-system"]
    optional = project.get("optional-dependencies", {})
    lines = [
        *project["dependencies"],
        *build["requires"],
        *(line for group in optional.values() for line in group),
    ]
    return {re.match(r"[\w.-]+", line)[0].lower() for line in lines}


def commands() -> dict[str, click.Command]:
    from solieu import cli

    return cli.commands.commands


def test_only_the_agreed_names_stand_at_the_top() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert top <= FOLDERS | FILES
    assert {name for name in top if (ROOT / name).is_dir()} <= FOLDERS


@pytest.mark.parametrize(("pattern", "what"), FORBIDDEN, ids=[what for _, what in FORBIDDEN])
def test_no_tracked_line_names(pattern: str, what: str) -> None:
    found = []
    for name in tracked():
        try:
            lines = (ROOT / name).read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a PDF or another binary of the tests
        found += [f"{name}:{n}: {line[:120]}" for n, line in enumerate(lines, 1) if re.search(pattern, line)]
    assert not found, f"{what}:\n" + "\n".join(found)


@pytest.mark.parametrize(("pattern", "what"), FORBIDDEN, ids=[what for _, what in FORBIDDEN])
def test_the_patterns_can_match(pattern: str, what: str) -> None:
    samples = [
        "https://pypi" + ".org/simple", "see /wo" + "rk/x", "by Cl" + "aude", "fixes is" + "sue #3",
    ]  # fmt: skip
    assert sum(bool(re.search(pattern, sample)) for sample in samples) == 1


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    reasons = dict(re.findall(r"^\| `([\w.-]+)` \| (.+?) \|", page, re.MULTILINE))
    assert set(reasons) == requirements()
    assert all(len(reason) > 15 for reason in reasons.values())


def test_every_dependency_is_pinned_once_for_each_python() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split(";")[0].strip() for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", pin) for pin in pins)
    assert requirements() <= {pin.split("==")[0] for pin in pins}


def test_no_heavy_framework_is_pulled_in() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    assert not {
        name for name in pinned if name in {"torch", "tensorflow", "jax"} or name.startswith("nvidia")
    }


def test_every_command_and_option_is_on_the_page_of_commands() -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    _, *sections = re.split(r"^## `solieu (\w+)", page, flags=re.MULTILINE)
    told = dict(zip(sections[::2], sections[1::2], strict=True))
    assert set(told) == set(commands())
    for name, command in commands().items():
        names = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
        assert not {option for option in names if f"`{option}" not in told[name]}, name


def test_every_command_has_help_with_an_example() -> None:
    for name, command in commands().items():
        shown = CliRunner().invoke(command, ["--help"], prog_name=f"solieu {name}")
        assert shown.exit_code == 0
        assert f"solieu {name}" in shown.output.partition("Example:")[2], f"{name}: no example of a call"
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert not [one.name for one in options if not one.help], f"{name}: options without help"


def test_the_changelog_tells_of_this_version_or_of_what_comes() -> None:
    page = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = re.findall(r"^## \[([\w.]+)\](?: - (\d{4}-\d\d-\d\d))?$", page, re.MULTILINE)
    assert {"Unreleased", settings()["project"]["version"]} & {name for name, _ in sections}
    assert all(date for name, date in sections if name != "Unreleased"), "a version without its day"


def test_the_version_is_said_in_one_voice() -> None:
    import solieu

    assert solieu.__version__ == settings()["project"]["version"]


def test_every_system_package_has_its_reason() -> None:
    lines = (ROOT / ".ci/apt-packages.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            assert re.fullmatch(r"[a-z0-9.+-]+\s+# \S.{10,}", line), f"no reason: {line}"


def test_the_script_of_ci_is_sound_and_ends_with_the_tests() -> None:
    script = ROOT / ".ci/run"
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111, "not executable"
    assert script.read_text("utf-8").rstrip().endswith("make --no-print-directory test")


def test_make_says_what_it_can_do() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()
    call = ["make", "--no-print-directory", "help"]
    shown = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {line.split()[1] for line in shown.splitlines()} == set(targets) - {"help", "lint"}
