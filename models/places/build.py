"""Make the register of districts and communes anew from public lists.

    python models/places/build.py WHEELS

WHEELS is a folder with the wheels named below (`pip download --no-deps`). Taken over are facts alone: code,
name, kind and parent of each unit in the statistical office's list of that day, and of which old communes
each new one of 2025 was made. No package is needed to use the register.

A unit is followed by its code from list to list. Where its name, kind or parent differs, one row ends and the
next begins, on the day that `district_acts.tsv` gives, else on the day of the later list.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
REGISTER = HERE.parents[1] / "pipeline/solieu/lexicon/data/places_local.tsv"
COLUMNS = (
    "code", "type", "name", "parent", "valid_from", "valid_to", "predecessors", "successors", "act", "source",
)  # fmt: skip

# The lists, oldest first: version of vietnam-provinces, and the day by which what it lists was in force.
LISTS = (("0.2", ""), ("0.3.0", "2021-03-01"), ("0.5.0", "2023-05-07"), ("0.6.0", "2025-01-04"))
LIST_OF_2025 = "2025.10.1"
# Nghị quyết 203/2025/QH15 and the resolutions on communes of 16-6-2025: no districts, new communes.
REFORM = "2025-07-01"
NEW_COMMUNES = "Nghị quyết UBTVQH15, 16-6-2025"
TYPES = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "xã")
# Island districts without communes: older lists leave them out.
ISLANDS = {"318", "471", "498", "755"}

Unit = tuple[str, str, str]  # type, name, parent


@dataclass
class Row:
    code: str
    unit: Unit
    valid_from: str
    valid_to: str = ""
    predecessors: set[str] = field(default_factory=set)
    successors: set[str] = field(default_factory=set)
    act: str = ""
    source: str = ""

    def line(self) -> str:
        cells = (self.code, *self.unit, self.valid_from, self.valid_to, " ".join(sorted(self.predecessors)),
                 " ".join(sorted(self.successors)), self.act, self.source)  # fmt: skip
        return "\t".join(cells).rstrip("\t")


def main(wheels: Path) -> None:
    """Write the register from the wheels in a folder."""
    lists = [(day, version, dict(_units(wheels, version))) for version, day in LISTS]
    rows = list(_follow(lists, _district_acts()))
    after = dict(_units(wheels, LIST_OF_2025))
    rows += _reform(rows, after, _made_of(wheels, after))
    rows.sort(key=lambda row: (len(row.code), row.code, row.valid_from))
    header = (HERE / "header.txt").read_text("utf-8")
    body = "\n".join(row.line() for row in rows)
    REGISTER.write_text(header + "\t".join(COLUMNS) + "\n" + body + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(rows)} rows in {REGISTER}\n")


def _units(wheels: Path, version: str) -> Iterator[tuple[str, Unit]]:
    """The districts and communes of one list, by code."""
    name = f"vietnam_provinces-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheels / name) as wheel:
        provinces = json.loads(wheel.read("vietnam_provinces/data/nested-divisions.json"))
    for province in provinces:
        above = f"{province['code']:02}"
        for district in province.get("districts", ()):
            code = f"{district['code']:03}"
            yield code, (*_parted(district["name"]), above)
            for ward in district["wards"]:
                yield f"{ward['code']:05}", (*_parted(ward["name"]), code)
        for ward in province.get("wards", ()):
            yield f"{ward['code']:05}", (*_parted(ward["name"]), above)


def _parted(name: str) -> tuple[str, str]:
    """`Huyện Yên Mỹ` as (`huyện`, `Yên Mỹ`); a number is a name, `05` in older lists now `5`."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    for kind in TYPES:
        if name.casefold().startswith(kind + " "):
            name = name[len(kind) + 1 :]
            return kind, str(int(name)) if name.isdigit() else name
    raise ValueError(f"{name}: no known kind of unit")


def _district_acts() -> dict[str, tuple[str, set[str], str]]:
    lines = (HERE / "district_acts.tsv").read_text("utf-8").splitlines()
    cells = [[*line.split("\t"), ""][:4] for line in lines if line and not line.startswith(("#", "code\t"))]
    return {code: (day, set(successors.split()), act) for code, day, successors, act in cells}


