"""What the finders of relations look at: the figures of a text, each with the words that stand around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, alternation
from solieu.types import Duration, Mention, Quantity

Sentence = tuple[int, int]

# How far the words around a figure are read, in characters.
REACH = 200
# How many words may stand before a cue that opens a sentence: `Chi tiết các ngành như sau:`
OPENING = 8
# How many figures of one sentence are looked at together.
CROWD = 100
# How far a figure's clause is read to either side.
CLAUSE = 80
# A bracket that is not closed within this distance, or within its paragraph, is taken for a slip.
BRACKET = 1500

_BRACKETS = re.compile(r"[()\[\]]|\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]+")
# What ends the words behind a figure: `65 học viên, …`, `100 học viên; …`
_TAIL_END = re.compile(r"[,;:.()\[\]\n“”\"]|\s[-–—]\s")
# What ends a clause around a figure: `trong đó 30 đồng chí dưới 35 tuổi, …`
_CLAUSE = re.compile(r"[,;:.()\n]|\s(?:và|trong đó)\s")
# Bodies whose names tell a property of those they are for, not of what is counted
_BODY = re.compile(r"(?<!\w)hội (?:liên hiệp )?(?:phụ nữ|cựu chiến binh|người cao tuổi)", re.IGNORECASE)
_AGE = re.compile(r"\d\s*tuổi", re.IGNORECASE)
# The beginning of an item on a line of its own: `- `, `+ `, `• `, `a) `, `1. `
_ITEM = re.compile(r"\s*(?:[-–—+*•]|[a-zđ]\)|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Complement:
    """Terms that divide a whole: how many a list must hold, and whether so many surely leave nothing out."""

    terms: tuple[re.Pattern[str], ...]
    least: int
    exhausts: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of the lexicon that join figures, as patterns: anywhere in a text, and at the end of one."""

    anywhere: dict[str, re.Pattern[str]]
    at_end: dict[str, re.Pattern[str]]
    properties: tuple[tuple[re.Pattern[str], str], ...]
    classes: dict[str, list[tuple[str, str]]]
    aliases: dict[str, str]
    complements: tuple[Complement, ...] = ()

    def in_(self, role: str, text: str) -> bool:
        """Whether a cue of the role stands in the text."""
        return self.anywhere[role].search(text) is not None

    def ends(self, role: str, text: str) -> bool:
        """Whether the text ends in a cue of the role, hedges aside: `… chiếm khoảng `."""
        return self.at_end[role].search(text) is not None


@cache
def cues(lexicon: Lexicon) -> Cues:
    """The patterns of a lexicon, compiled once."""
    roles: dict[str, list[str]] = {}
    for row in lexicon.rows("relation_cues"):
        for role in row["roles"].split():
            roles.setdefault(role, []).append(row["cue"])
    for row in lexicon.rows("changes"):
        for role in (row["change"], "change") if row["change"] else ("deed",):
            roles.setdefault(role, []).append(row["name"])
    dimensions: dict[str, list[str]] = {}
    for row in lexicon.rows("properties"):
        dimensions.setdefault(row["dimension"], []).append(row["property"])
    classes: dict[str, list[tuple[str, str]]] = {}
    for row in lexicon.rows("noun_classes"):
        noun = row["noun"].casefold()
        classes.setdefault(noun.split()[0], []).append((noun, row["class"]))
    hedges = alternation(row["name"] for row in lexicon.rows("hedges") if row["position"] == "before")
    loose = rf"(?:{GAP}(?:{hedges}|tới|đến|được|mức|con số|là|chỉ|mới)){{0,3}}"
    return Cues(
        anywhere={role: _whole_words(alternation(words)) for role, words in roles.items()},
        at_end={role: _whole_words(alternation(words), rf"{loose}\s*$") for role, words in roles.items()},
        properties=tuple(
            # case matters: `nam` the sex, not Việt Nam
            (re.compile(rf"(?<!\w){alternation(words)}(?!\w)"), dimension)
            for dimension, words in dimensions.items()
        ),
        classes=classes,
        aliases=lexicon.mapping("unit_aliases", "name", "unit"),
        complements=tuple(map(_complement, lexicon.rows("complements"))),
    )


def _complement(row: Mapping[str, str]) -> Complement:
    terms = tuple(_whole_words(alternation(term.split("/"))) for term in row["terms"].split("|"))
    return Complement(terms, int(row["least"]), exhausts=row["exhausts"] == "yes")


