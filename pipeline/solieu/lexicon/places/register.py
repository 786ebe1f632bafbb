"""The rows of the register, read and checked when they are first needed, and found by code or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources

from solieu.lexicon.places.names import fold, plain

PROVINCES, LOCAL = "places.tsv", "places_local.tsv"
COLUMNS = {
    PROVINCES: ("code", "type", "name", "variants", "parent", "valid_from", "valid_to", "predecessors",
                "successors", "act"),
    LOCAL: ("code", "type", "name", "parent", "valid_from", "valid_to", "predecessors", "successors", "act",
            "source"),
}  # fmt: skip
LEVELS = ("country", "province", "district", "commune")


class PlacesError(ValueError):
    """A file of the register that cannot be used: says which line, and what was expected."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit over the time in which its name, standing and territory stayed the same.

    `valid_from` is its first day, `valid_to` the first day after; None: since before the register begins, and
    until now. `predecessors` and `successors` are codes, as of those days.
    """

    code: str
    type: str
    name: str
    level: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    variants: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    act: str | None = None

    def valid(self, day: date) -> bool:
        """Whether the unit was such on a day."""
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day < self.valid_to)

    def distance(self, day: date) -> int:
        """How many days lie between a day and the time of the unit; 0 within it."""
        if self.valid_from is not None and day < self.valid_from:
            return (self.valid_from - day).days
        if self.valid_to is not None and day >= self.valid_to:
            return (day - self.valid_to).days + 1
        return 0

    def __str__(self) -> str:
        """The name with its kind: `huyện Yên Mỹ`."""
        return f"{self.type} {self.name}"


class Register:
    """Places by code and by name. Districts and communes are read when they are first asked for."""

    @cached_property
    def provinces(self) -> tuple[Place, ...]:
        """The country, and the provinces and cities under the centre."""
        return tuple(_read(PROVINCES))

    @cached_property
    def local(self) -> tuple[Place, ...]:
        """Districts and communes."""
        return tuple(_read(LOCAL))

    def rows(self, code: str) -> tuple[Place, ...]:
        """Every row of a code, the earliest first: the code may have gone from one unit to another."""
        codes = self._province_codes if len(code) < 3 or not code.isdigit() else self._local_codes
        return codes.get(code, ())

    def at(self, code: str, day: date | None) -> Place | None:
        """The unit that has a code on a day, or the nearest in time; without a day the last one."""
        rows = self.rows(code)
        if not rows or day is None:
            return rows[-1] if rows else None
        return min(rows, key=lambda place: place.distance(day))

    def named(self, key: str) -> list[Place]:
        """The rows of a name or variant by its key (`fold`), of provinces first."""
        return [*self._province_names.get(key, ()), *self._local_names.get(key, ())]

    def named_provinces(self, key: str) -> list[Place]:
        """The provinces of a name or variant by its key, or by its key without marks where it has none."""
        return [*self._province_names.get(key, self._plain_names.get(key, ()))]

    def above(self, place: Place) -> Iterator[Place]:
        """The units that a place lies in, the nearest first."""
        day = place.valid_from or place.valid_to
        if place.valid_from is None and place.valid_to is not None:
            day = date.fromordinal(place.valid_to.toordinal() - 1)
        parent = place.parent
        while parent is not None:
            found = self.at(parent, day)
            if found is None:
                return
            yield found
            parent = found.parent

    @cached_property
    def _province_codes(self) -> dict[str, tuple[Place, ...]]:
        return _by_code(self.provinces)

    @cached_property
    def _local_codes(self) -> dict[str, tuple[Place, ...]]:
        return _by_code(self.local)

    @cached_property
    def _province_names(self) -> dict[str, list[Place]]:
        return _by_name(self.provinces)

    @cached_property
    def _local_names(self) -> dict[str, list[Place]]:
        return _by_name(self.local)

    @cached_property
    def _plain_names(self) -> dict[str, list[Place]]:
        names: dict[str, list[Place]] = defaultdict(list)
        for place in self.provinces:
            names[plain(place.name)].append(place)
        return names


@cache
def register() -> Register:
    """The project's register of places.

    >>> [str(place) for place in register().rows("24")]
    ['tỉnh Bắc Giang', 'tỉnh Bắc Ninh']
    """
    return Register()


def _by_code(places: tuple[Place, ...]) -> dict[str, tuple[Place, ...]]:
    rows: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        rows[place.code].append(place)
    return {code: tuple(found) for code, found in rows.items()}


def _by_name(places: tuple[Place, ...]) -> dict[str, list[Place]]:
    names: dict[str, list[Place]] = defaultdict(list)
    keys: dict[str, str] = {}
    for place in places:
        spellings = {
            keys.get(name) or keys.setdefault(name, fold(name)) for name in (place.name, *place.variants)
        }
        for key in spellings:
            names[key].append(place)
    return names


def _read(name: str) -> Iterator[Place]:
    path = resources.files("solieu.lexicon") / "data" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#"))
    columns = COLUMNS[name]
    _, first = next(numbered, (0, ""))
    if tuple(first.split("\t")) != columns:
        raise PlacesError(f"{name}: the columns are {first.split()}, expected {columns}")
    for number, line in numbered:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise PlacesError(f"{name}:{number}: {len(cells)} cells, expected {len(columns)}")
        row = dict(zip(columns, cells, strict=False))
        try:
            yield _place(row)
        except (KeyError, ValueError) as error:
            raise PlacesError(f"{name}:{number}: {error}") from None


def _place(row: dict[str, str]) -> Place:
    code = row["code"]
    level = LEVELS[{3: 2, 5: 3}.get(len(code) if code.isdigit() else 0, 1)] if code != "VN" else LEVELS[0]
    began, ended = row.get("valid_from"), row.get("valid_to")
    return Place(
        code,
        row["type"],
        row["name"],
        level,
        row.get("parent") or None,
        date.fromisoformat(began) if began else None,
        date.fromisoformat(ended) if ended else None,
        tuple(filter(None, row.get("variants", "").split("; "))),
        tuple(row.get("predecessors", "").split()),
        tuple(row.get("successors", "").split()),
        row.get("act") or None,
    )
