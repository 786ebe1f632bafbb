"""The territories and bodies that a text names, as written, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER, UPPER
from solieu.observe.parts.cues import cues_in
from solieu.observe.where.firms import firms
from solieu.observe.where.in_lists import greatest
from solieu.observe.where.lines import lines, passed
from solieu.observe.where.named import CAP, KIND, RUN, Named, is_brand
from solieu.observe.where.one_name import unified
from solieu.observe.where.place_vocabulary import ABROAD, TABLE, WORD, Vocabulary, Word, vocabulary

# How many words the head of a name has at most.
_HEAD_WORDS = 4
# How many words say what a body does between its kind and its name, at most.
_MOST_DESCRIBING = 3
# Bodies whose names are often told with what they do.
_DOING = (("nhà", "máy"), ("hãng",), ("công", "ty"))
# Words that make what follows the kind of many bodies, no name of one.
_PLURALS = frozenset(("các", "những", "nhiều", "một", "mấy", "số"))
# How far before a name its head is looked for, in characters.
_REACH = 60
# Heads that may end in a full stop: `TP. Vũng Tàu`.
_SHORT = ("tp", "tx", "p", "q", "h", "t.p")

# What `Phường 1`, `Quốc lộ 4D` have for a name; behind a head in small letters none that counts: `xã 12 hộ`.
_NUMBER = re.compile(r"[ \u00a0]{1,2}\d{1,3}[A-Z]?\b(?!\s*[\d%/]|[.,]\d)")
_COUNTS = re.compile(r"[ \u00a0]+[a-zà-ỹđ]")
# The number that ends a name: `xã Kim Lư 3,`; no figure goes on behind it.
_NUMBERED = ("commune", "village", "spot")
_ENDING = re.compile(r"[ \u00a0]\d{1,2}(?=\s?[,;)\n]|\.\s|$)")
# `Hoa hậu Toàn cầu`, `Ngân hàng Thế giới`: a part of a name.
_IN_NAME = re.compile(rf"\w\s[{UPPER}]")
# `của Bảo hiểm xã hội Việt Nam`, `BHXH Việt Nam`, `hãng Samsung Việt Nam`: the country ends a body's name.
_ENDS_NAME = re.compile(
    rf"""(?: [{LOWER},]\s(?P<body>[{UPPER}][{LOWER}]+(?:\s[{UPPER}{LOWER}]{{2,8}}){{1,5}})
      | (?<!\w)(?!(?:GDP|CPI|HDI|FDI|PMI|GNI|PPI|NSNN)\s)[{UPPER}]{{3,8}}
      | [{LOWER}]\s(?P<brand>[A-Z][a-z]{{3,20}}) )\s\Z""",
    re.VERBOSE,
)
# How far before the country that name begins, in characters.
_NAME_REACH = 60
# What of a run of capitals is a name in capitals, without where it lies.
_SHOUTED = re.compile(
    rf"[{UPPER}]+(?![{LOWER}])(?:[ \u00a0](?!(?:TẠI|Ở|CỦA|THUỘC|VÀ)\b)[{UPPER}]+(?![{LOWER}]))*"
)
# The districts that numbers name.
_TOWN = ("quận", "q", "q.")
# What bears a number for a name, whatever follows.
_ROADS = ("quốc lộ", "tỉnh lộ", "đường tỉnh")
# The rest of a body's name behind its form (`TNHH may mặc Châu Á`) or its first word (`Chính trị tỉnh`).
_FORMED = re.compile(rf"(?:[ \u00a0][{LOWER}]{{1,8}}){{0,5}}[ \u00a0]{CAP}(?:[ \u00a0]{CAP}){{0,4}}")
_BEGUN = re.compile(rf"[ \u00a0][{LOWER}]{{1,8}}(?:[ \u00a0]tỉnh\b|(?:[ \u00a0]{CAP}){{1,4}})?")
_LONGER = re.compile(rf"((?:[ \u00a0][{LOWER}]{{1,8}}){{1,8}})[ \u00a0]{CAP}(?:[ \u00a0]{CAP}){{0,4}}")
# What stands behind a word for the own territory that a name goes on with: `trên địa bàn tỉnh Hưng Yên`.
_NAMED = re.compile(rf"[ \u00a0]{{1,2}}[{UPPER}]")
# Words in capitals beside a name of one syllable that it is no part of begin sentences: `Tại Mỹ`.
_WORD_LENGTH = 9
_LONE = re.compile(
    r"(?<!\w)(?!(?:Tại|Ở|Trong|Với|Của|Còn|Riêng|Và|Nước|Phía|Theo|Dân|Người|Báo|Quân|Lính|Khách|Từ|Sang)\s)"
    rf"[{UPPER}][{LOWER}]*[ \u00a0]$"
)
# `chị Nga`: a person; names that are ordinary words too, and what makes them a country's: `ở Anh`, `người Ý`.
_CALLED_SO = re.compile(r"\b(?:ông|bà|anh|chị|cô|em|cháu|chú|bác|thầy)\s$", re.IGNORECASE)
_THERE = re.compile(r"\b(?:ở|tại|người|dân|báo|nước|sang|từ|đến)\s$", re.IGNORECASE)
_GOES_ON = re.compile(rf"[ \u00a0][{UPPER}][{LOWER}]")
# Whom a name is: `Tổng thống Mỹ Donald Trump`.
_PERSON = re.compile(rf"\b(?i:ông|bà|tổng\s+thống|tỷ\s+phú|gia\s+đình)\s(?P<name>{CAP}(?:\s{CAP}){{0,3}})")
# The words of what a body does, before its name.
_DESCRIBES = re.compile(rf"[{UPPER}{LOWER}][{LOWER}]*[ \u00a0](?:[{LOWER}]+[ \u00a0])+")
# The abbreviation behind the name of a firm.
_SHORTENED = re.compile(
    rf"[ \u00a0]?\((?:gọi tắt là |sau đây gọi là |viết tắt là |tên viết tắt |tên giao dịch )?"
    rf"([{UPPER}]{{3,8}}|[A-Z][A-Za-z]{{3,15}})\)"
)


def names_in(text: str, start: int, end: int, lexicon: Lexicon) -> list[Named]:
    """What a stretch of text names, in text order.

    A district or commune that is named with its kind once is found by its name alone too.

    Args:
        text: the document's text.
        start: where to begin.
        end: where to stop.
        lexicon: the vocabulary.
    """
    found = [*_proper(text, start, end, lexicon), *_set_names(text, start, end, lexicon)]
    found += [*_abroad(text, start, end, lexicon), *firms(text, start, end, lexicon)]
    found += _registered(text, start, end, lexicon)
    found += lines(text, start, end)
    found += greatest(text, start, end)
    found += _again(text, start, end, found)
    kept: list[Named] = []
    for named in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return unified(passed(text, kept), lexicon)


def _set_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Names that are no run of capitals: `cả nước`, `Phường 1`; and words for the own territory."""
    for cue in cues_in(text, start, end, lexicon, TABLE):
        role, written = cue.row["role"], text[cue.start : cue.end]
        within = cue.row["level"] == "world" and _IN_NAME.fullmatch(
            text[max(0, cue.start - 2) : cue.start + 1]
        )
        if role == "name" and not within:
            yield Named(cue.start, cue.end, written[0].lower() + written[1:], cue.row["level"])
        elif role == "cased" and written[0].isupper():
            if cue.row["level"] == "nation" and _ends_name(text, cue.start, vocabulary(lexicon)):
                continue
            yield Named(cue.start, cue.end, written, cue.row["level"])
        elif role == "whole" and not _NAMED.match(text, cue.end, end):
            yield Named(cue.start, cue.end, "", "whole")
        number = _NUMBER.match(text, cue.end, end) if role == "head" else None
        numbered = written[0].isupper() or cue.row["word"] in _ROADS
        if cue.row["level"] == "district" and cue.row["word"] not in _TOWN:
            # `cảng Vân Huyện 90 km`
            continue
        if number is not None and (numbered or not _COUNTS.match(text, number.end())):
            yield Named(cue.start, number.end(), text[cue.start : number.end()], cue.row["level"])


