"""Web pages: all of the text, as a browser shows it, each piece with an XPath that leads back to it."""

from __future__ import annotations

import unicodedata

import pytest
from lxml import etree

from solieu.ingest.html import node_text, parse, read_html
from solieu.ingest.reading import Refused
from solieu.types import Document


def found(page: str | bytes) -> Document:
    reading = read_html(page.encode() if isinstance(page, str) else page)
    return Document(
        "a.html", "0" * 64, "text/html", reading.text, reading.segments, reading.regions, reading.cells
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("<p>Một</p><p>Hai</p>", "Một\nHai", id="blocks stand on lines"),
        pytest.param(
            "<p>Số  vụ:\n <b> 61 </b>\t, giảm", "Số vụ: 61 , giảm", id="blanks collapse across elements"
        ),
        pytest.param("<b>27</b>,<i>98</i>%", "27,98%", id="no blank is made up"),
        pytest.param("a<br>b<br><br>c", "a\nb\n\nc", id="line breaks stay"),
        pytest.param("1.234&nbsp;t&#7927; &amp; 5&#xA0;%", "1.234\u00a0tỷ & 5\u00a0%", id="entities"),
        pytest.param("<pre>a  b\n  c</pre>d", "a  b\n  c\nd", id="pre keeps its blanks"),
        pytest.param("<div><div><p> </p></div></div>x", "x", id="empty blocks leave nothing"),
        pytest.param(
            "<script>var a=1</script>x<style>p{}</style><noscript>n</noscript>", "x", id="not shown"
        ),
        pytest.param("a<!-- 1 -->b<?x 2?>c", "abc", id="comments and instructions"),
        pytest.param("<title>T</title><p>x", "x", id="the title bar is not the page"),
        pytest.param(
            "15.000<sup>1</sup> người, 5 km<sup>2</sup>", "15.000 1 người, 5 km2", id="footnote marks"
        ),
        pytest.param("<p>Chính<p>phủ", "Chính\nphủ", id="unclosed elements"),
        pytest.param(
            "Ha\u0300 <b>No\u0323</b>\u0302i", "Hà Nội", id="a mark on the letter of another element"
        ),
        pytest.param("<ul><li>a<li>b<ul><li>c</ul></ul>d", "a\nb\nc\nd", id="lists"),
        pytest.param("<table><tr><td>a<td><td>c<tr><td>d</table>e", "a\t\tc\nd\ne", id="empty cells count"),
        pytest.param("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\nb\tc", id="blocks in a cell"),
        pytest.param("<o:p>Số</o:p> <st1:date>5</st1:date>", "Số 5", id="what Word leaves behind"),
    ],
)
def test_the_text_is_what_a_browser_shows(page: str, text: str) -> None:
    assert found(page).text == text


@pytest.mark.parametrize(
    "page",
    [
        "<div><p>Một <b>hai</b> ba<br>bốn</p><p>năm</p></div>sáu",
        "<table><tr><td>1<td>2<tr><td>3</table><ul><li>4<li>5</ul>",
        "a<!-- b -->c<b>d</b>e<i></i>f",
        "<o:p>Số</o:p><o:p>mười</o:p> <w:x><b>hai</b></w:x>",
        "<div>" * 300 + "sâu" + "</div>" * 300 + "cạn",
        "\ufeff<p>Đầu</p>",
        "<html><head><meta charset=windows-1252></head><body><p>Tổng số 15",
    ],
)
def test_every_path_leads_to_a_node_that_holds_the_text(page: str) -> None:
    document = found(page)
    root = etree.fromstring(
        page.removeprefix("\ufeff").encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    for segment in document.segments:
        assert segment.path is not None
        there = " ".join(unicodedata.normalize("NFC", node_text(root, segment.path)).split())
        assert document.text[segment.start : segment.end].strip() in there


def test_cells_are_intervals_with_their_place_in_the_grid() -> None:
    document = found(
        "<table><thead><tr><td rowspan=2>Năm<td colspan=2>Số</thead><tr><td>vụ<td>người<tr><th>2024<td>1<td>"
        "<table><tr><td>2</table></table>"
    )
    shown = [(c.table, c.row, c.column, document.text[c.start : c.end], c.header) for c in document.cells]
    assert shown == [
        (0, 0, 0, "Năm", True),
        (0, 0, 1, "Số", True),
        (0, 1, 1, "vụ", False),
        (0, 1, 2, "người", False),
        (0, 2, 0, "2024", True),
        (0, 2, 1, "1", False),
        (0, 2, 2, "2", False),
        (1, 0, 0, "2", False),
    ]
    assert [(c.row_span, c.column_span) for c in document.cells[:2]] == [(2, 1), (1, 2)]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param("<p>Số".encode("utf-16"), "Số", "utf-16-le", id="byte-order mark"),
        pytest.param(b"<meta charset=latin1><p>" + "Số".encode(), "Số", "utf-8", id="UTF-8 whatever it says"),
        pytest.param(
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>'
            + "Hô\u0300ng \u0111\u00f4\u0323i ".encode("cp1258"),
            "Hồng đội",
            "cp1258",
            id="declared, with marks apart",
        ),
    ],
)
def test_the_encoding_is_told_by_mark_bytes_and_declaration(data: bytes, text: str, encoding: str) -> None:
    reading = read_html(data)
    assert (reading.text, reading.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"<!-- nothing -->", "empty", id="no element"),
        pytest.param(b"<script>document.write(1)</script>", "empty", id="scripts only"),
        pytest.param("<p>Sè: 15, ngµy".encode("latin-1"), "legacy_encoding", id="TCVN3"),
        pytest.param(b"<p>\0\0\0</p>", "not_text", id="binary"),
    ],
)
def test_a_page_without_readable_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_html(data)
    assert refused.value.code == code


