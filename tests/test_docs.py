"""Every code block of the README and the pages of docs/ runs, in order, and shows what it says it shows.

What a block is stands behind its fence:

    python           executed; all blocks of a page share one namespace and one folder
    pycon            the same, with the output that must come
    console          `$ solieu …` commands, with the output that must come (`...` for any)
    json, toml, tsv  parsed
    text             a picture or an excerpt, not run
    sh no-run        commands that a test cannot make (they would install): each is on a short list
"""

from __future__ import annotations

import doctest
import importlib.util
import io
import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
KINDS = {"python", "pycon", "console", "json", "toml", "tsv", "text", "sh no-run"}
NOT_RUN = re.compile(
    r'make(?: [a-z-]+)?(?: [A-Z_]+=(?:"[^"]*"|\S+))*'  # a target of the Makefile, checked below
    r"|git clone \S+(?: && cd solieu)?|cd solieu"
    r"|python3 -m venv \.venv|\.venv/bin/(?:pip|pytest|ruff|mypy|lint-imports)(?: [\w./\[\]'\"=-]+)*"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it says it is, what stands in it, and where."""

    info: str
    body: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for match in FENCE.finditer(text):
        indent = len(match["indent"])
        body = "".join(line[indent:] or "\n" for line in match["body"].splitlines(keepends=True))
        yield Block(match["info"].strip(), body, text.count("\n", 0, match.start()) + 1)


def expect(want: str, got: str, where: str) -> None:
    """The output is the one shown, but for the width of spaces and what `...` stands for."""
    assert doctest.OutputChecker().check_output(want, got, OPTIONS), f"{where}\nshown:\n{want}\ncame:\n{got}"


def run_console(block: Block, where: str) -> None:
    """Each `$ solieu …` does what a shell would show: its output, or its complaint if it has one."""
    from solieu.cli import main

    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        call, _, want = part.partition("\n")
        program, *arguments = shlex.split(call, comments=True)
        assert program == "solieu", f"{where}: only solieu is called in a console block, not {program}"
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
        assert code == 0 or want.strip(), f"{where}: {call}: exit {code}\n{out.getvalue()}{err.getvalue()}"
        if want.strip():
            complaint = re.sub(r"\r[^\n]*\n?", "", err.getvalue())  # without progress, drawn over itself
            expect(want, out.getvalue() + (complaint if code else ""), f"{where}: {call}")


def run_pycon(block: Block, names: dict[str, object], where: str) -> None:
    test = doctest.DocTestParser().get_doctest(block.body, names, where, where, block.line)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    runner.run(test, out=report.append, clear_globs=False)
    assert not runner.failures, "".join(report)
    names.update(test.globs)


def run_block(block: Block, names: dict[str, object], where: str) -> None:
    match block.info:
        case "python":
            exec(compile(block.body, where, "exec"), names)
        case "pycon":
            run_pycon(block, names, where)
        case "console":
            run_console(block, where)
        case "json":
            json.loads(block.body)
        case "toml":
            tomllib.loads(block.body)
        case "tsv":
            rows = [row.split("\t") for row in block.body.splitlines() if row and not row.startswith("#")]
            assert len({len(row) for row in rows}) == 1, f"{where}: rows of different length"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("corpus", "notebooks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        assert block.info in KINDS, f"{page.name}:{block.line}: say what the block is: {sorted(KINDS)}"
        run_block(block, names, f"{page.name}:{block.line}")


def test_little_is_left_unrun_and_all_of_it_is_known() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    unrun = [(page, block) for page in PAGES for block in blocks(page) if block.info == "sh no-run"]
    assert len(unrun) <= 8, "blocks that no test runs: make them run, or make them fewer"
    for page, block in unrun:
        for line in filter(None, (re.sub(r"#.*", "", line).strip() for line in block.body.splitlines())):
            assert NOT_RUN.fullmatch(line), f"{page.name}:{block.line}: not on the list: {line}"
            for target in re.findall(r"^make ([a-z-]+)", line):
                assert target in targets, f"{page.name}:{block.line}: no such target: {target}"


# [words](target), ![words](target) and <img src="target">, but for targets on the network
LINK = re.compile(r"""(?:\]\(|src=")(?!https?:|mailto:|\#)([^)\s"#]+)""")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text("utf-8"))
    broken = [target for target in LINK.findall(prose) if not (page.parent / target).exists()]
    assert not broken, f"{page.name}: {broken}"


WRONG = [
    ("python", "assert 1 == 2", "a false assertion"),
    ("pycon", ">>> 1 + 1\n3\n", "another output than shown"),
    ("console", "$ solieu --version\nsolieu 99.0\n", "another output than shown"),
    ("console", "$ solieu no-such-command\n", "a call that is refused, shown without output"),
    ("console", "$ rm -rf corpus\n", "another program than solieu"),
    ("json", "{'single': 'quotes'}", "no JSON"),
    ("tsv", "a\tb\nc\n", "a row too short"),
]


@pytest.mark.parametrize(("info", "body", "why"), WRONG, ids=[f"{row[0]}: {row[2]}" for row in WRONG])
def test_a_wrong_block_fails(info: str, body: str, why: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        run_block(Block(info, body, 1), {}, "page.md:1")


def test_the_picture_shows_what_the_program_finds_today() -> None:
    spec = importlib.util.spec_from_file_location("picture", ROOT / "docs/picture.py")
    picture = importlib.util.module_from_spec(spec)
    sys.modules["picture"] = picture  # where dataclasses look up their annotations
    spec.loader.exec_module(picture)
    drawn = ElementTree.parse(ROOT / "docs/picture.svg").findtext("{http://www.w3.org/2000/svg}desc")
    assert json.loads(drawn) == picture.facts(picture.scenes()), "draw it anew: python docs/picture.py"
