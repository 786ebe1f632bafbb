"""The corpus keeps its form, says what it claims to say, and is wrong only where it means to be."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import corpus_formats

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
IDS = sorted(path.stem for path in CORPUS.glob("*.txt"))
Row = dict[str, Any]

FIGURES = {"count", "percent", "money", "measure", "ratio"}
COMMON = {"kind", "start", "end", "text", "value"}
OBSERVED = {"period", "place", "status", "basis"}
FIELDS: dict[str, set[str]] = {
    "docref": {"type", "date", "issuer"},
    "date": {"invalid", "spelled"},
    "count": {"noun", "concept", "hedge", "change", "spelled"} | OBSERVED,
    "percent": {"unit", "concept", "hedge", "change", "spelled"} | OBSERVED,
    "money": {"unit", "concept", "hedge", "change", "spelled"} | OBSERVED,
    "measure": {"unit", "concept", "hedge", "change", "spelled"} | OBSERVED,
    "ratio": {"concept", "hedge", "change", "spelled"} | OBSERVED,
    "duration": {"hedge", "change", "spelled"},
    "age": {"hedge", "change", "spelled"},
}
REQUIRED = {"count": {"noun"}, "percent": {"unit"}, "money": {"unit"}, "measure": {"unit"}}

NUMBER = r"-?\d+(?:\.\d+)?"
RANGE = rf"{NUMBER}(?:\.\.{NUMBER})?"
POINT = r"(?:\d{4}|XXXX)(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
PERIOD = rf"{POINT}(?:/(?:{POINT}))?"
LENGTH = r"P(?:T\d+[HM]|\d+Y\d+M|\d+[YMDW])"
STANDARD = r"[TQ]CVN\d[\d-]*:\d{4}(?:/[A-Z]+)?"
VALUES = {
    "docref": rf"\d[\w.]*(?:[/-][\w.-]+)*|(?:Luật|Bộ luật|Hiến pháp|Nghị quyết) .+|{STANDARD}",
    "date": PERIOD,
    "duration": rf"{LENGTH}(?:\.\.{LENGTH})?",
    "ratio": rf"\d+/\d+|{RANGE}",
} | dict.fromkeys(("count", "percent", "money", "measure", "age"), RANGE)
CLOSED = {
    "hedge": r"[<>]=?|~",
    "change": r"up|down",
    "status": r"plan|estimate|norm|forecast|example",
    "period": PERIOD,
    "basis": rf"plan|{PERIOD}",
    "date": r"\d{4}-\d\d-\d\d",
}
AMOUNTS = {"count", "money", "measure"}
ROLES = {
    "dated": {"docref": {"docref"}, "date": {"date"}},
    "sum": {"whole": FIGURES, "parts": FIGURES},
    "share": {"percent": {"percent"}, "base": AMOUNTS, "part": AMOUNTS},
    "change": dict.fromkeys(("now", "before", "by"), FIGURES | {"duration", "age"}),
}
NEEDED = {name: set(roles) for name, roles in ROLES.items()} | {
    "share": {"percent"},
    "change": {"now", "before"},
}

PLANTED_SUM = ("report-new-rural", "1.248 tỷ đồng")
PLANTED_SHARE = ("report-training-class", "41,3%")
PLANTED_DATES = {("notice-impossible-date", "2023-06-31"), ("notice-impossible-date", "2024-02-30")}
PLANTED_CITATION = ("letter-ministry", "29/2023/NĐ-CP")
PLANTED_TOTAL = ("report-credit", Decimal("101.3"))
PLANTED_CHANGE = ("article-fisheries-forestry", "2,8 điểm phần trăm")
PLANTED_WEEKDAY = ("news-flood", "thứ Năm, ngày 11/9/2024")
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")

# The figures of the article that the project began from, in text order, and how they are related.
SEED = (
    *("53", "P5Y", "14340", "1238", "2855", "10247", "666"),
    *("3", "218", "100", "65", "53", "27.98", "72.94", "35", "77.06"),
    *("1", "62", "40.32", "62.9", "35", "91.94"),
    *("42-NQ/TW", "2004-11-30", "48-KH/TU", "2005-05-18", "381-QĐ/TU", "2007-02-09", "2010"),
)
SEED_ROLES = {"sum": ("whole", "parts"), "share": ("percent", "base"), "dated": ("docref", "date")}
SEED_RELATIONS = {
    ("sum", "14340", "1238", "2855", "10247"),
    ("sum", "218", "100", "65", "53"),
    *(("share", percent, "218") for percent in ("27.98", "72.94", "77.06")),
    *(("share", percent, "62") for percent in ("40.32", "62.9", "91.94")),
    ("dated", "42-NQ/TW", "2004-11-30"),
    ("dated", "48-KH/TU", "2005-05-18"),
    ("dated", "381-QĐ/TU", "2007-02-09"),
}


@cache
def read(id_: str) -> tuple[str, dict[int, Row], list[Row]]:
    """A document's text, its mentions by where they start, and its relations."""

    def rows(name: str) -> list[Row]:
        return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]

    mentions = rows(f"{id_}.jsonl")
    text = (CORPUS / f"{id_}.txt").read_bytes().decode("utf-8")
    return text, {mention["start"]: mention for mention in mentions}, rows(f"{id_}.rel.jsonl")


