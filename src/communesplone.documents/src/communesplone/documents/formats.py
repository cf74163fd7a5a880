"""The files that the library takes: known by their name, proved by their first bytes."""

from communesplone.core import _
from communesplone.core.typography import NBSP
from communesplone.documents.interfaces import RefusedFile
from typing import Protocol


KILO = 1024
LARGEST = 50 * KILO * KILO
PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG"
#: Type by extension, with what such a file begins with; text begins with anything.
FORMATS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", PDF),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", ZIP),
    "odp": ("application/vnd.oasis.opendocument.presentation", ZIP),
    "doc": ("application/msword", OLE),
    "xls": ("application/vnd.ms-excel", OLE),
    "zip": ("application/zip", ZIP),
    "epub": ("application/epub+zip", ZIP),
    "jpg": ("image/jpeg", JPEG),
    "png": ("image/png", PNG),
    "csv": ("text/csv", b""),
    "txt": ("text/plain", b""),
}
#: What a browser may open in its own window; the rest is saved.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "text/plain"})


class Stored(Protocol):
    """A file as plone.namedfile keeps it."""

    filename: str | None
    contentType: str

    def getSize(self) -> int: ...


def extension(filename: str | None) -> str:
    """Return the extension of a file's name, in small letters; empty for none."""
    _name, dot, found = (filename or "").rpartition(".")
    return {"jpeg": "jpg"}.get(found.lower(), found.lower()) if dot else ""


def is_acceptable(stored: Stored) -> bool:
    """Accept a file that is what its name says.

    :raises RefusedFile: with the sentence for the person.
    """
    if stored is None:
        return True
    found = extension(stored.filename)
    if found not in FORMATS:
        raise RefusedFile(
            _(
                "“${name}” cannot be published here. "
                "Choose a file of one of these kinds: ${kinds}.",
                mapping={"name": stored.filename or "", "kinds": ", ".join(FORMATS)},
            )
        )
    if stored.getSize() > LARGEST:
        raise RefusedFile(
            _(
                "“${name}” is larger than ${size} MB. Make it smaller, or split it.",
                mapping={"name": stored.filename, "size": LARGEST // KILO // KILO},
            )
        )
    with stored.open() as opened:
        beginning = opened.read(1024)
    _check_beginning(stored.filename or "", found, beginning)
    return True


def _check_beginning(name: str, found: str, beginning: bytes) -> None:
    expected = FORMATS[found][1]
    # Some programs write a few bytes before the mark of a PDF; the standard lets them.
    right = expected in beginning if found == "pdf" else beginning.startswith(expected)
    if not right or (not expected and b"\x00" in beginning):
        raise RefusedFile(
            _(
                "“${name}” is not what its name says: its content is not that of a ${kind} file.",
                mapping={"name": name, "kind": found.upper()},
            )
        )


def media_type(filename: str | None) -> str:
    """Return the type to serve a file with: told by its name, never by who sent it."""
    return FORMATS.get(extension(filename), ("application/octet-stream", b""))[0]


def readable_size(size: int, language: str) -> str:
    """Return a number of bytes for people: "90 Ko", "1,4 MB"."""
    units = ("o", "Ko", "Mo") if language == "fr" else ("B", "KB", "MB")
    if size < KILO:
        return f"{size}{NBSP}{units[0]}"
    if size < KILO * KILO:
        return f"{round(size / KILO)}{NBSP}{units[1]}"
    number = f"{size / KILO / KILO:.1f}"
    return f"{number if language == 'en' else number.replace('.', ',')}{NBSP}{units[2]}"
