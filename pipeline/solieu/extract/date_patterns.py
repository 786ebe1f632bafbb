"""The patterns of dates: each says what it must match; the words in them come from the lexicon.

In a pattern `{name}` stands for a part made from the lexicon, `{tail}` for a year behind a day, month or
quarter. Groups are named alike in all of them: `lead`, `day`, `month`, `quarter`, `sep`, and `y_…` for a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from solieu.extract.numerals import WORDS
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import SPACE, alternation

# Gaps: on the line, perhaps over one line break, and at least one space or line break.
SP = rf"{SPACE}{{0,4}}"
S0 = rf"{SPACE}{{0,6}}(?:\n{SPACE}{{0,8}})?"
S1 = rf"(?:{SPACE}{{1,6}}(?:\n{SPACE}{{0,8}})?|\n{SPACE}{{0,8}})"
DASHES = r"[-\u2010-\u2015\u2212]"

# A day or month in digits, a day as large as 39 so that an impossible one is seen; a year from 1000 to 2199.
_DAY = r"(?:[0-3]\d|\d)(?!\d)"
_MONTH = r"(?:[01]\d|\d)(?!\d)"
_YEAR = r"(?:1\d{3}|2[01]\d{2})(?!\d|[.,]\d{1,3}(?!\d))"
_LETTER = r"(?-i:[a-zà-öø-ýăđĩũơưạ-ỹ])"

# What may not touch a date on its right: digits that would make it another number, a percent sign, a letter.
_END = rf"(?!\d|{SP}/{SP}\d|[.,]\d|{SP}%|{_LETTER})"

# The year behind a day, month or quarter: `/2019`, ` - 2019`, `.2019`, `, năm 2019`, ` 2019`, `/năm 2019`.
_TAIL = rf"""(?:
      {SP} (?: /{S0} | {DASHES}{S0} | \. ) (?:năm{S1})? (?P<y_sep>{_YEAR})
    | {S0},?{S0} (?:của{S1})? năm (?: {S0}(?P<y_lead>{_YEAR}) | {S1}(?P<y_words>{WORDS}) )
    | {SPACE}{{1,3}} (?P<y_bare>{_YEAR}) (?!{S1}{{figure}}\b)
    | {SP},{SP} (?P<y_comma>{_YEAR}) (?!{S1}{{figure}}\b)
    )"""
# Two-digit years: `12/3/09`.
_SHORT_YEAR = rf"(?: {SP}(?P=sep){S0}(?P<yy>\d\d)(?!\d|{SP}[/.]\d) )?"

_TEMPLATES = {
    # `ngày 9-2-2007`, `ngày 31 / 7/ 2013`, `ngày 13 tháng 01 năm 2014`, `mùng 3 tháng 2`, `mùng 2 Tết`, `ngày 12`
    "day": rf"""
        (?P<lead> ngày (?:{S1}(?:mồng|mùng))? | mồng | mùng ) {S0}
        (?P<day> {_DAY} | {{day_word}} )
        (?: {SP}(?P<sep>[/.]|{DASHES}){S0}(?P<month>{_MONTH}) {_SHORT_YEAR}
          | {S0},?{S0}tháng{S0}(?P<month_word>{{month_word}})
          | {S1}(?P<new_year>tết)\b
        )?
        {{tail}}? {_END}""",
    # the same without a lead: `9/2/2007`, `30.4.1975`, `18/4`, `13 tháng 5 năm 2019`
    "bare_day": rf"""
        (?P<day> {_DAY} )
        (?: {SP}(?P<sep>[/.]|{DASHES}){S0}(?P<month>{_MONTH}) {_SHORT_YEAR}
          | {S1}tháng{S0}(?P<month_word>{{month_word}})
        )
        {{tail}}? {_END}""",
    # `2019-05-20`, `2019/05/20`
    "iso_day": r"""
        (?P<y_sep>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>0\d|1[0-2])(?P=sep)(?P<day>[0-3]\d)(?!\d|[-/]\d)""",
    # `ngày … tháng 5 năm 2020`, `ngày    tháng   năm 2019`: a form whose blanks were never filled in
    "blank_day": rf"""
        (?P<lead>ngày) [\s._…]{{1,40}} tháng (?: [\s._…]{{0,8}}(?P<month>{_MONTH}) )? [\s._…]{{1,40}}
        năm {S0} (?P<y_lead>{_YEAR}) {_END}""",
    # `rằm tháng Giêng`: the fifteenth of a lunar month
    "full_moon": rf"(?P<lead>(?:ngày{S1})?rằm){S1}tháng{S0}(?P<month_word>{{month_word}}){{tail}}?{_END}",
    # `tháng 11/2004`, `tháng Tám năm 1945`, `tháng 9`, `tháng 3/75`
    "month": rf"""
        (?P<lead>tháng){S0}(?P<month_word>{{month_word}})
        (?: {{tail}} | /(?P<yy>[1-9]\d)(?!\d) )? {_END}""",
    # `6-2017`, `11/2018`
    "month_year": rf"(?P<month>{_MONTH}){SP}(?:/|{DASHES}){SP}(?P<y_sep>{_YEAR}){_END}",
    # `quý I/2019`, `quý 3 năm 2020`, `quý tư`, `Q3/2018`
    "quarter": rf"""
        (?: (?P<lead>q(?:uý|úy|uí|úi)){S0} | q\.?{SP}(?=\w{{1,3}}{SP}[/-]{SP}\d{{4}}) )
        (?P<quarter> (?:IV|I{{1,3}}|0?[1-4])(?!\w) | (?:nhất|một|hai|ba|bốn|tư)\b ) {{tail}}? {_END}""",
    # `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `2 tháng cuối năm`, `9 tháng 2015`, `hai quý đầu năm`, `9T/2018`
    "some_months": rf"""
        (?P<count> \d{{1,2}}(?!\d) | {{month_name}}\b )
        (?: {S0}(?P<unit>tháng|quý)
            (?: {S1}(?P<edge>đầu|cuối)(?:{S1}(?:tiên|của|trong)){{0,2}}
                (?: {S1}năm(?!{S1}học\b)(?:{S0}(?P<y_lead>{_YEAR}))? | {S1}(?P<y_bare>{_YEAR}) )
              | {S1}(?:(?:của|trong){S1})?năm{S0}(?P<y_sep>{_YEAR})
              | {SP}/?{SP}(?P<y_comma>{_YEAR}) )
          | (?-i:T){SP}/?{SP}(?P<y_short>{_YEAR}) )
        {_END}""",
    # `nửa đầu năm 2019`, `nửa cuối năm`, `nửa đầu 2018`
    "half": rf"""
        (?P<lead>nửa){S1}(?:năm{S1})?(?P<edge>đầu|cuối|sau)(?:{S1}của)?
        (?: {S1}năm(?!{S1}học\b)(?:{S0}(?P<y_lead>{_YEAR}))? | {S1}(?P<y_bare>{_YEAR}) ) {_END}""",
    # `năm 2010`, `năm học 2019`, `năm hai nghìn không trăm mười`, `năm 938`
    "year": rf"""
        (?P<lead>năm (?:{S1}(?:học|tài{S1}chính|tài{S1}kh(?:óa|oá)|ngân{S1}sách|kế{S1}hoạch|(?:âm|dương){S1}lịch))? )
        (?: {S0}(?P<y_lead>{_YEAR}) | {S1}(?P<y_words>{WORDS}) | {S1}(?P<y_old>[1-9]\d\d) ) {_END}""",
    # `2019`
    "bare_year": rf"(?P<y_bare>{_YEAR}){_END}",
    # `giai đoạn` before `2021`, `nhiệm kỳ từ năm` before `2016`: what leads a span of years, up to its first date
    "period": rf"""
        (?P<lead>{{period}}){S1}(?:từ{S1})?(?:(?:những|các){S1})?
        (?= (?:năm{S1})?{_YEAR} | (?:tháng|quý|ngày|đầu|giữa|cuối){S1}\w )""",
    # `thập niên 1960`, `thập kỷ 90`, `những năm 1980`, `những năm 60`: ten years
    "decade": rf"""
        (?: (?P<lead>{{decade}}){S1}(?:(?:những{S1})?năm{S1})?
          | (?P<many>những{S1}(?:(?:đầu|giữa|cuối){S1})?) (?P<word>năm){S1} )
        (?P<decade> (?:1\d|20)?\d0 ) (?!\d|[.,]\d|{S1}tuổi) {_END}""",
    # what goes on behind a day (`và 13`), a month (`, 4`), a quarter (`-III/2019`), a year (`, 2017`, `-25`)
    "next_day": rf"(?P<day>{_DAY}){_END}",
    "next_month": rf"(?P<month>{_MONTH}){{tail}}?{_END}",
    "next_quarter": rf"(?P<quarter>(?:IV|I{{1,3}}|0?[1-4])(?!\w)){{tail}}?{_END}",
    "next_year": rf"(?P<y_bare>{_YEAR}|\d\d(?!\d)){_END}",
    # where a date may begin: a lead word (also glued to the sentence before, `đấtNgày 4`), or digits that look so
    "anchor": rf"""
        (?: (?<!\w) | (?<={_LETTER})(?=(?-i:[NTQG])) )
        (?: (?P<day>ngày|mồng|mùng|rằm) | (?P<month>tháng) | (?P<year>năm) | (?P<quarter>q(?:uý|úy|uí|úi|\.?{SP}[\dI]))
          | (?P<half>nửa) | (?P<decade>{{decade}}|những{S1}(?:(?:đầu|giữa|cuối){S1})?năm) | (?P<period>{{period}})
          | (?P<some_months>{{month_name}}{S1}(?:tháng|quý){S1}(?:đầu|cuối|năm|của)) )
      | (?<![\w/]) (?<!\d[.,]) (?P<digits>\d\d?(?!\d|[.,]\d{{3}})|{_YEAR})""",
    # from one date on to the next: a range (`-`, `đến hết ngày`), a list (`,`, `và`), a double year (`2017/2018`)
    "link": rf"""
        (?P<range> {SP}{DASHES}{S0}
          | {S1}(?:cho{S1})?(?:đến|tới)(?:{S1}(?:hết|cuối|đầu|giữa|khoảng|khi|lúc)){{0,2}}{S1}{{daytime}} )
      | (?P<list> {SP}[,;]{S1}(?:và{S1})?(?:{{daytime}}|)
          | {SP},?{S1}(?:và|hoặc|hay|cùng|&){S1}
            (?: (?:cả|những|các|của|tháng|quý|đầu|giữa|cuối|còn|lại|trong|nhiệm|vụ|kế|hoạch|toàn|sang){S1}){{0,4}}{{daytime}}
          | {SP},?{S1}rạng{S1}(?:sáng{S1})? )
      | (?P<double> / )""",
    # `sáng`, `8h30`, `17 giờ 30 phút`: a time of day between a lead or link and its date
    "daytime": r"{daytime}",
}


@cache
def patterns(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """Every pattern by its name, with the words of a lexicon."""
    words: dict[str, list[str]] = {}
    for row in lexicon.rows("calendar"):
        words.setdefault(row["role"], []).append(row["word"])
    figures = [
        *lexicon.column("units", "name"), *lexicon.column("currencies", "name"),
        *lexicon.column("classifiers", "name"), "nghìn", "ngàn", "triệu", "tỷ", "tỉ",
    ]  # fmt: skip
    clock = rf"\d{{1,2}}{SP}(?:h|g|giờ)(?:{SP}\d{{1,2}}(?:{SP}phút)?)?"
    parts = {
        "tail": _TAIL,
        "day_word": _day_words(lexicon),
        "month_word": rf"(?:{_MONTH}|{{month_name}}\b)",
        "month_name": alternation(words["month"]),
        "period": alternation(words["period"]),
        "decade": alternation(words["decade"]),
        "figure": alternation(figures),
        "daytime": rf"(?:(?:{alternation(words['daypart'])}|{clock}){S1}){{0,2}}",
    }

    def filled(pattern: str) -> str:
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
        return pattern

    return {
        name: re.compile(filled(pattern), re.VERBOSE | re.IGNORECASE) for name, pattern in _TEMPLATES.items()
    }


def _day_words(lexicon: Lexicon) -> str:
    """A pattern for the days of a month in words: `một` to `ba mươi mốt`, `hai mốt`."""
    words: dict[str, list[str]] = {}
    for row in lexicon.rows("number_words"):
        words.setdefault(row["role"], []).append(row["word"])
    digit = alternation([word for word in words["digit"] if word != "không"])
    after = alternation(words["after_ten"])
    return (
        rf"(?:(?:hai|ba){S1}(?:mươi(?:{S1}(?:{after}|{digit}))?|{after})"
        rf"|mười(?:{S1}(?:{digit}|{after}))?|{digit})\b"
    )
