"""Tables in and out: how large an uploaded one may be, its encoding, and CSV for spreadsheets."""

from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.core import _
from io import StringIO
from zope.i18nmessageid import Message
import csv


LARGEST = 2_000_000
#: How a cell begins that a spreadsheet would compute, or that we made neutral.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


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


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def text_table(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a CSV that the spreadsheets of this country open: UTF-8 with its mark, semicolons.

    Cells are neutral already (`cell`).
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