def _ends_name(text: str, position: int, known: Vocabulary) -> bool:
    """Whether what stands there ends the name of a body, which is not the country: `BHXH Việt Nam`."""
    ended = _ENDS_NAME.search(text, max(0, position - _NAME_REACH), position)
    if ended is None:
        return False
    if ended["body"] is not None:
        return not any(word in known.function_words for word in ended["body"].split() if word != "và")
    return ended["brand"] is None or is_brand(ended["brand"])


def _abroad(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Countries, cities and regions abroad, with capitals where their names have them: `Mỹ`, `châu Âu`."""
    for cue in cues_in(text, start, end, lexicon, ABROAD):
        name, written = cue.row["name"], text[cue.start : cue.end]
        cased = written[0].isupper() == name[0].isupper() and any(map(str.isupper, written))
        if cased and not _within_run(text, cue.start, cue.end, ordinary=bool(cue.row["ordinary"])):
            yield Named(cue.start, cue.end, written, cue.row["level"])


def _within_run(text: str, start: int, end: int, *, ordinary: bool) -> bool:
    """Whether a name of one syllable is a part of a longer one (`Mỹ` of `Yên Mỹ`, of `Mỹ Đình`) or none."""
    if " " in text[start:end]:
        return False
    near = max(0, start - _WORD_LENGTH)
    before = _LONE.search(text, near, start) or _CALLED_SO.search(text, near, start)
    if ordinary and not _THERE.search(text, near, start):
        return True
    return before is not None or _GOES_ON.match(text, end) is not None


def _registered(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Central bodies of the register by their full names, in capitals as officially written."""
    for cue in cues_in(text, start, end, lexicon, "bodies"):
        if text[cue.start].isupper() and cue.row["level"] == "central" and " " in text[cue.start : cue.end]:
            yield Named(cue.start, cue.end, text[cue.start : cue.end], "organ")


def _proper(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    known = vocabulary(lexicon)
    for run in RUN.finditer(text, start, end):
        words = _words(text, run.start(), run.end())
        found = _led(text, max(start, run.start() - _REACH), words, known) or _bare(text, words, known)
        if found is not None:
            yield found


def _again(text: str, start: int, end: int, found: Sequence[Named]) -> Iterator[Named]:
    """Districts, communes and bodies named without what stands before the name elsewhere, or in short."""
    known: dict[str, tuple[str, str]] = {}
    for name in found:
        proper = name.proper
        if name.level in ("district", "commune") and (kind := KIND.match(name.name)):
            bare = name.name[kind.end() :]
            known.setdefault(bare, (bare, name.level))
        elif name.level == "body" and (" " in proper or is_brand(proper)):
            known.setdefault(proper, (proper, name.level))
            if (short := _SHORTENED.match(text, name.end)) is not None:
                known.setdefault(short[1], (proper if short[1].isupper() else short[1], name.level))
    persons = _persons(text, start, end)
    for run in RUN.finditer(text, start, end):
        # `Ở Chợ Đồn`: the first word has its capital from the sentence
        for begin in (run.start(), run.start() + run[0].find(" ") + 1):
            bare = text[begin : run.end()]
            if bare in known and (" " in bare or known[bare][1] == "body" or is_brand(bare)):
                if bare in persons:
                    break
                yield Named(begin, run.end(), *known[bare])
                break


def _persons(text: str, start: int, end: int) -> frozenset[str]:
    """The words of persons' names: `Trump` is one where there is an `ông Trump`, beside a `Đại học Trump`."""
    return frozenset(word for found in _PERSON.finditer(text, start, end) for word in found["name"].split())


def _words(text: str, start: int, end: int) -> list[Word]:
    return [Word(match[0].casefold(), *match.span()) for match in WORD.finditer(text, start, end)]


def _led(text: str, start: int, words: Sequence[Word], known: Vocabulary) -> Named | None:
    """A name that a head leads, in the run of capitals (`Huyện Yên Mỹ`) or before it (`huyện Yên Mỹ`)."""
    shouted = len(words) > 1 and text[words[0].start : words[-1].end].isupper()
    if shouted and (found := _bare(text, words, known)):
        return found
    before = _words(text, start, words[0].start)
    whole = [*before, *words]
    for index in range(len(before), len(whole)):
        for length in range(min(_HEAD_WORDS, index), 0, -1):
            head = known.head(whole[index - length : index], text)
            if head is None or not _joined(text, whole[index - 1], whole[index]):
                continue
            if head[0] == "body" and index - length > len(before):
                # `Giang Nam Trường Hưng`: within a name
                continue
            if head[0] == "none" or known.head(whole[index - length : index + 1], text) == ("none", ""):
                return None
            return _named(text, whole[index - length].start, whole[index:], head, known)
    return _formed(text, before, words, known)


def _formed(text: str, before: Sequence[Word], words: Sequence[Word], known: Vocabulary) -> Named | None:
    """A body with small letters before its name: `Quỹ tín dụng nhân dân Phước Thành`, `nhà máy gỗ Ba Na`."""
    index = len(before)
    while index and before[index - 1].text in known.forms:
        index -= 1
    if index == len(before) and known.folded(text[words[0].start : words[-1].end]) not in known.countries:
        index = _described(text, before, words[0], known)
    for length in range(min(_HEAD_WORDS, index), 0, -1):
        head = known.head(before[index - length : index], text)
        if head is not None and head[0] == "body" and index < len(before):
            if index > length and before[index - length - 1].text in _PLURALS:
                return None
            begin, last = before[index - length].start, words[-1].end
            return None if "\n" in text[begin:last] else Named(begin, last, text[begin:last], head[1])
    return None


def _described(text: str, before: Sequence[Word], name: Word, known: Vocabulary) -> int:
    """Where up to three words begin that say what a body does, none of them a function word: `đóng tàu`."""
    least = max(len(before) - _MOST_DESCRIBING, 0)
    for index in range(len(before) - 1, least - 1, -1):
        if before[index].text in known.function_words:
            break
        for length in range(min(_HEAD_WORDS, index), 0, -1):
            head = tuple(word.text for word in before[index - length : index])
            joined = _DESCRIBES.fullmatch(text, before[index - length].start, name.start) is not None
            if joined and head in _DOING:
                return index
    return len(before)


def _joined(text: str, head: Word, name: Word) -> bool:
    gap = text[head.end : name.start]
    return "\n" not in gap and not gap.strip(" \u00a0." if head.text in _SHORT else " \u00a0")


def _bare(text: str, words: Sequence[Word], known: Vocabulary) -> Named | None:
    """A province's name that ends a run of capitals: `Tại Hưng Yên`, but not `Quốc Cường Gia Lai`."""
    for index in range(len(words)):
        length = known.province(words[index:])
        shouted = text[words[0].start : words[-1].end].isupper()
        if index == 1 and words[0].text in known.surnames and not shouted:
            # `Trương Hòa Bình`: a person
            return None
        if length and (shouted or (index < 2 and index + length == len(words))):
            first, last = words[index].start, words[index + length - 1].end
            return Named(first, last, text[first:last], "province")
    return None


def _named(
    text: str, begin: int, words: Sequence[Word], head: tuple[str, str], known: Vocabulary
) -> Named | None:
    role, level = head
    first, last = words[0].start, words[-1].end
    if role == "body" and known.folded(text[first:last]) in known.countries:
        # `Công ty Trung Quốc`: some of a country, no name
        return None
    length = known.province(words) if role != "body" else 0
    city = (
        level == "district"
        and text[begin : begin + 1] in "tT"
        and text[begin : begin + 3].casefold() != "thị"
    )
    if length and (level == "province" or city):
        return Named(begin, words[length - 1].end, text[first : words[length - 1].end], "province")
    if role == "title":
        # `Chủ tịch UBND tỉnh Phạm Văn A`: the province is the document's own; `tỉnh BR - VT`: an abbreviation
        short = text[first:last].isupper() and not text[begin].isupper()
        return Named(begin, last, text[first:last], level) if short else Named(begin, first, "", "whole")
    if text[begin:first].isupper() and (shouted := _SHOUTED.match(text, first, last)):
        # `KHU CÔNG NGHIỆP TÂN LONG TẠI BẮC KẠN Dự án …`
        last = shouted.end()
    formed = len(words[-1].text) > 1 and text[words[-1].start : last].isupper()
    proper = Named(first, last, text[first:last], level).proper
    begun = " " not in proper and not is_brand(proper)
    rest = _FORMED.match(text, last) if formed else _begun(text, last, known) if begun else None
    if role == "body" and rest is not None:
        last = rest.end()
    elif level in _NUMBERED and (number := _ENDING.match(text, last)):
        last = number.end()
    return Named(begin, last, text[begin:last], level)


def _begun(text: str, last: int, known: Vocabulary) -> re.Match[str] | None:
    """The rest of a body's name that its first word begins: `(Đầu) tư và xây dựng Tân Long`."""
    longer = _LONGER.match(text, last)
    if longer is not None:
        between = [word for word in longer[1].split() if word != "và"]
        if not any(word in known.function_words for word in between):
            return longer
    return _BEGUN.match(text, last)