def test_what_is_nested_too_deep_is_said_to_be_missing() -> None:
    reading = read_html(("đầu" + "<ul><li>x" * 5000).encode())
    assert reading.text.startswith("đầu")
    assert reading.status == "partial"
    assert reading.reason is not None
    assert reading.reason.startswith("cut_off: ")


def test_nothing_outside_the_page_is_followed() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>a&e;b'
    assert found(page).text.endswith("a&e;b")


NEWS = """<html><head><title>Báo | Tin</title></head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/xa-hoi">Xã hội</a></li></ul></nav>
<div id="main"><h1>Hội nghị tổng kết công tác bồi dưỡng</h1><div class="content">
<p>Sáng 12/3, tỉnh tổ chức hội nghị tổng kết công tác bồi dưỡng cán bộ với 218 đại biểu từ các huyện
về dự.</p><p>Trong năm 2024 đã có 14.340 lượt cán bộ được bồi dưỡng, tăng 5,2% so với năm trước, theo báo
cáo của tỉnh.</p>
<table><tr><th>Năm</th><th>Lượt</th></tr><tr><td>2023</td><td>13.631</td></tr></table>
<p>Hội nghị cũng bàn nhiều nội dung quan trọng khác cho nhiệm vụ của những năm tiếp theo.</p></div></div>
<div class="related"><h3>Các tin khác</h3><ul><li><a href="/1">Khởi công đường vành đai ngày 1/2/2020</a></li>
<li><a href="/2">Giá xăng giảm 3% từ hôm nay</a></li></ul></div>
<footer>Điện thoại 024 123456</footer></body></html>"""


def test_the_article_is_told_from_what_stands_around_it() -> None:
    document = found(NEWS)
    parts = {region.label: "" for region in document.regions}
    for region in document.regions:
        parts[region.label] += document.text[region.start : region.end] + "\n"
    for line in ("Hội nghị tổng kết công tác bồi dưỡng", "14.340 lượt", "13.631", "218 đại biểu"):
        assert line in parts["article"]
    for line in ("Trang chủ", "Khởi công", "3%", "024 123456"):
        assert line in parts["boilerplate"]
    assert read_html(NEWS.encode()).title == "Hội nghị tổng kết công tác bồi dưỡng"


def test_a_path_that_is_none_is_told_from_one_that_leads_nowhere() -> None:
    root = parse("<p>a")
    assert root is not None
    assert node_text(root, "/html[1]/body[1]/p[7]/text()[1]") == ""
    with pytest.raises(ValueError, match="no XPath"):
        node_text(root, "/html[")


# --- what a page says of its article ------------------------------------------------------------------------

_TOLD = "<html><head>{}</head><body><p>Ngày 1/1/2001, tin cũ.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        pytest.param("", {}, id="a day that is only shown is nobody's"),
        pytest.param(
            '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},'
            '{"@type":["NewsArticle"],"datePublished":"2025-04-06T11:35:00+07:00","author":[{"name":"Lê Ba"},'
            '{"name":"Võ Tư"}]},{"@type":"NewsArticle","datePublished":"2024-01-01"}]}</script>',
            {"date": "2025-04-06", "author": "Lê Ba, Võ Tư"},
            id="JSON-LD: the first article, not the site, not a related one",
        ),
        pytest.param(
            '<meta property="article:published_time" content="06/04/2025 11:35">'
            '<meta name="author" content="Lê Ba">',
            {"date": "2025-04-06", "author": "Lê Ba"},
            id="tags; the day first",
        ),
        pytest.param(
            '<meta property="og:site_name" content="Báo A"><meta name="author" content="báo a">'
            '<meta property="article:author" content="https://a.vn/b">',
            {},
            id="neither the site nor an address is an author",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type":"Article",</script>'
            '<meta name="pubdate" content="hôm qua">',
            {},
            id="broken JSON, and no day",
        ),
    ],
)
def test_what_a_page_tells_of_its_article(head: str, facts: dict[str, str]) -> None:
    assert dict(read_html(_TOLD.format(head).encode()).metadata) == facts


_SENTENCE = (
    "Sáng 18/4, đoàn công tác của tỉnh đã kiểm tra tiến độ thi công tại huyện, có 218 học viên tham gia. "
)
_PARAGRAPHS = "".join(f"<p>{_SENTENCE * 2}Đợt {n}.</p>" for n in range(4))
_LINKS = "".join(f'<li><a href="/{n}">Tin ngày {n}/3/2024: giảm {n}%</a></li>' for n in range(1, 5))


@pytest.mark.parametrize("heading", ["Các tin khác", "Mới nhất:", "XEM NHIỀU NHẤT", "Tin liên quan"])
@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<article>{body}<div><h3>{heading}</h3><ul>{links}</ul></div></article>", id="in a box"),
        pytest.param("<article>{body}<h3>{heading}</h3><ul>{links}</ul></article>", id="bare, links below"),
        pytest.param(
            "<div><article>{body}</article><p><b>{heading}</b></p><ul>{links}</ul></div>", id="beside"
        ),
    ],
)
def test_bare_headings_and_their_links_are_no_article(heading: str, page: str) -> None:
    shown = page.format(body=_PARAGRAPHS, heading=heading, links=_LINKS)
    document = found(f"<html><body><h1>Kiểm tra tiến độ thi công</h1>{shown}</body></html>")
    article = "\n".join(document.text[r.start : r.end] for r in document.regions if r.label == "article")
    assert "Đợt 3." in article
    assert heading not in article
    assert "/3/2024" not in article
