"""Who signed a document: the name below the first signature block that has one, and the post above it.

Decree 30/2020/NĐ-CP, annex I: the mandate (`TM.` for a body, `KT.` for its head, `TL.`, `TUQ.`), the post,
both in capitals, `(Đã ký)` or a seal, the name. Annexes hold blocks of forms, without a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from solieu.extract.docref.pieces import Piece, pieces
from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.types import Region

# `TM. CHÍNH PHỦ`, `KT.BỘ TRƯỞNG`, `K/T TRƯỞNG BAN`, `Q. CỤC TRƯỞNG`; alone where the post is below.
_MANDATE = re.compile(r"(?:T\.?/?M|K\.?/?T|T\.?/?L|T\.?/?U\.?Q|Q)(?:\s?[./]\s?|\s)(?=[^a-zđ]*\Z)")
# What stands between post and name: `(Đã ký)`, `[daky]`, the list of recipients beside the block.
_BETWEEN = re.compile(r"[(\[\"“/].{0,80}|[-–+*•].{0,160}|(?i:đã\s?ký|nơi\s?nhận.{0,40})")
_RANK = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy)|(?:PGS|GS|TSKH|TS|ThS|Ths|BSCKII?|BS|KS|LS)[.,]?)\s?[-–]?\s?"
)
# A person: two to six words, each a capital and small letters (`Hầu A Lềnh`, `Y Thanh Hà Niê Kđăm`).
_WORD = rf"[{UPPER}][{LOWER}'’]{{0,7}}"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,5}}\Z")
_NAME_IN_CAPITALS = re.compile(rf"[{UPPER}]{{1,8}}(?:\s[{UPPER}]{{1,8}}){{1,4}}\Z")
_LONGEST_POST, _MOST_BETWEEN, _MOST_POSTS = 110, 14, 6


def read_signature(
    text: str, regions: Sequence[Region], lexicon: Lexicon
) -> tuple[str, str] | tuple[None, None]:
    """The name of who signed, and mandate and post as printed, with ` / ` between lines; None without a name.

    >>> from solieu.lexicon import load
    >>> read_signature("thi hành.\\tKT. BỘ TRƯỞNG\\nTHỨ TRƯỞNG\\n(Đã ký)\\nNguyễn Đức Chi\\n", (), load())
    ('Nguyễn Đức Chi', 'KT. BỘ TRƯỞNG / THỨ TRƯỞNG')
    """
    posts: list[str] = []
    between = 0
    for piece in pieces(text, regions):
        if _is_post(piece, lexicon):
            if between:
                posts = []
            posts, between = [*posts[1 - _MOST_POSTS :], piece.words], 0
        elif posts:
            name = _name(piece.words)
            if name is not None:
                return name, " / ".join(posts)
            if not between and piece.capital and len(posts) == 1 and _MANDATE.match(posts[0]):
                posts = [f"{posts[0]} {piece.words}"]  # the name of the body goes on
                continue
            between += 1
            if between > _MOST_BETWEEN or not (not piece.words or _BETWEEN.fullmatch(piece.words)):
                posts, between = [], 0
    return None, None


def _is_post(piece: Piece, lexicon: Lexicon) -> bool:
    words = piece.words
    if not words or not words[0].isupper() or len(words) > _LONGEST_POST or not piece.capital:
        return False
    return bool(_MANDATE.match(words)) or _posts(lexicon).match(words) is not None


def _name(words: str) -> str | None:
    plain = words
    while (rank := _RANK.match(plain)) and rank.end():
        plain = plain[rank.end() :]
    return plain if _NAME.match(plain) or _NAME_IN_CAPITALS.match(plain) else None


@cache
def _posts(lexicon: Lexicon) -> re.Pattern[str]:
    names = sorted(lexicon.column("posts", "name"), key=len, reverse=True)
    spellings = "|".join(re.escape(name.upper()) for name in names)
    return re.compile(rf"(?:QUYỀN\s)?(?:{spellings})(?!\w)")
