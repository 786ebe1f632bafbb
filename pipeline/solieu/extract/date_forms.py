"""The forms of a single date: `ngày 9-2-2007`, `tháng Tám năm 1945`, `quý I/2019`, `6 tháng đầu năm`.

`Forms.at` reads the one that begins at a given place, `Forms.after` what goes on behind another date. Whether
neighbours share a year or make a range is the business of `date`, whether a bare number is a date at all that
of `date_context`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from solieu.extract.date_patterns import patterns
from solieu.extract.date_value import Moment, Span, Unit, decade, first_months, full_year, last_months
from solieu.extract.numerals import read_words
from solieu.lexicon import Lexicon

Match = re.Match[str]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "nhất": 1}
_YEAR_GROUPS = ("y_sep", "y_lead", "y_bare", "y_comma", "y_short", "y_old", "yy")


@dataclass(frozen=True, slots=True)
class Point:
    """A date that stands in a text, before its neighbours are looked at.

    `number` is where it begins behind its own lead word, `year_at` where its year is written. `weak` marks a
    number that is a date only beside another one, `lunar` a day of the lunar calendar, `many` a round year
    behind `những năm`, which is a decade unless it goes on as a range.
    """

    start: int
    end: int
    number: int
    span: Span
    unit: Unit
    rule: str
    year_at: tuple[int, int] | None = None
    weak: bool = False
    lunar: bool = False
    many: bool = False
    context: tuple[int, int] | None = None

    @property
    def led(self) -> bool:
        """Whether a lead word of its own begins it."""
        return self.number > self.start


@dataclass(frozen=True, slots=True)
class Forms:
    """The readers of all forms, with the patterns and month names of one lexicon."""

    patterns: Mapping[str, re.Pattern[str]]
    months: Mapping[str, int]

    def at(self, text: str, start: int, anchor: str) -> Point | None:
        """The date that begins at `start` with the kind of anchor that the pattern `anchor` found there."""
        if anchor == "period":
            return self._period(text, start)
        for name in _FORMS_OF[anchor]:
            match = self.patterns[name].match(text, start)
            point = match and _READERS[name](self, match, name)
            if point:
                return point
        return None

    def after(self, text: str, start: int, unit: Unit) -> Point | None:
        """What stands at `start` as the continuation of a date whose last written unit is `unit`."""
        for name in _NEXT[unit]:
            match = self.patterns[name].match(text, start)
            point = match and _READERS[name](self, match, name)
            if point:
                return point
        return None

    def number(self, written: str) -> int:
        """A day, month or quarter in digits, Roman digits or words; 0 for what is none of them."""
        if written.isdecimal():
            return int(written)
        words = " ".join(written.casefold().split())
        known = self.months.get(words) or _ROMAN.get(words)
        return known if known is not None else int(read_words(words) or 0)

    def _period(self, text: str, start: int) -> Point | None:
        """`giai đoạn`, `nhiệm kỳ` and the date behind it, which another one may follow."""
        match = self.patterns["period"].match(text, start)
        if match is None:
            return None
        anchor = self.patterns["anchor"].match(text, match.end())
        if anchor is None or anchor.lastgroup is None or anchor.lastgroup == "period":
            return None
        point = self.at(text, match.end(), anchor.lastgroup)
        return point and replace(point, start=start, rule="date.period")


@cache
def forms(lexicon: Lexicon) -> Forms:
    """The forms of dates with the words of a lexicon."""
    months = {
        row["word"].casefold(): int(row["value"]) for row in lexicon.rows("calendar") if row["role"] == "month"
    }
    return Forms(patterns(lexicon), months)


def _year(match: Match) -> tuple[int | None, tuple[int, int] | None]:
    """The year that a match holds, with the place where it is written."""
    groups = match.re.groupindex
    for name in _YEAR_GROUPS:
        if name in groups and match[name]:
            return full_year(match[name]), match.span(name)
    if "y_words" in groups and match["y_words"]:
        value = read_words(match["y_words"])
        if value is not None and 1000 <= value < 2200 and value == int(value):
            return int(value), match.span("y_words")
    return None, None


def _end(match: Match, year_at: tuple[int, int] | None, *names: str) -> int:
    """Where the date ends: at its last number, where words behind `năm` turned out to be no year."""
    if year_at is None and "y_words" in match.re.groupindex and match["y_words"]:
        return max(match.end(name) for name in names if match[name] is not None)
    return match.end()


def _point(match: Match, span: Span, unit: Unit, rule: str, *names: str) -> Point:
    """The point of a match whose span is known; `names` are its groups without the year."""
    _, year_at = _year(match)
    led = "lead" in match.re.groupindex and match["lead"] is not None
    number = match.end("lead") if led else match.start()
    return Point(match.start(), _end(match, year_at, *names), number, span, unit, f"date.{rule}", year_at)


def _read_day(forms: Forms, match: Match, name: str) -> Point | None:
    year, year_at = _year(match)
    day, written = forms.number(match["day"]), match["month"] or match["month_word"]
    if match["new_year"] if name == "day" else False:
        point = _point(match, Span(Moment(year, 1, day)), "day", "lunar", "day", "new_year")
        return replace(point, lunar=True)
    if written is None:
        return _day_alone(forms, match, day) if year is None else None
    month = forms.number(written)
    if not day or not month or (year is None and (month > 12 or day > 31)):
        return _day_alone(forms, match, day) if name == "day" and match["sep"] else None
    rule = "day_month" if year is None else "day_month_year"
    point = _point(match, Span(Moment(year, month, day)), "day", rule, "day", "month", "month_word")
    return replace(point, lunar=_is_lunar(match))


def _day_alone(forms: Forms, match: Match, day: int) -> Point | None:
    """`ngày 12`, `mùng 3`: a day whose month is left out or stands with the next one."""
    if not 1 <= day <= 31 or not match["day"].isdecimal() and match["lead"].casefold() == "ngày":
        return None
    end = match.end("day")
    number = match.end("lead")
    lunar = _is_lunar(match)
    return Point(match.start(), end, number, Span(Moment(day=day)), "day", "date.day", lunar=lunar)


def _is_lunar(match: Match) -> bool:
    """Whether the words are those of the lunar calendar: `mùng`, `tháng Chạp`, `tháng Giêng`."""
    lead = match["lead"] if "lead" in match.re.groupindex else None
    return bool(lead and "ngày" != lead.casefold()) or (match["month_word"] or "").casefold() in _LUNAR_MONTHS


_LUNAR_MONTHS = ("giêng", "chạp")


def _read_iso(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    moment = Moment(year, int(match["month"]), int(match["day"]))
    return _point(match, Span(moment), "day", "iso") if moment.valid else None


def _read_blank(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    month = forms.number(match["month"]) if match["month"] else None
    return _point(match, Span(Moment(year, month)), "month" if month else "year", "blank")


def _read_full_moon(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    point = _point(match, Span(Moment(year, forms.number(match["month_word"]), 15)), "day", "lunar", "month_word")
    return replace(point, lunar=True)


def _read_month(forms: Forms, match: Match, name: str) -> Point | None:
    group = "month_word" if name == "month" else "month"
    year, _ = _year(match)
    month = forms.number(match[group])
    if not 1 <= month <= 12:
        return None
    rule = "month" if year is None else "month_year"
    point = _point(match, Span(Moment(year, month)), "month", rule, group)
    return replace(point, weak=name == "next_month" and year is None)


def _read_quarter(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    quarter = forms.number(match["quarter"])
    if not 1 <= quarter <= 4:
        return None
    point = _point(match, Span(Moment(year, part=f"Q{quarter}")), "quarter", "quarter", "quarter")
    return replace(point, weak=name == "next_quarter" and year is None)


def _read_some_months(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    count = forms.number(match["count"]) * (3 if (match["unit"] or "").casefold().startswith("q") else 1)
    if not 1 <= count <= 12:
        return None
    from_end = (match["edge"] or "").casefold() == "cuối"
    span = last_months(count, year) if from_end else first_months(count, year)
    return _point(match, span, "half" if count == 6 else "months", "months")


def _read_half(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    part = "H1" if match["edge"].casefold() == "đầu" else "H2"
    return _point(match, Span(Moment(year, part=part)), "half", "half")


def _read_year(forms: Forms, match: Match, name: str) -> Point | None:
    year, _ = _year(match)
    if year is None:
        return None
    point = _point(match, Span(Moment(year)), "year", "year" if name == "year" else "bare_year")
    return replace(point, weak=name != "year")


def _read_decade(forms: Forms, match: Match, name: str) -> Point | None:
    year = full_year(match["decade"])
    if len(match["decade"]) == 2 and year > 2000:
        year -= 100
    start = match.start() if match["lead"] else match.start("word")
    span = Span(Moment(year)) if match["many"] else decade(year)
    at = match.span("decade")
    return Point(start, match.end(), at[0], span, "year", "date.decade", at, many=match["many"] is not None)


def _read_next_day(forms: Forms, match: Match, name: str) -> Point | None:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    return Point(match.start(), match.end(), match.start(), Span(Moment(day=day)), "day", "date.day", weak=True)


_READERS = {
    "day": _read_day, "bare_day": _read_day, "iso_day": _read_iso, "blank_day": _read_blank,
    "full_moon": _read_full_moon, "month": _read_month, "month_year": _read_month, "quarter": _read_quarter,
    "some_months": _read_some_months, "half": _read_half, "year": _read_year, "bare_year": _read_year,
    "decade": _read_decade, "next_day": _read_next_day, "next_month": _read_month,
    "next_quarter": _read_quarter, "next_year": _read_year,
}  # fmt: skip

# The forms that may begin with each kind of anchor, the longest first.
_FORMS_OF: dict[str, tuple[str, ...]] = {
    "day": ("full_moon", "day", "blank_day"),
    "month": ("month",),
    "year": ("year",),
    "quarter": ("quarter",),
    "half": ("half",),
    "decade": ("decade",),
    "some_months": ("some_months",),
    "digits": ("iso_day", "bare_day", "month_year", "some_months", "bare_year"),
}
_NEXT: dict[Unit, tuple[str, ...]] = {
    "day": ("bare_day", "next_day"),
    "month": ("bare_day", "month_year", "next_month"),
    "quarter": ("next_quarter",),
    "half": (),
    "months": (),
    "year": ("next_year",),
}
