"""What the time comes to that a figure is set against: `cùng kỳ năm trước` of a month is a month as well."""

from __future__ import annotations

import re

from solieu.observe.when import timex
from solieu.observe.when.times import Time

# A month of a year that is not known.
_MONTH = re.compile(r"XXXX-(\d\d)")


def time_before(period: str | None, time: Time) -> str | None:
    """The time that `cùng kỳ` or `tháng trước` name for a figure, None where the text does not let one know.

    Args:
        period: the figure's period in the form of dates.
        time: what the figure is set against.
    """
    if time.same:
        if time.value is None and period is not None and period.startswith("XXXX-"):
            return period  # the same stretch of the year before one that is not known
        return timex.same_stretch(period, time.value)
    if time.meaning.endswith("-1") and period is not None:
        return _before(period, time)
    return time.value


def _before(period: str, time: Time) -> str | None:
    """The time before a figure's period that words like `tháng trước` name."""
    name = time.meaning.removeprefix("end ").removesuffix("-1")
    unit = timex.unit(period)
    if name == "month" and (match := _MONTH.fullmatch(period)):
        return f"XXXX-{(int(match[1]) - 2) % 12 + 1:02}"
    if time.meaning.startswith("end "):
        year = timex.year(period)
        return f"{year - 1:04}-12-31" if year else time.value
    if name == unit or (name == "stage" and unit == "interval"):
        return timex.before(period)
    if name == "year" and (year := timex.year(period)):
        # `vụ đông năm trước` of a season that reaches into a second year is the season before.
        return timex.before(period) if timex.is_season(period) else f"{year - 1:04}"
    return time.value
