"""A log read to its end, each line once, whatever rotation does to the files meanwhile.

logrotate renames a file and another begins, or copies it away and empties it, and compresses the
copy. So a place in the log is not a name or an inode: it is what a file begins with, and how far
it was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO
import gzip
import time


#: What tells a file from another: lines hold the time, so two files do not begin alike.
HEAD = 4096
#: Read at a time.
CHUNK = 8 * 1024 * 1024
#: A rotated file that was written a moment ago may get a last line of a slow process.
SETTLED = 10.0


@dataclass(frozen=True)
class Mark:
    """How far a log is read.

    :param head: digest of the first `length` bytes of the file that was read last.
    :param offset: bytes of it that are read.
    :param latest: time of the last line seen, as written there.
    :param since: lines up to this time were read from files that are gone: they do not count.
    """

    head: str = ""
    length: int = 0
    offset: int = 0
    latest: str = ""
    since: str = ""


def files_of(log: Path) -> list[Path]:
    """Return the files of a log, the oldest first, the one that is written now last."""
    found = [path for path in log.parent.glob(f"{log.name}[.-]*") if path.is_file()]
    # While a copy is compressed both are there; the plain one is whole.
    plain = {path.name for path in found}
    rotated = [path for path in found if path.name.removesuffix(".gz") not in plain - {path.name}]
    rotated.sort(key=lambda path: (path.stat().st_mtime, path.name))
    return [*rotated, log] if log.is_file() else rotated


def next_lines(log: Path, mark: Mark) -> tuple[list[bytes], Mark] | None:
    """Return the whole lines that follow `mark`, a chunk at most, and the mark behind them.

    None when there is nothing more for now.

    :raises OSError: when a file cannot be read.
    """
    files = files_of(log)
    if not files:
        return None
    at, mark = _located(files, mark)
    while True:
        found = _read(files[at], mark)
        if found is not None:
            return found
        if at + 1 == len(files) or not _is_over(files[at], files[at + 1]):
            return None
        at += 1
        mark = replace(mark, head="", length=0, offset=0)


def _located(files: Sequence[Path], mark: Mark) -> tuple[int, Mark]:
    """Return which file `mark` is in; the first of all, with what to leave out, if none."""
    # Of a file and its fresh copy, the file: the copy may have more later.
    for at in reversed(range(len(files))):
        if mark.length and _begins_so(files[at], mark):
            return at, mark
    return 0, Mark(latest=mark.latest, since=max(mark.since, mark.latest))


def _begins_so(path: Path, mark: Mark) -> bool:
    with _opened(path) as file:
        if _digest(file.read(mark.length)) != mark.head:
            return False
    return path.suffix == ".gz" or path.stat().st_size >= mark.offset


def _read(path: Path, mark: Mark) -> tuple[list[bytes], Mark] | None:
    with _opened(path) as file:
        head = file.read(HEAD)
        file.seek(mark.offset)
        data = file.read(CHUNK)
        file.seek(0)
        if file.read(len(head)) != head:
            # Emptied under our hands: the next call finds the copy.
            return None
    whole = data.rfind(b"\n") + 1
    if not whole:
        return None
    offset = mark.offset + whole
    length = min(HEAD, offset, len(head))
    return data[:whole].splitlines(), replace(
        mark, head=_digest(head[:length]), length=length, offset=offset
    )


def _is_over(path: Path, following: Path) -> bool:
    """Tell whether nothing more comes into a file that was read to its end."""
    if time.time() - path.stat().st_mtime < SETTLED:
        return False
    with _opened(path) as one, _opened(following) as other:
        # The same: a copy whose original is about to be emptied.
        return one.read(HEAD) != other.read(HEAD)


def _opened(path: Path) -> BinaryIO:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
