"""Numbers in words, to write texts whose figures are known."""

from __future__ import annotations


def spell(number: int, *, southern: bool = False) -> str:
    """The number in words, as officially written out.

    Args:
        number: 0 to 10**18 - 1.
        southern: `ngàn` and `lẻ` instead of `nghìn` and `linh`.

    Raises:
        ValueError: the number is negative or too large.

    >>> spell(2005), spell(1_000_021, southern=True)
    ('hai nghìn không trăm linh năm', 'một triệu không trăm hai mươi mốt')
    """
    if not 0 <= number < 10**18:
        raise ValueError(f"{number} is outside 0 to 10^18 - 1")
    if number == 0:
        return "không"
    if number >= 10**9:
        high, rest = divmod(number, 10**9)
        low = _spell_billion(rest, southern, first=False)
        return " ".join([_spell_billion(high, southern, first=True), "tỷ", *low.split()])
    return _spell_billion(number, southern, first=True)


def _spell_billion(number: int, southern: bool, *, first: bool) -> str:
    words: list[str] = []
    names = (("triệu", 10**6), ("ngàn" if southern else "nghìn", 10**3), ("", 1))
    for name, value in names:
        group = number // value % 1000
        if group:
            words += _spell_group(group, southern, first=first and not words)
            words += [name] if name else []
    return " ".join(words)


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _spell_group(group: int, southern: bool, *, first: bool) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not first else []
    if tens == 0:
        if ones and words:
            words.append("lẻ" if southern else "linh")
        return words + ([_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    last = {0: [], 1: ["một" if tens == 1 else "mốt"], 5: ["lăm"]}.get(ones, [_DIGITS[ones]])
    return words + last
