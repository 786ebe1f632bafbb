"""Where sentences begin, by rule.

underthesea's `sent_tokenize` breaks after `Điều 1.` and before a small letter, does not break at the end of a
line, and costs the square of the length on `a.a.a.…`; these rules look only at what stands beside a mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from solieu.tokenise.atoms import Atom

# A line shorter than this was ended by its writer; a longer one may have been wrapped.
WRAP_WIDTH = 40

_MARKS = frozenset(".?!…")
_CLOSERS = frozenset("”’\"'»)]")
_OPENERS = frozenset("“‘\"'«([-–—•*+")
# A line that ends so ends its sentence or clause, however long it is.
_LINE_ENDS = _MARKS | frozenset(";:")

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# The number of a section, an article or a list item: II, 1.2, a.
_NUMBERING = re.compile(r"[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]")

# A list item's own letter at the beginning of a line: a), đ.
_ITEM = re.compile(r"[^\W\d_][).]")

# A number that goes on with the line before: a small word, a percent sign or more of a date stands after it
# (25 người, 27,98%, 3/2/2010); not the number of a list item (2., 1.2 Kết quả).
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,9}){0,5}(?:[ \u00a0]{0,2}%|[/-]\d|[ \u00a0](?P<word>[^\W\d_]))")


def sentence_starts(text: str, atoms: Sequence[Atom], abbreviations: Collection[str]) -> list[int]:
    """The indexes of the atoms that begin a sentence; the first atom always does.

    A line break ends a sentence, unless it only wraps a long line. Within a line `.`, `?`, `!` and `…` end it
    where what follows can begin another; not after an abbreviation or the number of a heading.

    Args:
        text: the text that the atoms are of.
        atoms: all of its atoms, in order.
        abbreviations: words whose full stop does not end a sentence.

    >>> from solieu.tokenise.atoms import atoms
    >>> sample = "Theo TS. An, có 1.238 lượt. Điều 2. Hiệu lực."
    >>> pieces = list(atoms(sample))
    >>> [sample[pieces[index].start :] for index in sentence_starts(sample, pieces, {"TS"})][1:]
    ['Điều 2. Hiệu lực.']
    """
    starts = [0] if atoms else []
    line_start = 0
    for index in range(1, len(atoms)):
        before, after = atoms[index - 1], atoms[index]
        breaks = _line_breaks(text, before.end, after.start)
        if breaks:
            wrapped = breaks == 1 and before.end - line_start >= WRAP_WIDTH and _goes_on(text, before, after)
            line_start = after.start
            if not wrapped:
                starts.append(index)
        elif _ends(atoms, starts[-1], index, abbreviations):
            starts.append(index)
    return starts


def _line_breaks(text: str, start: int, end: int) -> int:
    """The number of line breaks in a gap; most gaps are one space or none."""
    if end - start <= 1 and text[start:end] in " ":
        return 0
    return len(_BREAK.findall(text, start, end))


def _goes_on(text: str, before: Atom, after: Atom) -> bool:
    """Whether a line that begins with `after` continues a long line that ended in `before`."""
    if before.text[-1] in _LINE_ENDS:
        return False
    if after.text[0].isalpha():
        return (after.text[0].islower() or before.text == ",") and not _ITEM.match(text, after.start)
    amount = _AMOUNT.match(text, after.start)
    return bool(amount and before.text[-1].isalpha() and (amount["word"] is None or amount["word"].islower()))


def _ends(atoms: Sequence[Atom], start: int, index: int, abbreviations: Collection[str]) -> bool:
    """Whether a sentence that began at atom `start` ends before atom `index`, within a line."""
    mark = index - 1
    while mark > start and index - mark <= 3 and atoms[mark].text in _CLOSERS:
        mark -= 1
    if atoms[mark].text[-1] not in _MARKS or mark == start:
        return False
    follower = index
    while follower < min(index + 3, len(atoms) - 1) and atoms[follower].text in _OPENERS:
        follower += 1
    first = atoms[follower].text[0]
    if not (first.isupper() or first.isdigit()):
        return False
    word = atoms[mark - 1].text
    if atoms[index].start == atoms[index - 1].end:
        # No space between: `ba lớp.Năm 2010`, but not `Th.S`, `file.PDF`, `2.5`, `a.B`.
        return word[-1].islower() and len(word) > 1 and first.isupper() and atoms[follower].text[1:].islower()
    if atoms[mark].text != "." or atoms[mark].start > atoms[mark - 1].end:
        return True
    if (
        word in abbreviations
        or word.rpartition(".")[2] in abbreviations
        or (len(word) == 1 and word.isalpha())
    ):
        return False
    return not (mark - start <= 3 and _NUMBERING.fullmatch(word))
