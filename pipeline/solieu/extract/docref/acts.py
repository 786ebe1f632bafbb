"""The register of acts: the number of a law by its name and year, and the law that a number is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from solieu.extract.docref.law_names import fold_name
from solieu.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Acts:
    """The register of a lexicon, names folded and abbreviations written out."""

    numbers: dict[tuple[str, str], str]
    names: dict[str, str]
    whole: dict[str, str]

    def number(self, name: str, year: str) -> str | None:
        """The number of the act of that name and year.

        >>> from solieu.lexicon import load
        >>> acts(load()).number("Luật BHXH", "2024")
        '41/2024/QH15'
        """
        folded = fold_name(name)
        return self.numbers.get((self.whole.get(folded, folded), year))

    def is_of_another(self, name: str, number: str) -> bool:
        """Whether the number behind a name is that of the act which the named one amends.

        >>> from solieu.lexicon import load
        >>> amending = "Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế"
        >>> known = acts(load())
        >>> known.is_of_another(amending, "25/2008/QH12"), known.is_of_another(amending, "46/2014/QH13")
        (True, False)
        """
        named, folded = self.names.get(number), fold_name(name)
        return named is not None and folded != named and folded.endswith(f" {named}")


@cache
def acts(lexicon: Lexicon) -> Acts:
    """The register of a lexicon."""
    rows = [(row["number"], fold_name(row["name"]), row["year"]) for row in lexicon.rows("acts")]
    return Acts(
        {(name, year): number for number, name, year in rows},
        {number: name for number, name, _ in rows},
        {
            fold_name(row["abbreviation"]): fold_name(row["name"])
            for row in lexicon.rows("law_names")
            if row["abbreviation"]
        },
    )
