"""The patterns of dates: each says what it must match; the words in them come from the lexicon.

In a pattern `{name}` stands for a part made from the lexicon, `{tail}` for a year behind a day, month or
quarter. Groups are named alike in all of them: `lead`, `day`, `month`, `quarter`, `sep`, `y_…` for a year.
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
_QUARTER = r"(?:(?:IV|I{1,3}|0?[1-4])(?!\w)|(?:một|hai|ba|bốn|tư)\b)"
_SMALL = r"(?-i:[a-zà-öø-ýăđĩũơưạ-ỹ])"
# `năm học 2019-2020`, `năm tài chính 2018`: `năm` with what says which kind of year.
_YEAR_LEAD = rf"""
    năm (?: {S1}
        (?: học | tài{S1}(?:chính|kh(?:óa|oá)) | ngân{S1}sách | kế{S1}hoạch | (?:âm|dương){S1}lịch ) )?"""

# What may not touch a date on its right: digits or capitals that would make it another number
# (`01/2014/TT-BTP`), a percent sign, a letter; but days go on so: `ngày 5,6,7/3`. A letter may be glued to a
# year: `18/8/2015của`.
_DAYS_GO_ON = r"\d{1,2}(?:,\d{1,2}){0,6}/\d"
_OTHER_NUMBER = rf"\d|{SP}/{S0}(?:\d|(?-i:[A-ZĐÐ]))|\.\d|,(?!{_DAYS_GO_ON})\d"
_END = rf"(?!{_OTHER_NUMBER}|{SP}%|{_SMALL})"
_TAIL_END = rf"(?!{_OTHER_NUMBER})"
_YEAR_END = rf"(?!\d|[.,]\d|{SP}%)"
# A year with the mark of a footnote glued to it: `08/10/20181`.
_NOTED = r"(?P<y_noted>(?:19|20)\d\d)(?=[1-9]\d?(?!\d))"

# The year behind a day, month or quarter: `/2019`, ` - 2019`, `.2019`, `/năm 2019`; `, năm 2019`, with
# `tháng` mistyped for `năm`, or in words; ` 2019`; `, 2019`.
_TAIL = rf"""(?:
      {SP} (?: /{S0} | {DASHES}{S0} | \. ) (?:năm{S1})? (?P<y_sep>{_YEAR})
    | {S0},?{S0} (?:của{S1})? (?:năm|tháng(?={S0}\d{{4}}))
      (?: {S0}(?P<y_lead>{_YEAR}) | {S1}(?P<y_words>{WORDS}) )
    | {SPACE}{{1,3}} (?P<y_bare>{_YEAR})
    | {SP},{SP} (?P<y_comma>{_YEAR})
    )"""
_MAYBE_TAIL = rf"(?: {{tail}}{_TAIL_END} | {_END} )"
# `9-2`, `31 / 7`, with a year of two digits `12/3/09`; but `6-7 tháng 9`, `6 - 9-5-2016` are two days.
_NUMERIC_MONTH = rf"""
    {SP}(?P<sep>[/.]|{DASHES}){S0}(?P<month>{_MONTH})
    (?! {S1}tháng{S0}\d | {SP}{DASHES}{S0}\d{{1,2}}{DASHES}\d{{4}} )
    (?: {SP}(?P=sep){S0}(?P<yy>\d\d)(?!\d|{SP}[/.]\d) )?"""
_IN_YEAR = rf"(?: {S1}năm(?!{S1}(?:học|tài)\b)(?:{S0}(?P<y_lead>{_YEAR}))? | {S1}(?P<y_bare>{_YEAR}) )"

_TEMPLATES = {
    # `ngày 9-2-2007`, `ngày 13 tháng 01 năm 2014`, `mùng 3 tháng 2`, `mùng 2 Tết`, `ngày 12`
    "day": rf"""
        (?P<lead> ngày (?:{S1}(?:mồng|mùng))? | mồng | mùng ) {S0}
        (?P<day> {_DAY} | {{day_word}} )
        (?: {_NUMERIC_MONTH} | {S0},?{S0}tháng{S0}(?P<month_word>{{month_word}}) | {S1}(?P<new_year>tết)\b )?
        (?: {{tail}}{_TAIL_END} | (?:/|{S1}năm{S1}){_NOTED} | {_END} )""",
    # the same without a lead: `9/2/2007`, `30.4.1975`, `18/4`, `13 tháng 5 năm 2019`, `30 Tết`; `9 tháng
    # năm 2025` is none
    "bare_day": rf"""
        (?P<day>{_DAY})
        (?: {_NUMERIC_MONTH}
          | {S1}tháng{S0}(?!năm{S0}\d)(?P<month_word>{{month_word}})
          | (?<=[23]\d){S1}(?P<new_year>tết)\b )
        {_MAYBE_TAIL}""",
    # `2019-05-20`, `2019/05/20`
    "iso_day": r"""
        (?P<y_sep>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>0\d|1[0-2])(?P=sep)(?P<day>[0-3]\d)(?!\d|[-/]\d)""",
    # `ngày … tháng 5 năm 2020`, `ngày    tháng   năm 2019`: a form whose blanks were never filled in
    "blank_day": rf"""
        (?P<lead>ngày) [\s._…]{{1,40}} tháng (?: [\s._…]{{0,8}}(?P<month>{_MONTH}) )? [\s._…]{{1,40}}
        năm {S0} (?P<y_lead>{_YEAR}) {_END}""",
    # `rằm tháng Giêng`: the fifteenth of a lunar month
    "full_moon": rf"""
        (?P<lead>(?:ngày{S1})?rằm){S1}tháng{S0}(?P<month_word>{{month_word}}) {_MAYBE_TAIL}""",
    # `tháng 11/2004`, `tháng Tám năm 1945`, `tháng 9`, `tháng 3/75`
    "month": rf"""
        (?P<lead>tháng){S0}(?P<month_word>{{month_word}})
        (?: {{tail}}{_TAIL_END} | (?:/(?P<yy>[1-9]\d)(?!\d))?{_END} )""",
    # `6-2017`, `11/2018`
    "month_year": rf"(?P<month>{_MONTH}){SP}(?:/|{DASHES}){SP}(?P<y_sep>{_YEAR}){_END}",
    # `quý I/2019`, `quý 3 năm 2020`, `quý tư`, `Q3/2018`
    "quarter": rf"""
        (?: (?P<lead>q(?:uý|úy|uí|úi)){S0} | q\.?{SP}(?=\w{{1,3}}{SP}[/-]{SP}\d{{4}}) )
        (?P<quarter>{_QUARTER}) {_MAYBE_TAIL}""",
    # `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `2 tháng cuối năm`, `9 tháng 2015`, `hai quý đầu năm`,
    # `9T/2018`
    "some_months": rf"""
        (?P<count> \d{{1,2}}(?!\d) | {{month_name}}\b )
        (?: {S0}(?P<unit>tháng|quý)
            (?: {S1}(?P<edge>đầu|cuối)(?:{S1}(?:tiên|của|trong)){{0,2}} {_IN_YEAR}
              | {S1}(?:(?:của|trong){S1})?năm{S0}(?P<y_sep>{_YEAR})
              | {SP}/?{SP}(?P<y_comma>{_YEAR}) )
          | (?-i:T){SP}/?{SP}(?P<y_short>{_YEAR}) )
        {_END}""",
    # `nửa đầu năm 2019`, `nửa cuối năm`, `nửa đầu 2018`
    "half": rf"(?P<lead>nửa){S1}(?:năm{S1})?(?P<edge>đầu|cuối|sau)(?:{S1}của)? {_IN_YEAR} {_END}",
    # `năm 2010`, `năm học 2019`, `năm hai nghìn không trăm mười`, `năm 938`
    "year": rf"""
        (?P<lead>{_YEAR_LEAD})
        (?: {S0}(?P<y_lead>{_YEAR}) | {S1}(?P<y_words>{WORDS}) | {S1}(?P<y_old>[1-9]\d\d) | {S1}{_NOTED} )
        (?(y_noted)|{_YEAR_END})""",
    # `2019`
    "bare_year": rf"(?P<y_alone>{_YEAR}){_YEAR_END}",
    # `giai đoạn` before `2021`, `nhiệm kỳ từ năm` before `2016`: what leads a span of years
    "period": rf"""
        (?P<lead>{{period}}){S1}(?:từ{S1})?(?:(?:những|các){S1})?
        (?= (?:năm{S1})?{_YEAR} | (?:tháng|quý|ngày){S0}\w )""",
    # `thập niên 1960`, `thập kỷ 90`, `những năm 1980`, `những năm 60`: ten years
    "decade": rf"""
        (?: (?P<lead>{{decade}}){S1}(?:(?:những{S1})?năm{S1})?
          | (?P<many>những{S1}(?:(?:đầu|giữa|cuối){S1})?) (?P<word>năm){S1} )
        (?P<decade> (?:1\d|20)?\d0 ) (?!\d|[.,]\d|{S1}tuổi) {_END}""",
    # what goes on behind a day (`và 13`), a month (`, 4`), a quarter (`-III/2019`), a year (`, 2017`, `-25`)
    "next_day": rf"(?P<day>{_DAY}){_END}",
    "next_month": rf"(?P<month>{_MONTH}){_MAYBE_TAIL}",
    "next_quarter": rf"(?P<quarter>{_QUARTER}){_MAYBE_TAIL}",
    "next_year": rf"(?P<y_alone>{_YEAR}|\d\d(?!\d)){_YEAR_END}|{_NOTED}",
    # where a date may begin: a lead word (also glued to the sentence before, `đấtNgày 4`), or digits
    "anchor": rf"""
        (?: (?<!\w) | (?<={_SMALL})(?=(?-i:[NTQG])) )
        (?: (?P<day>ngày|mồng|mùng|rằm)(?![^\W\d_]) | (?P<month>tháng) | (?P<year>năm)(?![^\W\d_])
          | (?P<quarter>q(?:uý|úy|uí|úi|\.?{SP}[1-4I])) | (?P<half>nửa)\b
          | (?P<decade>{{decade}}|những{S1}(?:(?:đầu|giữa|cuối){S1})?năm)\b | (?P<period>{{period}})\b )
      | (?<![\w/]) (?<!\d[.,\u2010-\u2015-]) (?P<digits>\d\d?(?!\d|[.,]\d{{3}})|{_YEAR})""",
    # what must stand behind one or two digits, if a date is to begin with them
    "begins": rf"\d{{4}}|\d{{1,2}}(?:{SP}(?:[/.]|{DASHES})|{S0}(?:tháng|quý|quí)|{SP}T|,\d)",
    # a number in words before `tháng`: `sáu tháng đầu năm`
    "count_before": rf"(?<!\w){{month_name}}{S1}\Z",
    # from one date on to the next: a range (`-`, `đến hết ngày`), a list (`,`, `và`, `rạng sáng`), the whole
    # that it lies in (`trong` before `năm 2019`), a double year (`2017/2018`)
    "link": rf"""
        (?P<range> {SP}{DASHES}{S0}
          | {S1}(?:cho{S1})?(?:đến|tới)(?:{S1}(?:hết|cuối|đầu|giữa|khoảng|khi|lúc)){{0,2}}{S1}{{daytime}} )
      | (?P<list> {SP}[,;]{S1} (?:{{between}},?{S1}){{0,10}} {{daytime}} | ,(?={_DAYS_GO_ON})
          | {SP},?{S1}(?:và|hoặc|hay|cùng|&){S1} (?:{{between}},?{S1}){{0,10}} {{daytime}}
          | {SP},?{S1}rạng{S1}(?:sáng{S1})? )
      | (?P<whole> {S1}trong{S1}(?=năm\b) )
      | (?P<double> / )""",
}
# Words between a date and the one that is added to it: `quý III và những tháng cuối năm 2025`, `6 tháng đầu
# năm; phương hướng, nhiệm vụ 6 tháng cuối năm 2020`.
_BETWEEN = rf"""
    (?: và | cả | những(?!{S1}năm\b) | các | của | đầu | giữa | cuối | còn | lại | trong | toàn
      | phương | hướng | nhiệm | vụ
      | kế | hoạch | triển | khai | thực | hiện | giải | pháp | trọng | tâm | chủ | yếu | công | tác | đề | ra
      | tháng(?={S1}(?:đầu|giữa|cuối|còn)) )"""


@cache
def patterns(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """Every pattern by its name, with the words of a lexicon."""
    words: dict[str, list[str]] = {}
    for row in lexicon.rows("calendar"):
        words.setdefault(row["role"], []).append(row["word"])
    clock = rf"\d{{1,2}}{SP}(?:h|g|giờ)(?:{SP}\d{{1,2}}(?:{SP}phút)?)?"
    parts = {
        "tail": _TAIL,
        "between": _BETWEEN,
        "day_word": _day_words(lexicon),
        "month_word": rf"(?:{_MONTH}|{{month_name}}\b)",
        "month_name": alternation(words["month"]),
        "period": alternation(words["period"]),
        "decade": alternation(words["decade"]),
        # `sáng`, `8h30`, `17 giờ 30 phút`: a time of day between a link and its date
        "daytime": rf"(?:(?:{alternation(words['daypart'])}|{clock}){S1}){{0,2}}",
    }

    def filled(pattern: str) -> str:
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
        return pattern

    return {name: re.compile(filled(text), re.VERBOSE | re.IGNORECASE) for name, text in _TEMPLATES.items()}


@cache
def hints(lexicon: Lexicon) -> re.Pattern[str]:
    """A pattern for every place where an anchor may be, quick to search for; the anchor itself is stricter.

    `re` skips ahead only to a pattern that opens with one class of characters, and drops an alternative at
    once only if a plain letter opens it. So: the first letters of all lead words (or a digit), and behind
    it the rest of a lead word's first syllable in small letters or capitals.
    """
    leads = ["ngày", "mồng", "mùng", "rằm", "tháng", "năm", "quý", "qúy", "quí", "qúi", "nửa", "những"]
    leads += [row["word"] for row in lexicon.rows("calendar") if row["role"] in ("period", "decade")]
    syllables = {lead.split()[0] for lead in leads}
    firsts = {letter for syllable in syllables for letter in (syllable[0], syllable[0].upper())}
    rests = {rest for syllable in syllables for rest in (syllable[1:], syllable[1:].upper())}
    return re.compile(
        rf"[0-9{''.join(sorted(firsts))}]"
        rf"(?:{'|'.join(sorted(rests))}|(?<=[qQ])\.?{SPACE}?[1-4I]"
        r"|(?<=\d)(?<![\w/]\d)(?:\d?(?!\d)|\d{3}(?!\d)))"
    )


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