def _whole_words(alternatives: str, after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives}(?!\w){after}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its surroundings.

    `index` is its place among the figures. `label` is what stands before it in its sentence and bracket, back
    to the figure before; `tail` what stands behind it, up to the next mark. `bracket` is where its bracket
    opens. `level` is False for the amount of a change, a range and a ratio. `dimensions` are the overlapping
    properties that the words around it tell, `classes` the kinds of thing that its noun names.
    """

    mention: Mention
    index: int
    sentence: int
    bracket: int | None
    label: str
    tail: str
    unit: str
    noun: str
    level: bool
    changed: bool
    dimensions: frozenset[str]
    classes: frozenset[str]

    @property
    def start(self) -> int:
        """Where the figure begins in the text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where the figure ends in the text."""
        return self.mention.end

    @property
    def kind(self) -> str:
        """The mention's kind."""
        return self.mention.kind

    @property
    def quantity(self) -> Quantity:
        """The mention's value, which is a quantity for every figure of a scene but durations and ratios."""
        assert isinstance(self.mention.value, Quantity)
        return self.mention.value


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, its mentions and sentences, prepared for the finders of relations."""

    text: str
    sentences: tuple[Sentence, ...]
    cues: Cues
    dates: tuple[Mention, ...]
    brackets: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...] = ()

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that a position lies in."""
        return max(bisect_right(self.sentences, (position, len(self.text) + 1)) - 1, 0)

    def bracket_at(self, position: int) -> int | None:
        """Where the innermost bracket around a position opens, or None outside of all."""
        last = bisect_right(self.brackets, (position, -1))
        first = bisect_right(self.brackets, (position - BRACKET, -1))
        inside = (opens for opens, closes in self.brackets[first:last] if opens < position <= closes)
        return max(inside, default=None)

    def outside(self, bracket: int | None) -> int | None:
        """The bracket around a bracket."""
        return None if bracket is None else self.bracket_at(bracket)

    def close_of(self, bracket: int) -> int:
        """Where the bracket that opens at a place closes."""
        return self.brackets[bisect_right(self.brackets, (bracket, -1))][1]

    def before(self, position: int) -> Iterator[Figure]:
        """The figures that begin before a position, the nearest first."""
        for index in range(bisect_right(self.figures, position - 1, key=_start) - 1, -1, -1):
            yield self.figures[index]

    def after(self, position: int) -> Iterator[Figure]:
        """The figures that begin at a position or behind it, the nearest first."""
        return islice(self.figures, bisect_right(self.figures, position - 1, key=_start), None)

    def beside(self, figure: Figure, step: int) -> Figure | None:
        """The figure so many places on in the same sentence, or None."""
        index = figure.index + step
        if not 0 <= index < len(self.figures) or self.figures[index].sentence != figure.sentence:
            return None
        return self.figures[index]

    def in_sentence(self, sentence: int) -> list[Figure]:
        """The figures of a sentence, in text order; of a crowd of them, as in a table, the first."""
        if not 0 <= sentence < len(self.sentences):
            return []
        inside = takewhile(lambda f: f.sentence <= sentence, self.after(self.sentences[sentence][0]))
        return list(islice(inside, CROWD))

    def dates_in(self, start: int, end: int) -> list[Mention]:
        """The dates that begin in a stretch of the text."""
        first = bisect_right(self.dates, start - 1, key=_start)
        return list(takewhile(lambda date: date.start < end, islice(self.dates, first, None)))

    def between(self, left: Figure, right: Figure) -> str:
        """The text between two figures."""
        return self.text[left.end : right.start]

    def is_item(self, sentence: int) -> bool:
        """Whether a sentence is an item on a line of its own."""
        start, end = self.sentences[sentence]
        return _ITEM.match(self.text, start, end) is not None

    def is_heading(self, sentence: int) -> bool:
        """Whether a sentence ends in a colon."""
        return self.text[slice(*self.sentences[sentence])].rstrip().endswith(":")

    def begins(self, position: int) -> bool:
        """Whether only a few words without a figure stand between a position and its sentence's beginning."""
        start = self.sentences[self.sentence_at(position)][0]
        before = next(self.before(position), None)
        clear = before is None or before.start < start
        return (
            clear and position - start < REACH and len(_WORD.findall(self.text, start, position)) <= OPENING
        )


def _start(thing: Figure | Mention) -> int:
    return thing.start