def related(name: str) -> list[tuple[str, Row, dict[int, Row]]]:
    """Every relation of a name, between its document's id and mentions."""
    return [(id_, row, read(id_)[1]) for id_ in IDS for row in read(id_)[2] if row["rel"] == name]


def number(mention: Row) -> Decimal:
    return Decimal(mention["value"])


def step(mention: Row) -> Decimal:
    """The unit of the last digit written."""
    return Decimal((0, (1,), int(number(mention).as_tuple().exponent)))


def test_there_are_enough_documents_each_with_its_gold() -> None:
    assert len(IDS) >= 16
    assert sorted(path.name.removesuffix(".rel.jsonl") for path in CORPUS.glob("*.rel.jsonl")) == IDS
    mentions = {path.stem for path in CORPUS.glob("*.jsonl") if not path.name.endswith(".rel.jsonl")}
    assert sorted(mentions) == IDS


def test_every_kind_and_relation_occurs_often_enough_to_measure() -> None:
    kinds = [mention["kind"] for id_ in IDS for mention in read(id_)[1].values()]
    assert {kind for kind in FIELDS if kinds.count(kind) < 15} == set()
    relations = [relation["rel"] for id_ in IDS for relation in read(id_)[2]]
    assert {name for name in ROLES if relations.count(name) < 8} == set()


@pytest.mark.parametrize("id_", IDS)
def test_a_text_is_composed_unicode_of_an_articles_length(id_: str) -> None:
    text, _, _ = read(id_)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert 250 <= len(text.split()) <= 900


