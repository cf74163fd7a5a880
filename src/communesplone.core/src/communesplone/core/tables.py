"""Tables that somebody uploads: how large they may be, and in which encoding they are."""

from communesplone.core import _
from zope.i18nmessageid import Message


LARGEST = 2_000_000


class UnreadableTable(Exception):
    """A file that is no table of ours; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252 (Latin-1).

    :raises UnreadableTable: for what is too large or no text.
    """
    if len(data) > LARGEST:
        raise UnreadableTable(_("This file is larger than 2 MB. Cut it into several."))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableTable(_("This is no CSV file. Save your table as CSV, then send that."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
