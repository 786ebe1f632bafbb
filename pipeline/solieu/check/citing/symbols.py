"""Whether the letters of a document's number fit the type and the issuer that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from solieu.check.wording import quoted
from solieu.lexicon import Lexicon
from solieu.types import Citation, Finding, Mention, Relation, Verdict

# Types whose own letters their numbers bear. Of others (plans, schemes, programmes, charters) the number is
# often that of the decision which approved them.
_STRICT = frozenset(
    {
        "Nghị định",
        "Nghị quyết",
        "Quyết định",
        "Chỉ thị",
        "Thông tư",
        "Thông tư liên tịch",
        "Công điện",
        "Pháp lệnh",
    }
)
_OTHERS = frozenset({"Báo cáo", "Tờ trình", "Hướng dẫn", "Kết luận", "Thông báo", "Kế hoạch"})
# Letters that stand for one another: a joint circular is called a circular
_ALIKE = (frozenset({"TT", "TTLT", "TTLB"}), frozenset({"NQ", "NQLT"}))
# Whose letters an office's documents bear though they speak for another
_OFFICES = frozenset({"VPCP", "VPQH", "VPCTN", "VPTW"})
# The Government and its head, often said one for the other
_GOVERNMENT = frozenset({"CP", "TTG"})
_DIGITS = re.compile(r"\d+\Z")
_TITLE = re.compile(
    r"(?:Bộ trưởng|Chủ nhiệm|Thống đốc|Tổng Thanh tra|Chủ tịch|Chánh án|Viện trưởng|Tổng cục trưởng)\s+"
)


def check_symbols(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str, lexicon: Lexicon
) -> list[Finding]:
    """One finding for each document whose number's letters can be held against its type or its issuer.

    `34/2016/NĐ-CP` is a Nghị định of the Chính phủ, `12/QĐ-TTg` a Quyết định of the Thủ tướng. That one of
    these two is said for the other is `ambiguous`.
    """
    findings = []
    for mention in mentions:
        cited = mention.value
        if isinstance(cited, Citation) and cited.symbol and cited.number:
            codes = re.split(r"[-/]", cited.symbol.upper())
            told = [
                *(_of_type(mention, cited.type, codes, lexicon) if cited.type else []),
                *(_of_issuer(mention, cited.issuer, codes, lexicon) if cited.issuer else []),
            ]
            findings += [finding for finding in told if finding.verdict != "consistent"] or told[:1]
    return findings


@cache
def _letters(lexicon: Lexicon) -> Mapping[str, str]:
    """The letters of the types whose numbers bear their own, by type: Decree 30/2020/NĐ-CP, annex III."""
    rows = lexicon.mapping("document_types", "name", "abbreviation")
    return {name: rows[name.casefold()].upper() for name in (*_STRICT, *_OTHERS)}


@cache
def _codes(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The codes that each central body's numbers have borne, by each of its folded names."""
    found: dict[str, frozenset[str]] = {}
    for row in lexicon.rows("bodies"):
        if row["level"] == "central" and row["codes"]:
            codes = frozenset(row["codes"].upper().split("|"))
            for name in (row["name"], *filter(None, row["variants"].split("|"))):
                found[_folded(name)] = codes
    return found


@cache
def _body(code: str, lexicon: Lexicon) -> str:
    """The name of the first central body that bears a code."""
    rows = lexicon.rows("bodies")
    return next(row["name"] for row in rows if code in row["codes"].upper().split("|"))


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _of_type(mention: Mention, kind: str, codes: Sequence[str], lexicon: Lexicon) -> list[Finding]:
    """A finding where both the type and the first letters are of documents with letters of their own."""
    letters = _letters(lexicon)
    if kind not in _STRICT or len(codes) < 2 or codes[0] not in letters.values():
        return []
    right = letters[kind]
    agrees = codes[0] == right or any({codes[0], right} <= alike for alike in _ALIKE)
    named = next(name for name, code in letters.items() if code == codes[0])
    return [_finding(mention, "symbol_type", kind, named, verdict="consistent" if agrees else "inconsistent")]


def _of_issuer(mention: Mention, issuer: str, codes: Sequence[str], lexicon: Lexicon) -> list[Finding]:
    """A finding where both the issuer and the number's last letters name a body that the list knows."""
    if len(codes) != 2 or codes[0] not in _letters(lexicon).values():
        return []
    known, found = _codes(lexicon), _DIGITS.sub("", codes[1])
    told = " ".join(issuer.split())
    own = known.get(_folded(_TITLE.sub("", told)))
    if (
        own is None
        or found in _OFFICES
        or own & _OFFICES
        or not any(found in each for each in known.values())
    ):
        return []
    if found in own:
        verdict: Verdict = "consistent"
    elif told.isupper() and " " not in told:
        return []  # one abbreviation is said of several bodies: TTCP of Thủ tướng and of Thanh tra Chính phủ
    elif any(code in found or found in code for code in own):
        return []
    else:
        verdict = "ambiguous" if found in _GOVERNMENT and own & _GOVERNMENT else "inconsistent"
    return [_finding(mention, "symbol_issuer", told, _body(found, lexicon), verdict=verdict)]


def _finding(mention: Mention, reason: str, stated: str, found: str, *, verdict: Verdict) -> Finding:
    cited = quoted(mention)
    what_vi, what_en = ("loại văn bản", "type") if reason == "symbol_type" else ("cơ quan ban hành", "issuer")
    if verdict == "consistent":
        vi = f"{cited}: ký hiệu khớp với {what_vi} {stated}."
        en = f"{cited}: the letters of its number fit the {what_en} {stated}."
    else:
        vi = f"{cited}: {what_vi} được ghi là {stated}, nhưng ký hiệu là của {found}"
        en = f"{cited}: its {what_en} is given as {stated}, but the letters of its number are of {found}"
        loose = verdict == "ambiguous"
        vi += "; có thể chỉ là cách gọi quen dùng." if loose else "."
        en += "; this may only be a loose way of saying it." if loose else "."
    return Finding(
        check="citation",
        verdict=verdict,
        reason=None if verdict == "consistent" else reason,
        evidence=(mention,),
        message_vi=vi,
        message_en=en,
        stated=stated,
        expected=found,
        tolerance="0",
        power=1.0,
    )