@pytest.mark.parametrize("id_", IDS)
def test_mentions_stand_where_they_say_in_order_and_apart(id_: str) -> None:
    text, mentions, _ = read(id_)
    for start, mention in mentions.items():
        assert text[start : mention["end"]] == mention["text"]
        assert mention["text"] == mention["text"].strip() != ""
    ends = [(start, mention["end"]) for start, mention in mentions.items()]
    assert ends == sorted(ends)
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
    lines = (CORPUS / f"{id_}.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(mentions), "two mentions start at the same place"


@pytest.mark.parametrize("id_", IDS)
def test_kinds_values_and_fields_are_those_of_the_guideline(id_: str) -> None:
    for mention in read(id_)[1].values():
        kind = mention["kind"]
        assert COMMON | REQUIRED.get(kind, set()) <= mention.keys() <= COMMON | FIELDS[kind], mention
        assert re.fullmatch(VALUES[kind], mention["value"]), mention
        for field, pattern in CLOSED.items():
            assert re.fullmatch(pattern, mention.get(field, "")) or field not in mention, (field, mention)
        assert all(mention[flag] is True for flag in ("spelled", "invalid") if flag in mention), mention
        if kind == "percent":
            assert mention["unit"] in ("%", "điểm %")
        if ".." in mention["value"] and kind not in ("duration", "date"):
            low, high = map(Decimal, mention["value"].split(".."))
            assert low < high, mention


@pytest.mark.parametrize("id_", IDS)
def test_phrases_are_taken_from_the_text(id_: str) -> None:
    """Nouns, issuers and places are quoted, but for capitals; concepts may leave words out, never add any."""
    text, mentions, _ = read(id_)
    flat = " ".join(text.casefold().split())
    words = set(re.findall(r"\w+", flat))
    for mention in mentions.values():
        for field in ("noun", "issuer", "place"):
            assert mention.get(field, "").casefold() in flat, (field, mention)
        assert set(re.findall(r"\w+", mention.get("concept", "").casefold())) <= words, mention


@pytest.mark.parametrize("id_", IDS)
def test_a_number_in_digits_has_its_own_digits(id_: str) -> None:
    """Scale words add zeros and separators fall away; nothing else may come between text and value."""
    for mention in read(id_)[1].values():
        compound = re.search("tỷ.*triệu", mention["text"], re.DOTALL)
        if mention["kind"] in ("docref", "date", "duration") or mention.get("spelled") or compound:
            continue
        unit = mention.get("unit", "").removeprefix("đồng")
        written = re.sub(r"\D", "", mention["text"].removesuffix(unit).replace(f"{unit} ", " "))
        valued = re.sub(r"\D", "", mention["value"])
        if ".." in mention["value"]:  # each end has got its own zeros
            written, valued = written.replace("0", ""), valued.replace("0", "")
        assert written.strip("0") == valued.strip("0"), mention


@pytest.mark.parametrize("id_", IDS)
def test_relations_name_mentions_of_the_right_kinds(id_: str) -> None:
    _, mentions, relations = read(id_)
    for relation in relations:
        name = relation["rel"]
        roles = relation.keys() - {"rel"}
        assert NEEDED[name] <= roles <= ROLES[name].keys(), relation
        assert name != "share" or roles != {"percent"}, relation
        for role in roles:
            starts = relation[role] if role == "parts" else [relation[role]]
            assert {mentions[start]["kind"] for start in starts} <= ROLES[name][role], relation
    seen = [json.dumps(relation, sort_keys=True) for relation in relations]
    assert len(seen) == len(set(seen))


def test_a_date_that_dates_a_document_is_noted_on_it_and_the_other_way_round() -> None:
    for _, relation, mentions in related("dated"):
        assert mentions[relation["docref"]]["date"] == mentions[relation["date"]]["value"]
    linked = {(id_, relation["docref"]) for id_, relation, _ in related("dated")}
    assert linked == {
        (id_, start)
        for id_ in IDS
        for start, m in read(id_)[1].items()
        if m["kind"] == "docref" and "date" in m
    }


def test_the_seed_articles_figures_are_all_there() -> None:
    _, mentions, relations = read("article-cadre-training")
    assert tuple(mention["value"] for mention in mentions.values()) == SEED
    found = set()
    for relation in relations:
        name = relation["rel"]
        first, second = (relation[role] for role in SEED_ROLES[name])
        starts = [first, *second] if name == "sum" else [first, second]
        found.add((name, *(mentions[start]["value"] for start in starts)))
    assert found == SEED_RELATIONS


def test_sums_hold_but_for_the_planted_one() -> None:
    wrong = []
    for id_, relation, mentions in related("sum"):
        whole, parts = mentions[relation["whole"]], [mentions[start] for start in relation["parts"]]
        assert len(parts) >= 2
        assert {part.get("unit") for part in parts} == {whole.get("unit")}
        if number(whole) != sum(map(number, parts)):
            wrong.append((id_, whole["text"]))
    assert wrong == [PLANTED_SUM]


def test_percentages_of_counted_wholes_are_possible_but_for_the_planted_one() -> None:
    """A percentage of people must be that of a whole number of them, to the decimals that are written."""
    impossible = []
    for id_, relation, mentions in related("share"):
        percent, base = mentions[relation["percent"]], mentions.get(relation.get("base"))
        if base is None or base["kind"] != "count":
            continue
        half = step(percent) / 2
        least = ((number(percent) - half) * number(base) / 100).to_integral_value(ROUND_CEILING)
        most = ((number(percent) + half) * number(base) / 100).to_integral_value(ROUND_FLOOR)
        if least > most:
            impossible.append((id_, percent["text"]))
    assert impossible == [PLANTED_SHARE]


def test_shares_agree_with_their_stated_parts() -> None:
    tested = 0
    for id_, relation, mentions in related("share"):
        if relation.keys() >= {"base", "part"}:
            percent, base, part = (mentions[relation[role]] for role in ("percent", "base", "part"))
            stated = number(part) * 100 / number(base)
            assert abs(stated - number(percent)) <= step(percent) / 2, (id_, percent)
            tested += 1
    assert tested >= 10


def test_shares_of_classes_that_exclude_each_other_make_a_hundred_but_for_the_planted_ones() -> None:
    """A sentence that divides a whole (`Phân theo thời hạn: …`) gives every class of it."""
    tested, wrong = 0, []
    for id_ in IDS:
        text, mentions, _ = read(id_)
        for divided in re.finditer(r"Phân theo [^:.]+:[^.]+\.", text):
            inside = [m for start, m in mentions.items() if divided.start() < start < divided.end()]
            total = sum(number(m) for m in inside if m["kind"] == "percent")
            tested += 1
            if total != 100:
                wrong.append((id_, total))
    assert tested >= 2
    assert wrong == [PLANTED_TOTAL]


def test_a_document_has_one_date_wherever_it_is_cited_but_for_the_planted_one() -> None:
    contradicted = set()
    for id_ in IDS:
        cited = [m for m in read(id_)[1].values() if m["kind"] == "docref" and "date" in m]
        dates = {(m["value"], m.get("issuer"), m["date"]) for m in cited}
        named = [dated[:2] for dated in dates]
        contradicted |= {(id_, name) for name, issuer in named if named.count((name, issuer)) > 1}
    assert contradicted == {PLANTED_CITATION}


def test_changes_agree_with_their_levels_but_for_the_planted_one() -> None:
    tested, wrong = 0, []
    for id_, relation, mentions in related("change"):
        now, before, by = (mentions.get(relation.get(role)) for role in ("now", "before", "by"))
        assert now is not None
        assert before is not None
        if by is None:
            continue
        moved = number(now) - number(before)
        assert by["change"] == ("up" if moved > 0 else "down"), (id_, by)
        if by["kind"] == "percent" and by["unit"] == "%":
            moved = moved * 100 / number(before)
        if abs(abs(moved) - number(by)) > step(by) / 2:
            wrong.append((id_, by["text"]))
        tested += 1
    assert tested >= 8
    assert wrong == [PLANTED_CHANGE]


def test_days_exist_but_for_the_planted_ones() -> None:
    impossible = set()
    for id_ in IDS:
        for mention in read(id_)[1].values():
            if mention["kind"] != "date":
                continue
            missing = {day for day in re.findall(r"\d{4}-\d\d-\d\d", mention["value"]) if not _exists(day)}
            assert bool(missing) == mention.get("invalid", False), mention
            impossible |= {(id_, day) for day in missing}
            first, _, last = mention["value"].partition("/")
            assert not last or first < last, mention
    assert impossible == PLANTED_DATES


def test_weekdays_are_those_of_their_dates_but_for_the_planted_one() -> None:
    """A weekday right before a day of the calendar (`thứ Năm, ngày 15/10/2020`) is that day's own."""
    tested, wrong = 0, []
    for id_ in IDS:
        text, mentions, _ = read(id_)
        for start, mention in mentions.items():
            named = re.search(rf"(?i)\b({'|'.join(WEEKDAYS)}),? ?\(?$", text[:start])
            if (
                mention["kind"] != "date"
                or not named
                or not re.fullmatch(r"\d{4}-\d\d-\d\d", mention["value"])
            ):
                continue
            weekday = WEEKDAYS[datetime.date.fromisoformat(mention["value"]).weekday()]
            tested += 1
            if named[1].casefold() != weekday:
                wrong.append((id_, text[named.start() : mention["end"]]))
    assert tested >= 2
    assert wrong == [PLANTED_WEEKDAY]


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def test_the_guidelines_examples_stand_in_the_corpus() -> None:
    guideline = (CORPUS / "GUIDELINE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", guideline, re.MULTILINE)
    stand = {(m["text"], m["value"]) for id_ in IDS for m in read(id_)[1].values()}
    assert len(rows) >= 45
    assert [row for row in rows if row not in stand] == []
    headings = re.findall(r"^### (\w+):", guideline, re.MULTILINE)
    assert sorted(headings) == sorted(FIELDS)


def test_the_readme_says_what_each_document_is_for() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([a-z-]+)` \| [A-Za-z ]+ \| ", readme, re.MULTILINE)
    assert described == IDS
    for planted in (
        PLANTED_SUM,
        PLANTED_SHARE,
        PLANTED_CHANGE,
        PLANTED_WEEKDAY,
        PLANTED_CITATION,
        PLANTED_TOTAL,
        *PLANTED_DATES,
    ):
        assert f"| `{planted[0]}` |" in readme.partition("## Planted errors")[2]


def page_text(path: Path) -> str:
    from lxml import html

    return str(html.fromstring(path.read_bytes()).text_content())


def word_text(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(cells[:2] + paragraphs + cells[2:])


def pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("name", "extract"),
    [
        ("article-history.html", page_text),
        ("news-storm.html", page_text),
        ("decision-ministry.docx", word_text),
        ("report-statistics-month.pdf", pdf_text),
    ],
)
def test_a_document_in_another_format_says_the_same(name: str, extract: Any) -> None:
    path = CORPUS / "formats" / name
    assert path.stat().st_size < 60_000
    stem = path.name.partition(".")[0]
    rest = _flat(extract(path))
    for mention in read(stem)[1].values():
        before, found, rest = rest.partition(_flat(mention["text"]))
        assert found, (mention["text"], before[:80])


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_the_word_and_pdf_files_are_those_of_the_texts(tmp_path: Path) -> None:
    """A text edited without setting its other formats anew is found here."""
    word, pdf = corpus_formats.WORD, corpus_formats.PDF
    corpus_formats.write_docx(read(word)[0], tmp_path / f"{word}.docx")
    corpus_formats.write_pdf(read(pdf)[0], tmp_path / f"{pdf}.pdf")
    kept = CORPUS / "formats"
    assert word_text(tmp_path / f"{word}.docx") == word_text(kept / f"{word}.docx")
    assert pdf_text(tmp_path / f"{pdf}.pdf") == pdf_text(kept / f"{pdf}.pdf")
