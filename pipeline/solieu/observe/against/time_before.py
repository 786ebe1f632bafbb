"""What the time comes to that a figure is set against: `cùng kỳ năm trước` of a month is a month as well."""

from __future__ import annotations

from solieu.observe.when import timex
from solieu.observe.when.times import Time


def time_before(period: str | None, time: Time) -> str | None:
    """The time that `cùng kỳ` or `tháng trước` name for a figure, None where the text does not let one know.

    Args:
        period: the figure's period in the form of dates.
        time: what the figure is set against.
    """
    if time.same:
        return _same(period, time.value)
    if time.meaning.endswith("-1") and period is not None:
        return _before(period, time)
    return time.value


def _same(period: str | None, value: str | None) -> str | None:
    """The stretch of a period a year earlier, or in the year that is named."""
    year = timex.year(value) if value else None
    own = timex.year(period) if period else None
    if period is None or own is None:
        return value
    return timex.moved(period, -1 if year is None else year - own)


def _before(period: str, time: Time) -> str | None:
    """The time before a figure's period that words like `tháng trước` name."""
    name = time.meaning.removeprefix("end ").removesuffix("-1")
    unit = timex.unit(period)
    if time.meaning.startswith("end "):
        year = timex.year(period)
        return f"{year - 1:04}-12-31" if year else time.value
    if name == unit or (name == "stage" and unit == "interval"):
        return timex.before(period)
    if name == "year" and (year := timex.year(period)):
        # `vụ đông năm trước` of a season that reaches into a second year is the season before.
        return timex.before(period) if timex.is_season(period) else f"{year - 1:04}"
    return time.value
