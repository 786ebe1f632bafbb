"""The tests of stated figures: pure functions of mentions, relations and text.

Half-up rounding of the digits as written decides. What only another way of rounding or a hedge would
reconcile is `ambiguous`; what cannot be tested is `not_testable` and says why, and is never shown as passed.
Adding a check is one function and its name in `CHECKS`, or in `WORDED` if it needs the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solieu.check.amounts.changes import check_changes
from solieu.check.amounts.denominators import check_denominators
from solieu.check.amounts.equals import check_equals
from solieu.check.amounts.products import check_products
from solieu.check.amounts.rates import check_rates
from solieu.check.amounts.shares import check_lone_shares, check_shares
from solieu.check.amounts.sums import check_sums
from solieu.check.amounts.totals import check_share_totals
from solieu.check.citing.acts import check_acts
from solieu.check.citing.alike import check_alike
from solieu.check.citing.citations import check_document_dates, check_number_years, check_possible_years
from solieu.check.citing.effect import check_effect
from solieu.check.citing.order import check_order
from solieu.check.citing.sequence import check_sequence
from solieu.check.citing.swapped import check_swapped
from solieu.check.citing.symbols import check_symbols
from solieu.check.tables.text import check_table_text
from solieu.check.tables.totals import check_table_totals
from solieu.check.telling.in_words import check_in_words
from solieu.check.telling.persons import check_persons
from solieu.check.telling.repeats import check_repeats
from solieu.check.telling.rolls import check_rolls
from solieu.check.telling.tallies import check_tallies
from solieu.check.times.almanac import check_weekday_pairs, check_year_names
from solieu.check.times.calendar import check_days, check_periods, check_weekdays
from solieu.check.times.day_parts import check_day_parts
from solieu.check.times.moon_days import check_moon_days
from solieu.check.times.spans import check_spans
from solieu.check.times.tidings import check_tidings
from solieu.check.times.today import check_today
from solieu.check.times.years import check_years
from solieu.check.times.zones import check_zones
from solieu.lexicon import Lexicon, load
from solieu.types import Cell, Finding, Mention, Relation

Check = Callable[[Sequence[Mention], Sequence[Relation], str], list[Finding]]
WordedCheck = Callable[[Sequence[Mention], Sequence[Relation], str, Lexicon], list[Finding]]

CHECKS: tuple[Check, ...] = (
    check_sums,
    check_shares,
    check_lone_shares,
    check_share_totals,
    check_changes,
    check_products,
    check_repeats,
    check_in_words,
    check_days,
    check_weekdays,
    check_weekday_pairs,
    check_year_names,
    check_moon_days,
    check_years,
    check_today,
    check_tidings,
    check_day_parts,
    check_periods,
    check_spans,
    check_number_years,
    check_possible_years,
    check_document_dates,
    check_alike,
    check_swapped,
    check_order,
    check_sequence,
    check_effect,
    check_persons,
    check_rolls,
    check_tallies,
    check_denominators,
    check_rates,
)
# The tests that look bodies, units or currencies up in the vocabulary.
WORDED: tuple[WordedCheck, ...] = (check_symbols, check_acts, check_equals, check_zones)
TableCheck = Callable[[Sequence[Mention], Sequence[Cell], str], list[Finding]]
# The tests of the tables of a source, for which the mentions in their cells are told by the cells.
TABLE_CHECKS: tuple[TableCheck, ...] = (check_table_totals, check_table_text)


def check(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str, lexicon: Lexicon | None = None
) -> list[Finding]:
    """Every test of a document's figures, check by check and in text order within each.

    Args:
        mentions: all mentions of the document.
        relations: how they belong together.
        text: the document's text, for the words around them.
        lexicon: the vocabulary; None for the project's own.
    """
    words = lexicon or load()
    plain = [finding for test in CHECKS for finding in test(mentions, relations, text)]
    return plain + [finding for test in WORDED for finding in test(mentions, relations, text, words)]


def check_cells(mentions: Sequence[Mention], cells: Sequence[Cell], text: str) -> list[Finding]:
    """Every test of the tables of a document.

    Args:
        mentions: all mentions of the document, those in cells among them.
        cells: its tables.
        text: the document's text.
    """
    return [finding for test in TABLE_CHECKS for finding in test(mentions, cells, text)]