def _follow(
    lists: list[tuple[str, str, dict[str, Unit]]], acts: dict[str, tuple[str, set[str], str]]
) -> Iterator[Row]:
    """A row for each unit and each span of time in which the lists have it unchanged."""
    last = len(lists) - 1
    made: dict[str, list[Row]] = defaultdict(list)
    for index, (day, version, units) in enumerate(lists):
        for code, unit in units.items():
            before = lists[index - 1][2].get(code) if index else None
            if before is not None and _same(before, unit):
                made[code][-1].unit = unit
                made[code][-1].source = version
                continue
            began, _, act = acts.get(code, (day, set(), "")) if before is not None else (day, set(), "")
            start = "" if code in ISLANDS or not index else began
            kept = {code} if before is not None else set()
            made[code].append(Row(code, unit, start, predecessors=kept, act=act, source=version))
        if index == last:
            break
        following_day, following = lists[index + 1][0], lists[index + 1][2]
        for code, unit in units.items():
            if code not in following or not _same(unit, following[code]):
                ended, went_to, _ = acts.get(code, (following_day, set(), ""))
                made[code][-1].valid_to = ended
                made[code][-1].successors = went_to or ({code} if code in following else set())
    _fit(made)
    _end_with_district(made)
    for rows in made.values():
        yield from rows


def _same(one: Unit, other: Unit) -> bool:
    """Whether two lists mean the same unit; `Qui Nhơn` and `Quy Nhơn`, `Thuỷ` and `Thủy` are spellings."""
    return one[0] == other[0] and one[2] == other[2] and _key(one[1]) == _key(other[1])


def _key(name: str) -> str:
    """A name without marks and blanks, `y` for `i`."""
    return _plain(name).replace("i", "y")


def _plain(name: str) -> str:
    """A name as the converter's keys have it: letters and digits without marks."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(mark for mark in decomposed if mark.isalnum())


def _fit(made: dict[str, list[Row]]) -> None:
    """Let each district know those that it came from, and begin when they end."""
    for rows in made.values():
        for row in rows:
            if len(row.code) != 3 or not row.valid_to:
                continue
            for code in row.successors:
                heir = next((one for one in made.get(code, ()) if one.valid_from == row.valid_to), None)
                if heir is None:
                    continue
                heir.predecessors.add(row.code)
                heir.act = heir.act or row.act


def _end_with_district(made: dict[str, list[Row]]) -> None:
    """Let communes leave a district that ended on the day it ended, and be what they became from that day."""
    ended = {code: rows[-1].valid_to for code, rows in made.items() if len(code) == 3}
    for code, rows in made.items():
        for index, row in enumerate(rows):
            last_day = ended[row.unit[2]] if len(code) == 5 else ""
            if last_day and row.valid_to > last_day:
                row.valid_to = last_day
                for following in rows[index + 1 : index + 2]:
                    following.valid_from = last_day


def _made_of(wheels: Path, after: dict[str, Unit]) -> dict[str, set[str]]:
    """The old communes (and island districts) that each new commune was made of, in whole or in part.

    The converter names new communes; its own codes for them are partly those of a draft, so the name decides,
    and the code only between names that differ by nothing but their marks.
    """
    named = _codes((f"{parent}_{_plain(kind + name)}", code) for code, (kind, name, parent) in after.items())
    wheel = next(wheels.glob("vietnamadminunits-*.whl"))
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        database = Path(archive.extract("vietnamadminunits/data/dataset.db", folder))
        with sqlite3.connect(database) as connection:
            old = _codes(
                connection.execute(
                    "select provinceKey||'_'||districtKey||'_'||coalesce(wardKey,''), "
                    "coalesce(wardCode, districtCode) from admin_units_legacy"
                )
            )
            drafted = _codes(
                connection.execute("select provinceKey||'_'||wardKey, wardCode from admin_units")
            )
            provinces = dict(connection.execute("select provinceKey, provinceCode from admin_units"))
        connection.close()
    made: dict[str, set[str]] = defaultdict(set)
    for key, origin in _pairs(converter):
        province, ward = key.split("_")
        codes = named.get(f"{provinces[province]}_{ward}", set())
        codes = codes & drafted[key] if len(codes) > 1 else codes
        for code in codes if len(old[origin]) == 1 else ():
            made[code] |= old[origin]
    return made


def _pairs(converter: dict[str, dict[str, dict[str, list]]]) -> Iterator[tuple[str, str]]:
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, origins in wards.items():
            yield from ((f"{province}_{ward}", origin) for origin in origins)
    for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for origin, parts in wards.items():
            yield from ((f"{province}_{part['newWardKey']}", origin) for part in parts)


def _codes(found: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for key, code in found:
        if code:
            codes[key].add(code)
    return codes


def _reform(rows: list[Row], after: dict[str, Unit], made_of: dict[str, set[str]]) -> list[Row]:
    """The communes since July 2025; what was before ends there."""
    standing = {row.code: row for row in rows if not row.valid_to}
    for row in standing.values():
        row.valid_to = REFORM
    fresh = []
    for code, unit in after.items():
        origins = {origin for origin in made_of.get(code, ()) if origin in standing}
        fresh.append(Row(code, unit, REFORM, "", origins, set(), NEW_COMMUNES, LIST_OF_2025))
        for origin in origins:
            standing[origin].successors.add(code)
    return fresh


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(f"{Path(sys.argv[0]).name}: give the folder with the wheels that its first lines name")
    main(Path(sys.argv[1]))
