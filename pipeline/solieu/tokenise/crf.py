"""underthesea's word segmentation model, read from its file and scored without spelling features out.

The model is a linear-chain CRF with two labels, a word begins and a word goes on, whose features are the
n-grams of up to three atoms around the labelled one. An n-gram's weights for all the atoms it bears on are
looked up at once and remembered; the labels are those that underthesea itself gives.

The file's format is that of CRFsuite (Okazaki 2007), <https://www.chokkan.org/software/crfsuite/>.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat

LABELS = ("B-W", "I-W")

# A feature's name: T[first] or T[first,last], counted from the labelled atom; a property; the n-gram, or
# whether it has the property.
_FEATURE = re.compile(r"T\[(-?\d)(?:,(-?\d))?\](?:\.(lower|isdigit|istitle|is_in_dict))?=(.*)", re.DOTALL)
_REACH = 2  # a feature looks at most so many atoms to either side
_WIDTHS = (1, 2, 3)  # and at so many in a row
_REMEMBERED = 2**16  # n-grams of each width

Vector = tuple[float, ...]


class ModelError(RuntimeError):
    """The segmentation model is not where the installed underthesea has it, or is not what it was."""


class Segmenter:
    """Tells for each atom of a sequence whether it goes on with the word before it.

    All weights are differences: how much more a feature speaks for going on than for beginning. The vector of
    an n-gram holds its weight for each atom it bears on, from the second after its first atom backwards.
    What is remembered is bounded; threads may share a segmenter.
    """

    def __init__(
        self, weights: Mapping[str, float], steps: Mapping[tuple[int, int], float], words: Collection[str]
    ) -> None:
        """
        Args:
            weights: by feature name, as the model has them.
            steps: the weight of a label after another, by their places in LABELS.
            words: the dictionary, in lower case, syllables with a space between.

        Raises:
            ModelError: a feature of another kind than this module computes.
        """
        self._steps = steps
        self._words = words
        self._tables: dict[tuple[str, int], dict[str, list[float]]] = {}
        for name, weight in weights.items():
            self._enter(name, weight)
        self._vectors = [lru_cache(_REMEMBERED)(self._scorer(width)) for width in _WIDTHS]
        self._edge = lru_cache(_REMEMBERED)(self._edge_weight)

    def __call__(self, atoms: Sequence[str]) -> list[bool]:
        """One answer an atom; no atom may be empty or hold a space."""
        return self._best(self._scores(atoms)) if atoms else []

    def _enter(self, name: str, weight: float) -> None:
        match = _FEATURE.fullmatch(name)
        if match is None:
            raise ModelError(f"the word segmentation model has a feature of an unknown kind: {name[:80]}")
        first = int(match[1])
        width = int(match[2] or first) - first + 1
        table = self._tables.setdefault((match[3] or "", width), {})
        table.setdefault(match[4], [0.0] * _length(width))[first + _REACH] = weight

    def _scorer(self, width: int) -> Callable[[str], Vector]:
        """The function that computes the vector of an n-gram of one width."""
        zero = [0.0] * _length(width)
        plain, lower, digit, title, listed = (
            self._tables.get((name, width), {}) for name in ("", "lower", "isdigit", "istitle", "is_in_dict")
        )

        def vector(gram: str) -> Vector:
            small = gram.lower()
            rows = (
                plain.get(gram, zero),
                lower.get(small, zero),
                digit.get(str(gram.isascii() and gram.isdigit()), zero),
                title.get(str(all(word[0].upper() == word[0] for word in gram.split(" "))), zero),
                listed.get(str(small in self._words), zero),
            )
            return tuple(map(sum, zip(*rows, strict=True)))

        return vector

    def _scores(self, atoms: Sequence[str]) -> list[float]:
        """For each atom, how much its features speak for going on."""
        count = len(atoms)
        columns = []
        for width, vector in zip(_WIDTHS, self._vectors, strict=True):
            grams = map(" ".join, zip(*(atoms[skip:] for skip in range(width)), strict=False))
            for place, column in enumerate(zip(*map(vector, grams), strict=True)):
                # An n-gram that begins at atom j bears in this column on atom j + _REACH - place.
                shift = repeat(0.0, 2 * _REACH - place)
                columns.append(chain(shift, column, repeat(0.0, place + width - 1)))
        scores = [sum(row, 0.0) for row in zip(*columns, strict=True)][_REACH:-_REACH]
        for index in {0, 1, count - 2, count - 1} & set(range(count)):
            scores[index] += self._edge(min(index, _REACH), min(count - 1 - index, _REACH))
        return scores

    def _edge_weight(self, before: int, after: int) -> float:
        """What the features that reach beyond the sequence say, with so many atoms `before` and `after`."""
        weight = 0.0
        for (_, width), table in self._tables.items():
            for first in range(-_REACH, _REACH + 2 - width):
                outside = "BOS" if first < -before else "EOS" if first + width - 1 > after else None
                if outside in table:
                    weight += table[outside][first + _REACH]
        return weight

    def _best(self, scores: Sequence[float]) -> list[bool]:
        """The labels of the best path (Viterbi), as whether a word goes on."""
        (to_begin, to_go), (back_to_begin, on) = (
            (self._steps[label, 0], self._steps[label, 1]) for label in (0, 1)
        )
        begins, goes = 0.0, scores[0]
        trail = []
        for score in scores[1:]:
            stay, back, go, stay_on = begins + to_begin, goes + back_to_begin, begins + to_go, goes + on
            trail.append((back > stay, stay_on > go))
            begins, goes = max(stay, back), max(go, stay_on) + score
        labels = [goes > begins]
        for step in reversed(trail):
            labels.append(step[labels[-1]])
        return labels[::-1]


def _length(width: int) -> int:
    """How many atoms an n-gram bears on."""
    return 2 * _REACH + 2 - width


def parse(data: bytes) -> tuple[dict[str, float], dict[tuple[int, int], float]]:
    """Weights by feature name and steps between labels, from the bytes of a CRFsuite model of LABELS.

    Raises:
        ModelError: the bytes are not such a model.
    """
    try:
        magic, _, kind, *_, features, labels, attributes = struct.unpack_from("<4sI4s7I", data)
        if (magic, kind) != (b"lCRF", b"FOMC") or sorted(_strings(data, labels)) != sorted(LABELS):
            raise ModelError("the word segmentation model is of another kind than expected")
        names = _strings(data, attributes)
        place = [LABELS.index(label) for label in _strings(data, labels)]
        weights: dict[str, float] = {}
        steps = dict.fromkeys([(0, 0), (0, 1), (1, 0), (1, 1)], 0.0)
        for is_step, source, target, weight in _records(data, features):
            if is_step:
                steps[place[source], place[target]] = weight
            else:
                sign = 1.0 if place[target] else -1.0
                weights[names[source]] = weights.get(names[source], 0.0) + sign * weight
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise ModelError(f"the word segmentation model cannot be read: {error}") from error
    return weights, steps


def _records(data: bytes, offset: int) -> list[tuple[int, int, int, float]]:
    """The features: whether it is a step, attribute or first label, label, weight."""
    (count,) = struct.unpack_from("<I", data, offset + 8)
    return list(struct.iter_unpack("<IIId", data[offset + 12 : offset + 12 + 20 * count]))


def _strings(data: bytes, offset: int) -> list[str]:
    """The strings of a constant quark database, by their numbers."""
    count, backward = struct.unpack_from("<II", data, offset + 16)
    found = []
    for place in struct.unpack_from(f"<{count}I", data, offset + backward):
        _, length = struct.unpack_from("<II", data, offset + place)
        found.append(data[offset + place + 8 : offset + place + 7 + length].decode())
    return found
