"""What this machine has of the parts that the program can make use of, and how to get what is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass

_PATIENCE_SECONDS = 20
# Package managers in the order in which they are looked for, and how each installs.
_MANAGERS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "zypper": "sudo zypper install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: whether it is there, what for, and the command that installs it.

    `used` is False for a part that this version knows of and does not call yet.
    """

    name: str
    purpose: str
    found: str | None
    install: str
    used: bool = True
    required: bool = False

    @property
    def line(self) -> str:
        """The part in one line, or in two when it is missing.

        >>> Part("gadget", "turns pages", None, "pip install gadget").line
        'missing  gadget: turns pages\\n         to install: pip install gadget'
        """
        note = "" if self.used else " (not used by this version yet)"
        if self.found is not None:
            return f"found    {self.name} {self.found}: {self.purpose}{note}"
        return f"missing  {self.name}: {self.purpose}{note}\n         to install: {self.install}"


def examine() -> list[Part]:
    """Every part, the required ones first."""
    return [*_packages(), *_programs()]


def _packages() -> list[Part]:
    """The Python packages that the installed distribution asks for."""
    wanted = importlib.metadata.requires("solieu") or []
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line]
    return [
        Part(name, "needed", _package_version(name), f"pip install {name}", required=True)
        for name in sorted(names)
    ]


def _package_version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _programs() -> list[Part]:
    languages = _output("tesseract", "--list-langs")
    vietnamese = "with Vietnamese" if re.search(r"^vie$", languages or "", re.MULTILINE) else None
    return [
        Part(
            "Tesseract",
            "reads scanned pages",
            _version("tesseract", "--version"),
            _install({"apt-get": "tesseract-ocr", "brew": "tesseract"}, "tesseract"),
        ),
        Part(
            "Tesseract's Vietnamese data",
            "reads scanned pages in Vietnamese",
            vietnamese,
            _install({"apt-get": "tesseract-ocr-vie", "brew": "tesseract-lang"}, "tesseract-langpack-vie"),
        ),
        Part(
            "LibreOffice",
            "opens .doc, .rtf and .ppt",
            _version("soffice", "--version"),
            _install({"apt-get": "libreoffice-writer-nogui", "brew": "--cask libreoffice"}, "libreoffice"),
            used=False,
        ),
        Part(
            "Dask",
            "spreads a run over several machines",
            _package_version("distributed") if importlib.util.find_spec("distributed") else None,
            "pip install 'dask[distributed]'",
            used=False,
        ),
    ]


def _install(names: dict[str, str], otherwise: str) -> str:
    manager = next((manager for manager in _MANAGERS if shutil.which(manager)), None)
    if manager is None:
        return f"the package {otherwise} of your system"
    return f"{_MANAGERS[manager]} {names.get(manager, otherwise)}"


def _version(program: str, *arguments: str) -> str | None:
    """The version that a program states in its first line, `yes` where it states none."""
    told = _output(program, *arguments)
    if told is None:
        return None
    match = re.search(r"\d+(?:\.\d+)+", told[:200])
    return match[0] if match else "yes"


def _output(program: str, *arguments: str) -> str | None:
    """What a program prints, None where there is no such program or it does not answer."""
    path = shutil.which(program)
    if path is None:
        return None
    try:
        done = subprocess.run(
            [path, *arguments], capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout + done.stderr if done.returncode == 0 else None
