"""XML of strangers: no entity, no document type, nothing fetched, bounded by the parser."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from io import BytesIO
from lxml import etree
import re


#: Characters that XML does not know; old databases hold them, and parsers stop at them.
FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))
DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]+)")
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
    data = _readable(data)
    first = re.search(rb"<[A-Za-z]", data)
    if first is None:
        raise UnreadableSource(_("This is no XML file."))
    encoding = DECLARED.match(data)
    if encoding and encoding[1].lower() not in KNOWN:
        raise UnreadableSource(_("This XML file is in an encoding that is not read here."))
    if DOCTYPE.search(data[: first.start()]):
        raise UnreadableSource(
            _("This XML file declares a document type: such a file is not read, for safety.")
        )
    return data


def _readable(data: bytes) -> bytes:
    """Return a document without what XML does not know, and in the encoding that it claims.

    Exports that went through old databases claim UTF-8 and have lines of Windows-1252.
    """
    if any(code in data for code in FORBIDDEN):
        data = data.translate(None, FORBIDDEN)
    declared = DECLARED.match(data)
    if declared is not None and declared[1].lower() != b"utf-8":
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return b"\n".join(map(_as_utf8, data.split(b"\n")))
    return data


def _as_utf8(line: bytes) -> bytes:
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("windows-1252", "replace").encode()
    return line


#: Encodings in which what is forbidden looks as it does in ASCII.
KNOWN = frozenset((b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"))


def _damaged(error: etree.XMLSyntaxError) -> UnreadableSource:
    return UnreadableSource(
        _(
            "This XML file is damaged at line ${line}. Export it again.",
            mapping={"line": str(error.lineno or 1)},
        )
    )
