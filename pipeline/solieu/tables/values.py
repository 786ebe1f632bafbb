"""Values and origins as columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from solieu.types import Origin, Quantity, Ratio, Value

_DECIMALS = 9
_WHOLE_DIGITS = 38 - _DECIMALS


def fitting(number: Decimal | None) -> Decimal | None:
    """The number if a decimal column (38 digits, 9 of them decimals) holds it exactly, else None.

    A number is never rounded to fit: the exact one stands in the column `value`.

    >>> fitting(Decimal("2E+6")), fitting(Decimal("0.50000000000000")), fitting(Decimal("1e-10"))
    (Decimal('2000000'), Decimal('0.5'), None)
    """
    if number is None or not number.is_finite():
        return None
    if number.is_zero():
        return Decimal(0)
    # By its first digit's place, for arithmetic would round a number of more than 28 digits.
    if not -_DECIMALS <= number.adjusted() < _WHOLE_DIGITS:
        return None
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    digits = format(number, "f")
    if exponent < -_DECIMALS:
        digits = digits.rstrip("0")
        if len(digits.partition(".")[2]) > _DECIMALS:
            return None
    return Decimal(digits)


def value_columns(value: Value) -> dict[str, Any]:
    """The value's text and, for quantities and ratios, its decimals."""
    row: dict[str, Any] = {"value": value.text}
    if isinstance(value, Quantity):
        row |= {"amount": fitting(value.low), "amount_high": fitting(value.high), "step": fitting(value.step)}
        row |= {"unit": value.unit, "scale": fitting(value.scale)}
    elif isinstance(value, Ratio):
        row |= {"numerator": fitting(value.numerator), "denominator": fitting(value.denominator)}
    return row


def origin_columns(origins: Sequence[Origin]) -> dict[str, Any]:
    """One place for a mention that may cross several stretches of source.

    The page, its printed number and the path are those where it begins, the box is around what stands on
    that page, the bytes go from the first to the last, the confidence is the lowest.
    """
    if not origins:
        return {}
    here = [origin for origin in origins if origin.page == origins[0].page]
    first = origins[0]
    row: dict[str, Any] = {name: getattr(first, name) for name in ("page", "page_label", "source_path")}
    for name, choose in _CHOOSE.items():
        known = [
            getattr(o, name) for o in (here if name in _BOX else origins) if getattr(o, name) is not None
        ]
        row[name] = choose(known) if known else None
    return row


_BOX = ("x0", "top", "x1", "bottom")
_CHOOSE = {
    "x0": min, "top": min, "x1": max, "bottom": max,
    "source_start": min, "source_end": max, "confidence": min,
}  # fmt: skip
