"""Broken documents, made from sound ones of our own: the same ones for the same seed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

import ingest_samples as samples

# Numbers that tell parsers of sizes, counts and places that are not so.
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"00000000")
# Pieces of each format, put where they do not belong.
_PIECES = (
    b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Kids [1 0 R]", b"/Length 99999999", b"BT", b"xref",
    b"<table>" * 60, b"</td>", b"<![CDATA[", b"<!--", b"&#xFFFFFFFF;", b"&#0;", b"<svg>", b"\xff\xfe",
    b"rowspan=99999999", b"\0" * 64, b"IHDR", b"IDAT", b"\xff\xd8\xff", b"Content-Type: multipart/x;\r\n",
)  # fmt: skip
KINDS = ("pdf", "html", "png", "jpg", "tif")
# Pages by text recognition take a hundred times as long as others, so there are fewer of them.
_SHARES = (46, 46, 3, 3, 2)


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken documents, each with a name that tells its kind."""
    random = Random(seed)
    for number in range(count):
        kind = random.choices(KINDS, _SHARES)[0]
        data = random.choice(_sound(kind))
        for _ in range(random.choice((1, 1, 2, 4, 16))):
            data = random.choice(_MUTATIONS)(data, random, kind)
        yield f"{kind}/{number:05}.{kind}", data


def _flip(data: bytes, random: Random, _: str) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut_off(data: bytes, random: Random, _: str) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _leave_out(data: bytes, random: Random, _: str) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randrange(1, 400) :]


def _repeat(data: bytes, random: Random, _: str) -> bytes:
    start = random.randrange(len(data) + 1)
    return (
        data[:start] + data[start : start + random.randrange(1, 200)] * random.choice((2, 50)) + data[start:]
    )


def _splice(data: bytes, random: Random, kind: str) -> bytes:
    other = random.choice(_sound(random.choice((kind, kind, *KINDS))))
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other)) :]


def _put_in(data: bytes, random: Random, _: str) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.choice(_PIECES) + data[start:]


def _renumber(data: bytes, random: Random, _: str) -> bytes:
    """Another number in place of one that is written in digits."""
    start = random.randrange(len(data) + 1)
    while start < len(data) and not data[start : start + 1].isdigit():
        start += 1
    end = start
    while end < len(data) and data[end : end + 1].isdigit():
        end += 1
    return data[:start] + random.choice(_NUMBERS) + data[end:]


_MUTATIONS: tuple[Callable[[bytes, Random, str], bytes], ...] = (
    _flip, _flip, _cut_off, _leave_out, _repeat, _splice, _put_in, _renumber, _renumber,
)  # fmt: skip


@cache
def _sound(kind: str) -> tuple[bytes, ...]:
    return {"pdf": _pdfs, "html": _pages}.get(kind, lambda: _images(kind))()


def _pdfs() -> tuple[bytes, ...]:
    lines = samples.column("Số: 11/QĐ-UBND\nNăm 2010 có 218 học viên,\ntrong đó nữ chiếm 27,98%.")

    def grid(canvas: Any, _: int) -> None:
        canvas.grid([60, 160, 260, 360], [300, 320, 340, 360])
        for row in range(3):
            for column in range(3):
                canvas.drawString(64 + 100 * column, 305 + 20 * row, f"{row}{column},5")

    def scan(canvas: Any, _: int) -> None:
        canvas.drawImage(samples.picture(), 0, 0, 595, 842)

    return (
        samples.pdf(lines),
        samples.pdf(lines, lines, draw=grid, pageCompression=0),
        samples.pdf(lines, turn=90, draw=grid),
        samples.pdf([], draw=scan, size=(60, 80)),
    )


def _pages() -> tuple[bytes, ...]:
    rows = "".join(f"<tr><td rowspan=2>Xã {n}<td colspan='2'>{n},5%<td>{n * 61}</tr>" for n in range(12))
    page = (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Tin</title>"
        "<script>var a='<p>1</p>'</script></head>"
        f"<body><h1>Sáng 18/4</h1><p>Có <b>218</b> học viên, nữ chiếm 27,98%.</p><table>{rows}</table>"
        "<pre>  61\n nữ</pre><ul><li>Các tin khác</ul></body></html>"
    )
    saved = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: http://a.vn/\r\n\r\nPHA+Q8OzIDYxIG7hu688L3A+\r\n--x--\r\n"
    )
    return page.encode(), page.replace("utf-8", "windows-1258").encode("cp1258", "ignore"), saved.encode()


def _images(kind: str) -> tuple[bytes, ...]:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (170, 44), 255)
    import matplotlib

    face = ImageFont.truetype(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf", 22)
    ImageDraw.Draw(image).text((8, 8), "Có 61 nữ, 27%", fill=0, font=face)
    buffer = io.BytesIO()
    image.save(buffer, {"png": "PNG", "jpg": "JPEG", "tif": "TIFF"}[kind])
    return (buffer.getvalue(),)


ARCHIVES = ("zip", "tar.gz", "jsonl.gz", "csv", "parquet", "warc")


def broken_archives(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken archives and tables of texts, each with its name."""
    random = Random(seed)
    for number in range(count):
        kind = random.choice(ARCHIVES)
        data = _archive(kind)
        for _ in range(random.choice((1, 1, 2, 4))):
            data = random.choice((_flip, _flip, _cut_off, _leave_out, _repeat, _renumber))(data, random, kind)
        yield f"{number:05}.{kind}", data


@cache
def _archive(kind: str) -> bytes:
    import gzip

    import pyarrow as pa
    from pyarrow import parquet

    texts = [f"Năm 20{n:02} có {n * 61} nữ, chiếm 27,98%." for n in range(10, 40)]
    buffer = io.BytesIO()
    if kind == "zip":
        inner = samples.zipped({"c.txt": texts[0].encode()})
        return samples.zipped({"a.txt": texts[0].encode(), "b/b.html": _pages()[0], "d.zip": inner})
    if kind == "tar.gz":
        return samples.tarred({"a.txt": texts[0].encode(), "b.jsonl": b'{"text": "61"}\n' * 9})
    if kind == "jsonl.gz":
        return gzip.compress("".join(f'{{"id": {n}, "text": "{t}"}}\n' for n, t in enumerate(texts)).encode())
    if kind == "csv":
        return ("id,text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(texts))).encode()
    if kind == "parquet":
        parquet.write_table(pa.table({"id": list(range(len(texts))), "text": texts}), buffer)
        return buffer.getvalue()
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.vn/%d\r\n"
    record = head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
    return b"".join(record % (n, len(text.encode()), text.encode()) for n, text in enumerate(texts))
