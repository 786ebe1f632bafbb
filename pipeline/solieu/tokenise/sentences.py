"""Where sentences begin, by rule.

underthesea's `sent_tokenize` breaks after `Điều 1.` and before a small letter, does not break at the end of a
line, and costs the square of the length on `a.a.a.…`; these rules look only at what stands beside a mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from solieu.tokenise.atoms import Atom, atoms

# A line shorter than this was ended by its writer; a longer one, and what goes on from it, may be wrapped.
WRAP_WIDTH = 40

# No sentence is let grow beyond so many atoms: text without an end is no sentence, and must not fill memory.
LONGEST = 4096

_MARKS = frozenset(".?!…")
_CLOSERS = frozenset("”’\"'»)]")
# What may stand before the first letter of a sentence.
_OPENING = re.compile(r"[“‘\"'«(\[*+•–—-]{0,3}[ \u00a0]{0,3}[“‘\"'«(\[]{0,2}")
# A line that ends so ends its sentence or clause, however long it is.
_LINE_ENDS = _MARKS | frozenset(";:")
# What no line of its own begins with: a number or a tag before it was set apart by the page's layout.
_NEVER_FIRST = frozenset(",.;:!?)]%/”’»")

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# The initial of a name or of a kind of place: Nguyễn Văn A., P. Bến Nghé.
_LETTER = re.compile(r"[^\W\d_]")

# The number of a section, an article or a list item: II, 1.2.
_NUMBERING = re.compile(r"[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){0,4}")

# A list item's own letter at the beginning of a line: a), đ.
_ITEM = re.compile(r"[^\W\d_][).]")

# A number that goes on with the line before: a small word, a percent sign or more of a date stands after it
# (25 người, 27,98%, 3/2/2010); not the number of a list item (2., 1.2 Kết quả).
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,9}){0,5}(?:[ \u00a0]{0,2}%|[/-]\d|[ \u00a0](?P<word>[^\W\d_]))")


def sentences(text: str, abbreviations: Collection[str]) -> Iterator[list[Atom]]:
    """The atoms of each sentence; none is empty, and all of them together are the atoms of the text.

    A line break ends a sentence, unless it only wraps a long line. Within a line `.`, `?`, `!` and `…` end it
    where what follows can begin another; not after an abbreviation or the number of a heading.

    Args:
        text: any text.
        abbreviations: words whose full stop does not end a sentence.

    >>> [sentence[0].text for sentence in sentences("Theo TS. An, có 1.238 lượt. Điều 2. Hiệu lực.", {"TS"})]
    ['Theo', 'Điều']
    """
    sentence: list[Atom] = []
    line = 0
    for atom in atoms(text):
        if sentence:
            last = sentence[-1]
            breaks = _line_breaks(text, last.end, atom.start)
            if breaks:
                ends = breaks > 1 or not _goes_on(text, last, atom, last.end - line >= WRAP_WIDTH)
                line = atom.start if ends else line
            else:
                ends = _ends(text, sentence, atom, abbreviations)
            if ends or len(sentence) >= LONGEST:
                yield sentence
                sentence = []
        else:
            line = atom.start
        sentence.append(atom)
    if sentence:
        yield sentence


def _line_breaks(text: str, start: int, end: int) -> int:
    """The number of line breaks in a gap; most gaps are one space or none."""
    if end - start <= 1 and text[start:end] in " ":
        return 0
    return len(_BREAK.findall(text, start, end))


def _goes_on(text: str, last: Atom, atom: Atom, wrapped: bool) -> bool:
    """Whether a line that begins with `atom` continues the one that ended in `last`."""
    if atom.text[0] in _NEVER_FIRST:
        return True
    if not wrapped or last.text[-1] in _LINE_ENDS:
        return False
    if atom.text[0].isalpha():
        return (atom.text[0].islower() or last.text == ",") and not _ITEM.match(text, atom.start)
    amount = _AMOUNT.match(text, atom.start)
    return bool(amount and last.text[-1].isalpha() and (amount["word"] is None or amount["word"].islower()))


def _ends(text: str, sentence: Sequence[Atom], atom: Atom, abbreviations: Collection[str]) -> bool:
    """Whether a sentence ends before `atom`, which stands in the same line."""
    mark = len(sentence) - 1
    while mark > 0 and len(sentence) - mark <= 3 and sentence[mark].text in _CLOSERS:
        mark -= 1
    if sentence[mark].text[-1] not in _MARKS or mark == 0:
        return False
    opening = _OPENING.match(text, atom.start)
    first = text[opening.end() : opening.end() + 1] if opening else ""
    if not (first.isupper() or first.isdigit()):
        return False
    word = sentence[mark - 1].text
    if atom.start == sentence[-1].end:
        # Typed without a space, `ba lớp.Năm 2010`; but not `Th.S`, `tệp.PDF`.
        return first.isupper() and atom.text[1:].islower() and word[-1].islower() and len(word) > 1
    if sentence[mark].text != "." or sentence[mark].start > sentence[mark - 1].end:
        return True
    shortened = word in abbreviations or word.rpartition(".")[2] in abbreviations or _LETTER.fullmatch(word)
    return not (shortened or (mark <= 3 and _NUMBERING.fullmatch(word)))
