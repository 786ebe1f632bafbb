"""Number words read and spelled: `hai nghìn không trăm linh năm` is 2005.

A numeral is read scale by scale, the greatest first: what stands left of `triệu` is its multiplier, what
stands right of it is smaller than it. Northern and southern forms, `rưỡi` (a half of the scale before it),
`mốt`, `tư`, `lăm`, and digits read one by one after `phẩy` are all read; a run of words that is no number of
the language (`hai ba`, "two or three") is declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from solieu.lexicon import load
from solieu.lexicon.pattern import GAP, alternation
from solieu.types import trimmed

_ROLES: dict[str, str] = load().mapping("number_words", "word", "role")
_VALUES: dict[str, Decimal] = {
    word: Decimal(value) for word, value in load().mapping("number_words", "word", "value").items()
}
_WORD = alternation(_ROLES)

# A run of number words, no more than the longest that the language makes below 10^18 (about thirty).
WORDS = rf"\b{_WORD}(?:{GAP}{_WORD}){{0,30}}\b"
_SCALES = sorted(
    {(value, word) for word, value in _VALUES.items() if _ROLES[word] in ("scale", "hundred")}, reverse=True
)


def read_words(text: str) -> Decimal | None:
    """The number that a run of number words spells, or None where it spells none.

    >>> read_words("hai nghìn không trăm linh năm"), read_words("ba triệu rưỡi"), read_words("hai ba")
    (Decimal('2005'), Decimal('3500000'), None)
    """
    value = _read(tuple(text.casefold().split()))
    return None if value is None else trimmed(value)


@lru_cache(maxsize=4096)
def _read(words: tuple[str, ...]) -> Decimal | None:
    if not words or any(word not in _ROLES for word in words):
        return None
    if "phẩy" in words:
        return _read_point(words)
    for value, _ in _SCALES:
        at = _last(words, value)
        if at is not None:
            return _read_scale(words[:at], value, words[at + 1 :])
    return _read_tens(words)


def _last(words: Sequence[str], value: Decimal) -> int | None:
    places = [
        i for i, word in enumerate(words) if _VALUES[word] == value and _ROLES[word] in ("scale", "hundred")
    ]
    return places[-1] if places else None


def _read_point(words: tuple[str, ...]) -> Decimal | None:
    """`hai phẩy năm`: digits one by one, or as a number (`phẩy hai mươi lăm`), and then perhaps a scale."""
    at = words.index("phẩy")
    end = next((i for i in range(at + 1, len(words)) if _ROLES[words[i]] in ("scale", "hundred")), len(words))
    whole, decimals = _read(words[:at]), words[at + 1 : end]
    if whole is None or not decimals:
        return None
    if all(_ROLES[word] in ("digit", "after_ten") for word in decimals):
        digits = "".join(str(_VALUES[word]) for word in decimals)
    else:
        zeros = next((i for i, word in enumerate(decimals) if word != "không"), len(decimals))
        rest = _read(decimals[zeros:])
        if rest is None:
            return None
        digits = "0" * zeros + str(rest)
    number = Decimal(f"{whole}.{digits}")
    for word in words[end:]:
        if _ROLES[word] not in ("scale", "hundred"):
            return None
        number *= _VALUES[word]
    return number


def _read_scale(left: tuple[str, ...], scale: Decimal, right: tuple[str, ...]) -> Decimal | None:
    multiplier = _read(left) if left else Decimal(1)
    # A scale word alone (`trăm người`, `nghìn`) is a vague amount, no number; `trăm rưỡi` is one.
    if multiplier is None or (multiplier == 0 and scale != 100) or (not left and not right):
        return None
    if not right:
        return multiplier * scale
    if len(right) == 1 and (
        _ROLES[right[0]] == "half" or (0 < _VALUES[right[0]] < 10 and _elliptic(scale, right[0]))
    ):
        part = _VALUES[right[0]] if _ROLES[right[0]] == "half" else _VALUES[right[0]] / 10
        return multiplier * scale + part * scale
    if _ROLES[right[0]] == "filler":
        right = right[1:]
        if len(right) != 1 or _VALUES[right[0]] >= 10:
            return None
    rest = _read(right)
    return None if rest is None or rest >= scale else multiplier * scale + rest


def _elliptic(scale: Decimal, word: str) -> bool:
    """`triệu hai` is 1,200,000, `trăm tư` 140; after `nghìn` only a word that ends no other number."""
    return scale >= 10**6 or scale == 100 or _ROLES[word] == "after_ten"


def _read_tens(words: tuple[str, ...]) -> Decimal | None:
    roles = tuple(_ROLES[word] for word in words)
    values = tuple(_VALUES[word] for word in words)
    match roles:
        case ("digit",) | ("ten",):
            return values[0]
        case ("ten", "digit" | "after_ten") if words[1] not in ("mốt", "không"):
            return values[0] + values[1]
        case ("digit", "tens") if values[0] > 1 or words[1] == "chục":
            return values[0] * 10
        case ("digit", "tens", "half") if words[1] == "chục":
            return values[0] * 10 + 5
        case ("digit", "tens", "digit" | "after_ten") if values[0] > 1 and values[2] > 0:
            return values[0] * 10 + values[2]
        case ("digit", "after_ten") if values[0] > 1:
            return values[0] * 10 + values[1]
    if len(words) == 4 and set(roles) <= {"digit", "after_ten"} and values[0] in (1, 2):
        return sum(
            (value * 10 ** (3 - i) for i, value in enumerate(values)), Decimal(0)
        )  # a year read digit by digit
    return None
