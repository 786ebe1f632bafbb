"""The forms of a single date: `ngày 9-2-2007`, `tháng Tám năm 1945`, `quý I/2019`, `6 tháng đầu năm`.

`Forms.at` reads the one that begins at a given place, `Forms.after` what goes on behind another date. Whether
neighbours share a year or make a range is the business of `date`, whether a bare number is a date at all that
of `context`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from solieu.extract.date.patterns import patterns
from solieu.extract.date.value import Moment, Span, Unit, decade, first_months, full_year, last_months
from solieu.extract.neighbours import Phrases
from solieu.extract.numerals import read_words
from solieu.lexicon import Lexicon

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LUNAR_MONTHS = ("giêng", "chạp")
_YEAR_GROUPS = (
    "y_sep", "y_lead", "y_bare", "y_comma", "y_short", "y_old", "y_noted", "y_alone", "yy",
)  # fmt: skip
# Groups of a year without `năm` before it, which may count what follows: `tháng 5, 2019 người`.
_COUNTING = ("y_bare", "y_comma")
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")


@dataclass(frozen=True, slots=True)
class Point:
    """A date that stands in a text, before its neighbours are looked at.

    `number` is where it begins behind its own lead word, `year_at` where its year is written. `weak` marks a
    number that is a date only beside another one, `lunar` a day of the lunar calendar, `many` a round year
    behind `những năm`, which is a decade unless it goes on as a range. `context` is the span of the other
    date that lent it a month or year.
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
    figures: Phrases

    def at(self, text: str, start: int, anchor: str) -> Point | None:
        """The date that begins at `start` with the kind of anchor that the pattern `anchor` found there."""
        if anchor == "period":
            return self._period(text, start)
        if anchor in ("month", "quarter"):
            count = self.patterns["count_before"].search(text, max(0, start - 16), start)
            point = self.some_months(text, count.start()) if count else None
            if point:
                return point
        if anchor == "digits" and not self.patterns["begins"].match(text, start):
            return None
        return self._first(text, start, _FORMS_OF[anchor])

    def after(self, text: str, start: int, unit: Unit) -> Point | None:
        """What stands at `start` as the continuation of a date whose last written unit is `unit`."""
        return self._first(text, start, _NEXT[unit])

    def some_months(self, text: str, start: int) -> Point | None:
        """`6 tháng đầu năm 2025`, `bốn tháng đầu năm`, if it begins at `start`."""
        return self._first(text, start, ("some_months",))

    def number(self, written: str) -> int:
        """A day, month or quarter in digits, Roman digits or words; 0 for what is none of them."""
        if written.isdecimal():
            return int(written)
        words = " ".join(written.casefold().split())
        known = self.months.get(words) or _ROMAN.get(words)
        return known if known is not None else int(read_words(words) or 0)

    def _first(self, text: str, start: int, names: Iterable[str]) -> Point | None:
        for name in names:
            found = _find(self, text, start, name)
            point = found and _READERS[name](self, found)
            if point:
                return point
        return None

    def _period(self, text: str, start: int) -> Point | None:
        """`giai đoạn`, `nhiệm kỳ` and the date behind it, which another one may follow."""
        match = self.patterns["period"].match(text, start)
        if match is None:
            return None
        anchor = self.patterns["anchor"].match(text, match.end())
        if anchor is None or anchor.lastgroup is None or anchor.lastgroup == "period":
            return None
        point = self.at(text, match.end(), anchor.lastgroup)
        return point and replace(point, start=start, rule="date.period", weak=False)


@cache
def forms(lexicon: Lexicon) -> Forms:
    """The forms of dates with the words of a lexicon."""
    months = {
        row["word"].casefold(): int(row["value"])
        for row in lexicon.rows("calendar")
        if row["role"] == "month"
    }
    figures = [*lexicon.column("units", "name"), *lexicon.column("currencies", "name"), *_SCALES]
    return Forms(patterns(lexicon), months, Phrases([*figures, *lexicon.column("classifiers", "name")]))


