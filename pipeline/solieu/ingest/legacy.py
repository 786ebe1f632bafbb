"""Older Vietnamese font encodings: letters of TCVN3 and VNI fonts, which stand in files as others.

A TCVN3 font (`.VnTime`) draws each Vietnamese letter at the place of one Western letter; a VNI font
(`VNI-Times`) draws a letter and its marks one after the other. Which is in use is told by the name of the
font, and where that says nothing by the letters: no language writes a copyright sign inside its words.

Sources: TCVN 5712:1993 (the table that `iconv -f TCVN` has); VNI's own table for its Windows fonts.
"""

from __future__ import annotations

import re
from typing import Literal

Legacy = Literal["tcvn3", "tcvn3-upper", "vni"]

# What stands in the file, and what the font shows. The soft hyphen is the place of ư; converters write it,
# and the middle dot of ã, in several ways.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ\u2212\u2219\u0110\u00b5\u03bc",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵưãéàà",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BOWL = "\u0302", "\u0306"
_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "à": _ROOF + _GRAVE, "á": _ROOF + _ACUTE, "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT, "ê": _BOWL, "è": _BOWL + _GRAVE, "é": _BOWL + _ACUTE, "ú": _BOWL + _HOOK,
    "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI = (
    _MARKS
    | {mark.upper(): shown for mark, shown in _MARKS.items()}
    | _LETTERS
    | {letter.upper(): shown.upper() for letter, shown in _LETTERS.items()}
)

# .VnTime, .VnArialH, ABCDEF+.VnTime,Bold; a dot is lost on the way now and then. H: capitals only.
_TCVN3_NAME = re.compile(
    r"(?:[A-Z]{6}\+)?[._]?Vn(?=[A-Z])[A-Za-z\- ]*?(?P<upper>H)?(?:[,\-](?:Bold|Italic)\w*|$)"
)
_VNI_NAME = re.compile(r"(?:[A-Z]{6}\+)?VNI[- ]?\w", re.IGNORECASE)
# Letters that Unicode Vietnamese has and neither encoding can hold.
_UNICODE = re.compile("[ăđơưĂƠƯ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
# A sign or fraction inside a word, as TCVN3 has it; a mark of VNI behind its vowel, or ñ in front of one.
_TCVN3_WORD = re.compile(r"[^\W\d_][µ¸¶¹¨»¾¼½©ª«¬\xad\u2212\u2219]|®[^\W\d_]")
_VNI_WORD = re.compile(r"[aeouyöôAEOUYÖÔ][øùûïåäëüØÙÛÏÅÄËÜ]|\b[ñÑ][aeouyöôiAEOUYÖÔI]")
_WORD = re.compile(r"\S+")
_NO_U_BEHIND = frozenset("aăâeêioôơuưyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
SHARE = 0.15  # of a text's words that have to look so
ENOUGH = 8  # words


def by_name(font: str) -> Legacy | None:
    """The encoding that the name of a font tells of; None for one of today.

    >>> by_name("ABCDEF+.VnTime,Bold"), by_name(".VnArialH"), by_name("VNI-Times"), by_name("Times New Roman")
    ('tcvn3', 'tcvn3-upper', 'vni', None)
    """
    found = _TCVN3_NAME.match(font)
    if found:
        return "tcvn3-upper" if found["upper"] else "tcvn3"
    return "vni" if _VNI_NAME.match(font) else None


def by_content(text: str) -> Legacy | None:
    """The encoding that a text gives itself away by; None where it does not.

    >>> by_content("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp - tù do - h¹nh phóc; quyÕt ®Þnh sè 12")
    'tcvn3'
    >>> by_content("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp - töï do - haïnh phuùc")
    'vni'
    """
    words = len(_WORD.findall(text))
    if words < ENOUGH or is_unicode(text):
        return None
    if len(_TCVN3_WORD.findall(text)) >= SHARE * words:
        return "tcvn3"
    return "vni" if len(_VNI_WORD.findall(text)) >= SHARE * words else None


def is_unicode(text: str) -> bool:
    """Whether a text has letters that only today's encoding has."""
    return _UNICODE.search(text) is not None


def is_hidden_letter(before: str, after: str) -> bool:
    """Whether a hyphen between two characters of a TCVN3 font is the letter ư, whose place it shares.

    It is where it stands at a small letter, but not behind a vowel, which no ư follows, nor at a figure or a
    capital, as in a number.

    >>> is_hidden_letter("t", " "), is_hidden_letter(" ", "u"), is_hidden_letter("n", "í")
    (True, True, True)
    >>> is_hidden_letter("1", "Q"), is_hidden_letter(" ", " "), is_hidden_letter("ế", "x")
    (False, False, False)
    """
    if before in _NO_U_BEHIND or any(side.isdigit() or side.isupper() for side in (before, after)):
        return False
    return before.islower() or after.islower()


def shown(character: str, encoding: Legacy) -> str:
    """What a font of an older encoding shows for a character of the file; marks of VNI as combining marks.

    >>> "".join(shown(c, "tcvn3") for c in "quyÕt ®Þnh"), "".join(shown(c, "tcvn3-upper") for c in "viÖt")
    ('quyết định', 'VIỆT')
    """
    if encoding == "vni":
        return _VNI.get(character, character)
    letter = _TCVN3.get(character, character)
    return letter.upper() if encoding == "tcvn3-upper" else letter
