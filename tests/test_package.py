"""The wheel: it builds, holds the package and its data, and works where nothing else of ours is.

Nothing is fetched: the wheel is built with the setuptools that is installed, and its dependencies are lent
to the empty environment by a path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "pipeline")


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """What a command prints; if it fails, the test fails with what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean | env, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources, so that no build leaves anything in the checkout."""
    sources, target = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            rubbish = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, sources / name, ignore=rubbish)
        else:
            shutil.copy(ROOT / name, sources)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(target)]
    run(sys.executable, "-m", "pip", "wheel", *options, ".", cwd=sources)
    [built] = target.glob("solieu-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment with the wheel alone, its dependencies lent by a path."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    options = ["--no-deps", "--no-index", "--quiet", "--no-compile"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=home)
    purelib = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    )
    (purelib / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def test_the_wheel_carries_the_vocabulary_and_the_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {path.name for path in (ROOT / "pipeline/solieu/lexicon/data").glob("*.tsv")}
    assert data
    assert {f"solieu/lexicon/data/{name}" for name in data} <= names
    assert "solieu/py.typed" in names
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"solieu", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}


def test_the_command_answers(installed: Path) -> None:
    from solieu import __version__

    assert __version__ in run(installed / "solieu", "--version", cwd=installed)
    assert "annotate" in run(installed / "solieu", "--help", cwd=installed)


def test_the_installed_package_reads_a_text(installed: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Lớp có 218 học viên, trong đó 61 nữ, chiếm 27,98%.\n", encoding="utf-8")
    code = (
        "import solieu, sys; from pathlib import Path;"
        "assert Path(solieu.__file__).is_relative_to(sys.prefix), solieu.__file__;"
        f"print(' '.join(solieu.analyse({str(note)!r}).figures['value']))"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path).split() == ["218", "61", "27.98"]
