"""Pages saved as one file: the page itself, whatever was saved with it and however it is packed."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from quopri import encodestring

import pytest

from solieu.audit.origin import Witness
from solieu.ingest import read
from solieu.ingest.html import node_text, parse
from solieu.ingest.kinds import kind_of
from solieu.ingest.mht import main_page

PAGE = "<html><body><h1>Tổng kết</h1><p>Có <b>218</b> học viên, nữ chiếm 27,98%.</p></body></html>"
FRAME = "<html><body><p>Quảng cáo: giảm 50%</p></body></html>"


def _part(page: str, packing: str, *, charset: str = "utf-8", more: str = "") -> bytes:
    data = page.encode(charset, "xmlcharrefreplace")
    packed = {"base64": b64encode(data), "quoted-printable": encodestring(data), "8bit": data}[packing]
    head = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {packing}\r\n{more}\r\n"
    return head.encode() + packed + b"\r\n"


def _saved(*parts: bytes, more: str = "", kind: str = 'type="text/html"') -> bytes:
    head = (
        f"From: <Saved by a browser>\r\n{more}Subject: =?utf-8?Q?T=E1=BB=95?=\r\n =?utf-8?Q?ng?=\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\t{kind};\r\n\tboundary="----x"\r\n\r\n'
    )
    return head.encode() + b"".join(b"------x\r\n" + part for part in parts) + b"------x--\r\n"


PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
CASES = [
    pytest.param(_saved(_part(PAGE, "quoted-printable"), PICTURE), id="quoted-printable, with a picture"),
    pytest.param(_saved(PICTURE, _part(PAGE, "base64")), id="base64, behind a picture"),
    pytest.param(_saved(_part(PAGE, "8bit")), id="as it is"),
    pytest.param(_saved(_part(PAGE, "base64", charset="utf-16-le")), id="in UTF-16"),
    pytest.param(
        _saved(
            _part(FRAME, "8bit", more="Content-ID: <b>\r\n"),
            _part(PAGE, "8bit", more="Content-ID: <a>\r\n"),
            kind='start="<a>"',
        ),
        id="the part that `start` names",
    ),
    pytest.param(
        _saved(
            _part(FRAME, "8bit", more="Content-Location: http://a.vn/frame\r\n"),
            _part(PAGE, "8bit", more="Content-Location: http://a.vn/\r\n"),
            more="Snapshot-Content-Location: http://a.vn/\r\n",
        ),
        id="the part from the address that was saved",
    ),
]


@pytest.mark.parametrize("data", CASES)
@pytest.mark.parametrize("name", ["a.mht", "a.txt"])
def test_the_page_is_read_with_its_places(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    document = read(tmp_path / name)
    assert (document.status, document.media_type) == ("done", "multipart/related")
    assert document.text == "Tổng kết\nCó 218 học viên, nữ chiếm 27,98%."
    (origin,) = document.locate(document.text.index("218"), document.text.index("218") + 3)
    root = parse(main_page(data).decode())
    assert root is not None
    assert node_text(root, origin.source_path or "") == "218"
    row = {"start": 12, "end": 15, "text": "218", "source_path": origin.source_path}
    assert list(Witness(document, data)._paths(row)) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(_saved(PICTURE), "corrupt", id="no page in it"),
        pytest.param(_saved(), "corrupt", id="no part in it"),
        pytest.param(
            _saved(_part(PAGE, "base64")).partition(b"PGh0")[0], "empty", id="cut off before the page"
        ),
        pytest.param(
            b"".join(
                b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
                for n in range(3000)
            ),
            "corrupt",
            id="messages in messages without end",
        ),
    ],
)
def test_what_holds_no_page_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(data)
    document = read(tmp_path / "a.mht")
    assert document.status == "refused"
    assert (document.reason or "").startswith(f"{code}: ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Số: 61\nNội dung: Content-Type: multipart/related", id="a text that speaks of it"),
        pytest.param("a: b\n" * 200 + "x", id="lines with colons"),
        pytest.param("a:" * 2000, id="colons without end"),
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert kind_of(text.encode(), "a.txt").media_type == "text/plain"
