"""XML of strangers: no entity, no document type, nothing fetched, bounded by the parser."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from io import BytesIO
from lxml import etree
import re


#: Characters that XML does not know; old databases hold them, and parsers stop at them.
FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
}


def elements(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Yield each element of some names, with all that is in it; it is emptied afterwards.

    :raises UnreadableSource: with the line where the file stops being XML.
    """
    data = _safe(data)
    try:
        for _event, element in etree.iterparse(BytesIO(data), tag=tags, **OPTIONS):
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _damaged(error) from error


def tree(data: bytes) -> etree._Element:
    """Return the root of a small document.

    :raises UnreadableSource: with the line where it stops being XML.
    """
    try:
        return etree.fromstring(_safe(data), etree.XMLParser(**OPTIONS))
    except etree.XMLSyntaxError as error:
        raise _damaged(error) from error


def _safe(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # Else what is forbidden could stand there unseen.
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError as error:
            raise UnreadableSource(_("This is no XML file.")) from error
        data = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", data.removeprefix(b"\xef\xbb\xbf"))
    data = data.translate(None, FORBIDDEN)
    first = re.search(rb"<[A-Za-z]", data)
    if first is None:
        raise UnreadableSource(_("This is no XML file."))
    encoding = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", data)
    if encoding and encoding[1].lower() not in KNOWN:
        raise UnreadableSource(_("This XML file is in an encoding that is not read here."))
    if DOCTYPE.search(data[: first.start()]):
        raise UnreadableSource(
            _("This XML file declares a document type: such a file is not read, for safety.")
        )
    return data


#: Encodings in which what is forbidden looks as it does in ASCII.
KNOWN = frozenset((b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"))


def _damaged(error: etree.XMLSyntaxError) -> UnreadableSource:
    return UnreadableSource(
        _(
            "This XML file is damaged at line ${line}. Export it again.",
            mapping={"line": str(error.lineno or 1)},
        )
    )
