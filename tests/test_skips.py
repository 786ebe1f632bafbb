"""The rule of CI on skipped tests: a skip that the list does not name fails the run."""

from __future__ import annotations

import pytest

from plugins.skips import ALLOWED, Allowance, read_allowances

LINE = "test_*::test_scan*\tneeds tesseract\tno reader of scans yet"

CASES = [
    # (body of a test, outcomes in CI, why)
    ("pytest.skip('somebody forgot to install it')", {"failed": 1}, "no line names the reason"),
    ("pytest.skip('needs the shared material (/elsewhere)')", {"skipped": 1}, "named: the reason begins so"),
    ("pytest.importorskip('no_such_module')", {"failed": 1}, "a missing package is what the rule is for"),
    ("pytest.xfail('known')", {"xfailed": 1}, "an expected failure ran; it is no skip"),
    ("pass", {"passed": 1}, "nothing to judge"),
]


@pytest.mark.parametrize(("body", "outcomes", "why"), CASES, ids=[case[2] for case in CASES])
def test_a_skip_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, body: str, outcomes: dict[str, int], why: str
) -> None:
    monkeypatch.setenv("CI", "true")
    pytester.makepyfile(f"import pytest\ndef test_one():\n    {body}")
    pytester.runpytest("-p", "plugins.skips", "-p", "no:cacheprovider").assert_outcomes(**outcomes)


def test_a_skipped_file_fails_too(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')\ndef test_one(): pass")
    result = pytester.runpytest("-p", "plugins.skips", "-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*skipped in CI: could not import 'no_such_module'*", "*allowed_skips.txt*"])


def test_outside_ci_a_skip_stands(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    pytester.makepyfile("import pytest\ndef test_one():\n    pytest.skip('not here')")
    pytester.runpytest("-p", "plugins.skips", "-p", "no:cacheprovider").assert_outcomes(skipped=1)


def test_the_list_is_short_and_gives_its_reasons() -> None:
    allowances = read_allowances(ALLOWED.read_text("utf-8"))
    assert 1 <= len(allowances) <= 5
    assert all(len(allowance.why) > 20 for allowance in allowances)


def test_a_line_names_tests_and_the_beginning_of_the_reason() -> None:
    [allowance] = read_allowances(f"# comment\n\n{LINE}\n")
    assert allowance == Allowance("test_*::test_scan*", "needs tesseract", "no reader of scans yet")
    assert allowance.covers("test_ingest.py::test_scan_page", "needs tesseract 5")
    assert not allowance.covers("test_ingest.py::test_pdf", "needs tesseract 5")
    assert not allowance.covers("test_ingest.py::test_scan_page", "slow")


def test_a_line_without_its_reason_is_refused() -> None:
    with pytest.raises(ValueError, match=r"allowed_skips\.txt:1"):
        read_allowances("test_*\tneeds tesseract")
