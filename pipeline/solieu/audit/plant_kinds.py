"""The slips of the pen that the harness plants: each turns a mention's text into a wrong one.

A slip leaves a figure well formed (`14.340` without its zero is `1.434`), always changes its value, and is
drawn with the generator that is handed in, so that one seed gives the same slips everywhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Any

Row = Mapping[str, Any]
Slip = Callable[[Row, Random], str | None]

# A number as it stands in a mention: `14.340`, `27,98`, `13`
_RUN = re.compile(r"\d+(?:[.,]\d+)*")
# A number with its thousands marked: `1.234.567,8`; by commas only where there are two, as in `1,234,567`
_GROUPED = re.compile(r"\d{1,3}(?:(?P<point>\.)\d{3}(?:\.\d{3})*|(?P<comma>,)\d{3}(?:,\d{3})+)(?!\d)")
# What ends the part of a mention that is the number itself: the unit may hold one (`vụ/10.000 dân`)
_LETTER = re.compile(r"[^\W\d_]|%")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FAR = {"day": 9, "month": 3, "year": 2}

FIGURES = ("count", "percent", "money", "measure", "age", "ratio")


def change_digit(row: Row, random: Random) -> str | None:
    """A figure with one digit changed; None for a number in words.

    >>> change_digit({"kind": "count", "text": "218"}, Random(1))
    '211'
    """
    spot = _spot(row, random)
    if spot is None:
        return None
    run = spot.group()
    places = [place for place, character in enumerate(run) if character.isdigit()]
    place = random.choice(places)
    leads = place == 0 and len(places) > 1
    other = random.choice([digit for digit in "0123456789"[leads:] if digit != run[place]])
    return _put(row, spot, run[:place] + other + run[place + 1 :])


def swap_digits(row: Row, random: Random) -> str | None:
    """A figure with two neighbouring digits swapped; None where no two differ.

    >>> swap_digits({"kind": "percent", "text": "27,2%"}, Random(0))
    '22,7%'
    """
    spot = _spot(row, random)
    swapped = None if spot is None else _swapped(spot.group(), random)
    return None if spot is None or swapped is None else _put(row, spot, swapped)


def move_zero(row: Row, random: Random) -> str | None:
    """A figure without one of its zeros; where it has none that counts, with one more.

    >>> move_zero({"kind": "count", "text": "14.340"}, Random(0))
    '1.434'
    """
    spot = _spot(row, random)
    if spot is None:
        return None
    whole, mark, decimals, grouping = _split(spot.group())
    last = len(decimals.rstrip("0"))
    digits = whole + decimals[:last]
    zeros = [place for place in range(1, len(digits)) if digits[place] == "0"]
    if zeros:
        place = random.choice(zeros)
        digits = digits[:place] + digits[place + 1 :]
        longer = -1
    else:
        first = len(digits) - len(digits.lstrip("0")) + 1
        place = random.randint(first, max(first, len(digits) - bool(last)))
        digits = digits[:place] + "0" + digits[place:]
        longer = 1
    size = len(whole) + longer * (place < len(whole) or (longer > 0 and place == len(whole)))
    return _put(row, spot, _joined(digits[:size], mark, digits[size:] + decimals[last:], grouping))


def shift_day(row: Row, random: Random) -> str | None:
    """A full date moved by some days within its month."""
    return _shifted(row, "day", random)


def shift_month(row: Row, random: Random) -> str | None:
    """A full date moved by some months within its year."""
    return _shifted(row, "month", random)


def shift_year(row: Row, random: Random) -> str | None:
    """A full date moved by a year or two.

    >>> shift_year({"kind": "date", "text": "ngày 9-2-2007", "value": "2007-02-09"}, Random(0))
    'ngày 9-2-2009'
    """
    return _shifted(row, "year", random)


def transpose_number(row: Row, random: Random) -> str | None:
    """A citation with two neighbouring digits of its running number swapped, or of the year in its number.

    >>> transpose_number({"kind": "docref", "text": "số 381-QĐ/TU", "value": "381-QĐ/TU"}, Random(0))
    'số 318-QĐ/TU'
    """
    first = re.match(r"\d+(?:/\d{4}(?=/))?", row["value"])
    if row["kind"] != "docref" or first is None:
        return None
    # The number as it stands in the text, where spaces may have slipped in.
    spot = re.search(r"(?<!\d)" + r"\s*".join(map(re.escape, first.group())) + r"(?!\d)", row["text"])
    runs = [] if spot is None else list(re.finditer(r"\d{2,}", spot.group()))
    runs = [run for run in runs if len(set(run.group())) > 1]
    if spot is None or not runs:
        return None
    run = random.choice(runs)
    swapped = _swapped(run.group(), random)
    start = spot.start() + run.start()
    return None if swapped is None else row["text"][:start] + swapped + row["text"][start + len(swapped) :]


SLIPS: Mapping[str, Slip] = MappingProxyType(
    {
        "digit changed": change_digit,
        "digits swapped": swap_digits,
        "zero dropped or added": move_zero,
        "day shifted": shift_day,
        "month shifted": shift_month,
        "year shifted": shift_year,
        "number transposed": transpose_number,
    }
)


def _spot(row: Row, random: Random) -> re.Match[str] | None:
    """The number of a figure that is to be wrong: of a fraction either, of an amount in steps any."""
    if row["kind"] not in FIGURES:
        return None
    runs = list(_RUN.finditer(row["text"]))
    letter = _LETTER.search(row["text"], runs[0].end()) if runs else None
    own = [run for run in runs if letter is None or run.start() < letter.start()]
    return random.choice(own) if own else None


def _put(row: Row, spot: re.Match[str], run: str) -> str:
    text: str = row["text"]
    return text[: spot.start()] + run + text[spot.end() :]


def _swapped(run: str, random: Random) -> str | None:
    places = [place for place, character in enumerate(run) if character.isdigit()]
    pairs = [
        (left, right)
        for left, right in pairwise(places)
        if run[left] != run[right] and not (left == 0 and run[right] == "0")
    ]
    if not pairs:
        return None
    left, right = random.choice(pairs)
    characters = list(run)
    characters[left], characters[right] = run[right], run[left]
    return "".join(characters)


def _split(run: str) -> tuple[str, str, str, str]:
    """A written number as its whole digits, decimal mark, decimals, and the mark between thousands."""
    grouped = _GROUPED.match(run)
    if grouped is not None:
        rest = run[grouped.end() :]
        return re.sub(r"\D", "", grouped.group()), rest[:1], rest[1:], grouped["point"] or grouped["comma"]
    parts = re.split(r"([.,])", run, maxsplit=1)
    return (parts[0], parts[1], re.sub(r"\D", "", parts[2]), "") if len(parts) == 3 else (run, "", "", "")


def _joined(whole: str, mark: str, decimals: str, grouping: str) -> str:
    if grouping:
        whole = f"{int(whole):,}".replace(",", grouping)
    return f"{whole}{mark}{decimals}" if decimals else whole


def _shifted(row: Row, part: str, random: Random) -> str | None:
    """A date with day, month or year moved; None for what is no full date in three numbers."""
    stated = _DAY.fullmatch(row.get("value", "")) if row["kind"] == "date" else None
    runs = list(re.finditer(r"\d+", row["text"]))
    if stated is None or len(runs) != 3:
        return None
    year, month, day = map(int, stated.groups())
    if [int(run.group()) for run in runs] != [day, month, year]:
        return None
    moved = []
    for delta in range(-_FAR[part], _FAR[part] + 1):
        new = {"day": (day + delta, month, year), "month": (day, month + delta, year)}.get(
            part, (day, month, year + delta)
        )
        if delta and 1 <= new[1] <= 12 and 1 <= new[0] <= monthrange(new[2], new[1])[1]:
            moved.append(new)
    if not moved:
        return None
    number = random.choice(moved)
    index = ("day", "month", "year").index(part)
    run = runs[index]
    digits = str(number[index]).zfill(len(run.group()) if run.group().startswith("0") else 1)
    text: str = row["text"]
    return text[: run.start()] + digits + text[run.end() :]
