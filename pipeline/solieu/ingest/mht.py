"""Pages saved as one file (`.mht`, `.mhtml`): the page itself among the parts that were saved with it.

RFC 2557: a `multipart/related` message whose `start`, or first HTML part, is the page; its pictures and
frames are further parts, which are not read.
"""

from __future__ import annotations

import codecs
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from solieu.ingest.html import read_html
from solieu.ingest.reading import Reading, Refused

_PAGES = ("text/html", "application/xhtml+xml")


def read_mht(data: bytes) -> Reading:
    """The page in a saved file, as `read_html` reads it; an origin is an XPath within that page.

    Raises:
        Refused: `corrupt` or `empty` where no page is in it; or as `read_html`.
    """
    return read_html(main_page(data))


def main_page(data: bytes) -> bytes:
    r"""The bytes of the page itself, unpacked, in UTF-8 where its part names another encoding that fits.

    Raises:
        Refused: `corrupt`: no message, or no page in it.

    >>> head = b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable"
    >>> main_page(head + b"\n\n<p>S=E1=BB=91 61</p>").decode()
    '<p>Số 61</p>'
    """
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
        if not pages:
            raise Refused("corrupt", "no page is in the saved file; save it again from a browser")
        start = message.get_param("start")
        address = message.get("Snapshot-Content-Location")
        page = next(
            (part for part in pages if start is not None and part.get("Content-ID") == start),
            next((part for part in pages if address and part.get("Content-Location") == address), pages[0]),
        )
        return _unpacked(page)
    except (MessageError, RecursionError, LookupError, ValueError) as error:
        reason = str(error).partition("\n")[0][:100]
        raise Refused("corrupt", f"the saved page cannot be unpacked ({reason}); save it again") from None


def _unpacked(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset is None or not _is_codec(charset):
        return content
    try:
        return content.decode(charset).encode()
    except (UnicodeError, LookupError):
        return content


def _is_codec(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name not in ("utf-8", "ascii")
    except (LookupError, ValueError):
        return False