def scene(text: str, mentions: Sequence[Mention], sentences: Sequence[Sentence], lexicon: Lexicon) -> Scene:
    """A text made ready for the finders.

    Args:
        text: the document's text.
        mentions: all its mentions; only figures and dates are looked at.
        sentences: half-open intervals of the text, sorted, without overlap.
        lexicon: the vocabulary.
    """
    ordered = sorted(mentions, key=_start)
    quantities = [mention for mention in ordered if mention.kind not in ("docref", "date")]
    dates = tuple(mention for mention in ordered if mention.kind == "date")
    bounds = tuple(sentences) or ((0, len(text)),)
    bare = Scene(text, bounds, cues(lexicon), dates, tuple(sorted(_brackets(text))))
    ends = [0, *(mention.end for mention in quantities)]
    starts = [*(mention.start for mention in quantities[1:]), len(text)]
    surroundings = zip(quantities, ends, starts, strict=False)
    figures = tuple(_figure(bare, index, *around) for index, around in enumerate(surroundings))
    return replace(bare, figures=figures)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    stack: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match[0] in "([":
            stack.append(match.start())
        elif match[0] not in ")]":
            stack.clear()
        elif stack:
            opens = stack.pop()
            if match.start() - opens <= BRACKET:
                yield opens, match.start()


def _figure(bare: Scene, index: int, mention: Mention, before: int, after: int) -> Figure:
    """A mention with its surroundings, which reach from the figure before to the figure after it."""
    words, text = bare.cues, bare.text
    sentence, bracket = bare.sentence_at(mention.start), bare.bracket_at(mention.start)
    opens = 0 if bracket is None else bracket + 1
    label = text[max(before, bare.sentences[sentence][0], mention.start - REACH, opens) : mention.start]
    last = min(after, mention.end + REACH, max(bare.sentences[sentence][1], mention.end))
    mark = _TAIL_END.search(text, mention.end, last)
    tail = text[mention.end : mark.start() if mark else last]
    noun = " ".join((mention.noun or tail).split()).casefold()
    cued = any(words.anywhere[role].match(noun) for role in ("to", "share", "reaches"))
    noun = "" if cued else noun
    changed = mention.change is not None or (words.ends("change", label) and not words.ends("deed", label))
    ranged = isinstance(mention.value, Quantity) and mention.value.high is not None
    return Figure(
        mention=mention,
        index=index,
        sentence=sentence,
        bracket=bracket,
        label=label,
        tail=tail,
        unit=_unit(mention, words),
        noun=noun,
        level=not changed and not ranged and mention.kind != "ratio",
        changed=changed,
        dimensions=_dimensions(text, mention, words),
        classes=_classes(noun, words),
    )


def _dimensions(text: str, mention: Mention, words: Cues) -> frozenset[str]:
    """The dimensions of the overlapping properties that a figure's clause tells, age among them."""
    before = _CLAUSE.split(text[max(0, mention.start - CLAUSE) : mention.start])[-1]
    clause = _BODY.sub("", before + _CLAUSE.split(text[mention.end : mention.end + CLAUSE])[0])
    found = {dimension for pattern, dimension in words.properties if pattern.search(clause)}
    return frozenset(found | {"age"} if _AGE.search(clause) else found)


def _classes(noun: str, words: Cues) -> frozenset[str]:
    """The kinds of thing that a noun's first words name; of two names the longer counts."""
    own = _WORD.findall(noun)
    known = words.classes.get(own[0], []) if own else []
    fitting = [row for row in known if f"{' '.join(own)} ".startswith(f"{row[0]} ")]
    longest = max(fitting, key=lambda row: len(row[0]), default=("", ""))
    return frozenset(filter(None, longest[1].split(", ")))


def _unit(mention: Mention, words: Cues) -> str:
    """What a figure is counted in, one writing for each unit; `range` for a range of time."""
    value = mention.value
    if isinstance(value, Duration):
        return "range" if ".." in value.text else value.text.strip("PT0123456789.")
    if not isinstance(value, Quantity) or value.unit is None:
        return mention.kind
    unit, slash, below = value.unit.partition("/")
    return words.aliases.get(unit.casefold(), unit) + slash + below


def likeness(left: Figure, right: Figure) -> int:
    """How alike two figures' things are: 2 the same, 1 the same kind or unsaid, 0 different.

    Amounts of one unit are alike; a rate (`đồng/ngày`) is near its unit. Counts are alike by their noun.
    """
    if left.kind != "count" or right.kind != "count":
        if left.unit == right.unit and left.kind == right.kind:
            return 2
        return int(left.kind == right.kind and left.unit.split("/")[0] == right.unit.split("/")[0])
    if not left.noun or not right.noun:
        return 1
    if _WORD.findall(left.noun)[:1] == _WORD.findall(right.noun)[:1]:
        return 2
    return int(bool(left.classes & right.classes))