@dataclass(frozen=True, slots=True)
class _Found:
    """The match of a form's pattern, with the year that it holds and the place where that is written."""

    name: str
    match: re.Match[str]
    year: int | None
    year_at: tuple[int, int] | None

    def __getitem__(self, group: str) -> str:
        """What a group matched; empty where the pattern has no such group or it took no part."""
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    def point(
        self, span: Span, unit: Unit, rule: str, *groups: str, weak: bool = False, lunar: bool = False
    ) -> Point:
        """The date that the match is; `groups` hold its last number where no year follows that number."""
        match, end = self.match, self.match.end()
        if self.year_at is None and groups:
            end = max(match.end(group) for group in groups if self[group])
        return Point(
            match.start(), end, self.number, span, unit, f"date.{rule}", self.year_at, weak=weak, lunar=lunar
        )

    @property
    def number(self) -> int:
        """Where the date begins behind its lead word, which is where it begins if it has none."""
        if not self["lead"]:
            return self.match.start()
        rest = self.match.string[self.match.end("lead") : self.match.end()]
        return self.match.end() - len(rest.lstrip())


def _find(forms: Forms, text: str, start: int, name: str) -> _Found | None:
    """The match of a form's pattern at `start`; a number behind it that counts something is no year."""
    match = forms.patterns[name].match(text, start)
    if match is None:
        return None
    for group in _YEAR_GROUPS:
        if group in match.re.groupindex and match[group]:
            if group in _COUNTING and forms.figures.follow(text, match.end(group)):
                break
            return _Found(name, match, full_year(match[group]), match.span(group))
    if "y_words" in match.re.groupindex and match["y_words"]:
        value = read_words(match["y_words"])
        if value is not None and 1000 <= value < 2200 and value == int(value):
            return _Found(name, match, int(value), match.span("y_words"))
    return _Found(name, match, None, None)


def _read_day(forms: Forms, found: _Found) -> Point | None:
    day, written = forms.number(found["day"]), found["month"] or found["month_word"]
    if found["new_year"]:
        return _read_new_year(found, day)
    month = forms.number(written) if written else 0
    if not day or not month or (found.year is None and (month > 12 or day > 31)):
        return _read_day_alone(found, day) if found.name == "day" and found.year is None else None
    lunar = found["lead"].casefold() not in ("", "ngày") or found["month_word"].casefold() in _LUNAR_MONTHS
    rule = "day_month" if found.year is None else "day_month_year"
    moment = Moment(found.year, month, day)
    return found.point(Span(moment), "day", rule, "month", "month_word", lunar=lunar)


def _read_new_year(found: _Found, day: int) -> Point | None:
    """`mùng 2 Tết` opens the lunar year, `ngày 30 Tết` closes the one before."""
    if not 1 <= day <= 30:
        return None
    moment = Moment(found.year, 1 if day < 20 else 12, day)
    return found.point(Span(moment), "day", "lunar", "new_year", lunar=True)


def _read_day_alone(found: _Found, day: int) -> Point | None:
    """`ngày 12`, `mùng 3`: a day whose month is left out or stands with the next one."""
    if not 1 <= day <= 31:
        return None
    lunar = found["lead"].casefold() not in ("", "ngày")
    return found.point(Span(Moment(day=day)), "day", "day", "day", lunar=lunar)


def _read_iso(forms: Forms, found: _Found) -> Point | None:
    moment = Moment(found.year, int(found["month"]), int(found["day"]))
    return found.point(Span(moment), "day", "iso") if moment.valid else None


def _read_blank(forms: Forms, found: _Found) -> Point | None:
    month = forms.number(found["month"]) if found["month"] else None
    return found.point(Span(Moment(found.year, month)), "month" if month else "year", "blank")


