"""Whether a row agrees with itself and with the words that it names: values, decimals, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from solieu.audit.days import shows_date
from solieu.audit.digits import shows_number_of_document, shows_numbers
from solieu.intervals import interval
from solieu.tables import fitting

Row = Mapping[str, Any]
Complaints = Iterator[tuple[str, str]]

# The scale in the head of a table: `1.000 người`, `1000đ`, `trđ`.
_POWERS = re.compile(
    r"(?<![\d.,])(?P<power>1(?:[. ]?000){1,3})(?=\s?[^\W\d_])|(?<!\w)(?P<short>trđ)", re.IGNORECASE
)
_FRACTION = re.compile(r"(-?[\d.]+)/([\d.]+)")


def figure_complaints(row: Row, words: str, context: str) -> Complaints:
    """What is wrong with a row of `figures`: its value against the words, its decimals against its value."""
    if not any(shows_numbers(row["value"], said) for said in _sayings(words, context)):
        yield "value", f"{row['value']} cannot be read off {words!r}{_beside(context)}"
    fraction = _FRACTION.fullmatch(row["value"])
    if row["kind"] == "ratio" or (row["kind"] == "rank" and fraction):
        bounds = [fraction[1], fraction[2]] if fraction else [row["value"].split("..")[0], None]
        columns = ("numerator", "denominator")
    elif row["kind"] == "duration":
        bounds, columns = [None, None], ("amount", "amount_high")
    else:
        low, dots, high = row["value"].partition("..")
        bounds, columns = [low, high if dots else None], ("amount", "amount_high")
    for column, bound in zip(columns, bounds, strict=True):
        wanted = None if bound is None else fitting(Decimal(bound))
        if row[column] != wanted:
            yield column, f"says {row[column]}, the value is {row['value']}"


def date_complaints(row: Row, words: str, context: str) -> Complaints:
    """What is wrong with a row of `dates`: its value against the words, its days against its value."""
    if not any(shows_date(row["value"], said) for said in _sayings(words, context)):
        yield "value", f"{row['value']} cannot be read off {words!r}{_beside(context)}"
    value = row["value"]
    if row["resolved"] and row["date_start"] is not None:
        value = _with_year(value, row["date_start"].year)
    start, end, granularity = interval(value)
    unknown = row["resolved"] and row["date_start"] is None
    if not row["valid"] or unknown or row["rule"] == "date.lunar":  # days of the moon are none of Arrow's
        start = end = None
    for column, wanted in (("date_start", start), ("date_end", end), ("granularity", granularity)):
        if row[column] != wanted:
            yield column, f"says {row[column]}, the value {row['value']} gives {wanted}"


def citation_complaints(row: Row, words: str, context: str) -> Complaints:
    """What is wrong with a row of `citations`: number, name, year and date against the words."""
    number = row["number"]
    if number and not any(shows_number_of_document(number, said) for said in _sayings(words, context)):
        yield "number", f"{number} cannot be read off {words!r}{_beside(context)}"
    if row["name"] and not number and not shows_number_of_document(row["name"], words):
        yield "name", f"{row['name']!r} is not in {words!r}"
    if row["date"] is not None and not shows_date(row["date"].isoformat(), context or words):
        yield "date", f"{row['date']} cannot be read off {words!r}{_beside(context)}"
    said = f"{words} {number or ''} {context} {row['date'] or ''}"
    if row["year"] is not None and not shows_date(f"{row['year']:04d}", said):
        yield "year", f"{row['year']} cannot be read off {words!r}{_beside(context)}"


def _sayings(words: str, context: str) -> list[str]:
    """The words alone, and with what stands elsewhere in the text and lends part of the value."""
    if not context:
        return [words]
    scaled = [f"{words} {_POWERS.sub(_scale_word, context)}"] if _POWERS.search(context) else []
    return [words, f"{words} {context}", f"{context} {words}", context, *scaled]


def _scale_word(power: re.Match[str]) -> str:
    """The scale that the head of a table writes as a power of ten, or shortens: `1.000 người`, `trđ`."""
    if power["short"]:
        return "triệu đ"
    return {3: "nghìn ", 6: "triệu ", 9: "tỷ "}[power["power"].count("0")]


def _beside(context: str) -> str:
    return f" with {context!r}" if context else ""


def _with_year(value: str, year: int) -> str:
    """A value with the year that its days were given: the row says that it came from context."""
    first, slash, last = value.partition("/")
    crosses = slash and first[4:7] > last[4:7]
    filled = first.replace("XXXX", f"{year:04d}")
    return filled + slash + last.replace("XXXX", f"{year + bool(crosses):04d}")
