"""The text of a file, read in a process of its own: `python -m communesplone.core.extract`.

A file from outside can make its reader loop or eat memory: here it can harm nobody but that
process, which has a minute and a gigabyte.
"""

from collections.abc import Iterator
from lxml import etree
from pathlib import Path
from zipfile import BadZipFile
from zipfile import ZipFile
import resource
import subprocess
import sys


MOST_PAGES = 400
MOST_LETTERS = 300_000
MOST_BYTES = 40 * 1024 * 1024
PATIENCE = 60
MEMORY = 1024 * 1024 * 1024
#: The parts of an office file that hold its words.
PARTS = {
    "docx": ("word/document.xml",),
    "pptx": ("ppt/slides/",),
    "xlsx": ("xl/sharedStrings.xml",),
    "odt": ("content.xml",),
    "ods": ("content.xml",),
    "odp": ("content.xml",),
    "epub": (".xhtml", ".html"),
}
READABLE = frozenset({"pdf", "txt", "csv", *PARTS})


def text_of(path: Path, extension: str) -> str:
    """Return the words of a file; empty when it has none or cannot be read in time."""
    return words_in(path, extension) or ""


def words_in(path: Path, extension: str) -> str | None:
    """Return the words of a file, empty when it has none; None when it cannot be read in time."""
    if extension not in READABLE:
        return None
    command = [sys.executable, "-m", __spec__.name, str(path), extension]
    try:
        # A path of ours and a word of READABLE: nothing that came with the file.
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def read(path: Path, extension: str) -> str:
    """Return the words of a file of a READABLE kind, in one line."""
    if extension == "pdf":
        pieces = _pdf(path)
    elif extension in PARTS:
        pieces = _office(path, PARTS[extension])
    else:
        pieces = iter([path.read_bytes()[:MOST_LETTERS].decode("utf-8", "replace")])
    found, letters = [], 0
    for piece in pieces:
        words = " ".join(piece.split())
        found.append(words)
        letters += len(words)
        if letters > MOST_LETTERS:
            break
    return " ".join(found)[:MOST_LETTERS]


def _pdf(path: Path) -> Iterator[str]:
    # Here, because the site's processes need not load it.
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError("This file asks for a password.")
    for page in reader.pages[:MOST_PAGES]:
        yield page.extract_text()


def _office(path: Path, names: tuple[str, ...]) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with ZipFile(path) as archive:
            for info in archive.infolist():
                named = info.filename.startswith(names) or info.filename.endswith(names)
                if not named or info.file_size > MOST_BYTES:
                    continue
                root = etree.fromstring(archive.read(info), parser)
                yield " ".join(text.strip() for text in root.itertext() if text.strip())
    except (BadZipFile, etree.XMLSyntaxError):
        return


def main() -> None:
    """Write the text of the file that the command line names."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(read(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
