"""Salts of a span of time: what was digested with one is nobody's any more once the span is over.

Each is a file beside the database and never in it: what a database forgets stays in its history
and in its backups. The clients of one machine share it; those of another count for themselves.
"""

from datetime import datetime
from datetime import UTC
from pathlib import Path
from secrets import token_bytes
from secrets import token_hex
import logging
import os
import re


FOLDER = "salts"
BYTES = 32
#: A salt, or the draft of one, by the second at which its span ends.
FILE = re.compile(r"(\d{12})(\.\w+)?")
logger = logging.getLogger(__name__)

_alone: dict[str, bytes] = {}


def salt_until(end: datetime) -> bytes:
    """Return the salt of the span that ends at `end`, made by whoever asks for it first.

    A process without a place for files, or with a full disk, has one of its own: it then counts
    for itself alone, which is better than to send visitors away.

    :param end: aware datetime.
    """
    name, place = f"{int(end.timestamp()):012d}", folder()
    if place is not None:
        try:
            return _shared(place / name)
        except OSError:
            logger.exception("There is no salt to share; what is limited counts by process")
    if name not in _alone:
        _forget_alone(datetime.now(UTC))
        _alone[name] = token_bytes(BYTES)
    return _alone[name]


def folder() -> Path | None:
    """Return where the salts are; None in a process without files (tests)."""
    place = os.environ.get("COMMUNES_VAR")
    return Path(place) / FOLDER if place else None


def forget(now: datetime) -> None:
    """Delete the salts whose span is over."""
    _forget_alone(now)
    place = folder()
    for path in place.glob("*") if place is not None else ():
        if (found := FILE.fullmatch(path.name)) and int(found[1]) <= now.timestamp():
            path.unlink(missing_ok=True)


def _forget_alone(now: datetime) -> None:
    for name in [name for name in _alone if int(name) <= now.timestamp()]:
        del _alone[name]


def _shared(path: Path) -> bytes:
    """Return what stands in the file of a salt, made when there is none.

    :raises OSError: it can be neither read nor made.
    """
    if not path.exists():
        forget(datetime.now(UTC))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Write a salt under another name first: nobody reads half of it, and the first one stays."""
    draft = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(file, "wb") as stream:
            stream.write(token_bytes(BYTES))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