def _read_full_moon(forms: Forms, found: _Found) -> Point | None:
    moment = Moment(found.year, forms.number(found["month_word"]), 15)
    return found.point(Span(moment), "day", "lunar", "month_word", lunar=True)


def _read_month(forms: Forms, found: _Found) -> Point | None:
    month = forms.number(found["month"] or found["month_word"])
    if not 1 <= month <= 12:
        return None
    rule = "month" if found.year is None else "month_year"
    weak = found.name == "next_month" and found.year is None
    return found.point(Span(Moment(found.year, month)), "month", rule, "month", "month_word", weak=weak)


def _read_quarter(forms: Forms, found: _Found) -> Point | None:
    quarter = forms.number(found["quarter"])
    if not 1 <= quarter <= 4:
        return None
    weak = found.name == "next_quarter" and found.year is None
    return found.point(
        Span(Moment(found.year, part=f"Q{quarter}")), "quarter", "quarter", "quarter", weak=weak
    )


def _read_some_months(forms: Forms, found: _Found) -> Point | None:
    count = forms.number(found["count"]) * (3 if found["unit"].casefold().startswith("q") else 1)
    if not 1 <= count <= 12 or (found.year is None and not found["edge"]):
        return None
    from_end = found["edge"].casefold() == "cuối"
    span = last_months(count, found.year) if from_end else first_months(count, found.year)
    return found.point(span, "half" if count == 6 else "months", "months")


def _read_half(forms: Forms, found: _Found) -> Point | None:
    part = "H1" if found["edge"].casefold() == "đầu" else "H2"
    return found.point(Span(Moment(found.year, part=part)), "half", "half")


def _read_year(forms: Forms, found: _Found) -> Point | None:
    if found.year is None:
        return None
    led = found.name == "year"
    return found.point(Span(Moment(found.year)), "year", "year" if led else "bare_year", weak=not led)


def _read_decade(forms: Forms, found: _Found) -> Point | None:
    year = full_year(found["decade"])
    if len(found["decade"]) == 2 and year > 2000:
        year -= 100
    start = found.match.start() if found["lead"] else found.match.start("word")
    span = Span(Moment(year)) if found["many"] else decade(year)
    at = found.match.span("decade")
    many = bool(found["many"])
    return Point(start, found.match.end(), at[0], span, "year", "date.decade", at, many=many)


def _read_next_day(forms: Forms, found: _Found) -> Point | None:
    day = int(found["day"])
    return found.point(Span(Moment(day=day)), "day", "day", weak=True) if 1 <= day <= 31 else None


_READERS: dict[str, Callable[[Forms, _Found], Point | None]] = {
    "day": _read_day,
    "bare_day": _read_day,
    "iso_day": _read_iso,
    "blank_day": _read_blank,
    "full_moon": _read_full_moon,
    "month": _read_month,
    "month_year": _read_month,
    "quarter": _read_quarter,
    "some_months": _read_some_months,
    "half": _read_half,
    "year": _read_year,
    "bare_year": _read_year,
    "decade": _read_decade,
    "next_day": _read_next_day,
    "next_month": _read_month,
    "next_quarter": _read_quarter,
    "next_year": _read_year,
}
# The forms that may begin with each kind of anchor, the longest first.
_FORMS_OF: dict[str, tuple[str, ...]] = {
    "day": ("full_moon", "day", "blank_day"),
    "month": ("month",),
    "year": ("year",),
    "quarter": ("quarter",),
    "half": ("half",),
    "decade": ("decade",),
    "digits": ("iso_day", "bare_day", "month_year", "some_months", "bare_year"),
}
# The forms that may go on behind a date, by its last written unit.
_NEXT: dict[Unit, tuple[str, ...]] = {
    "day": ("bare_day", "next_day"),
    "month": ("month_year", "next_month"),
    "quarter": ("next_quarter",),
    "half": (),
    "months": (),
    "year": ("next_year",),
}
