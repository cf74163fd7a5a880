"""The log, counted once for every site of the machine: a small file beside the database.

What is read and how far is written in one transaction, so that a worker killed at any moment
counts no line twice and none less. Each site then takes its own batches, by their numbers, in a
transaction of the database (`communesplone.statistics.counting`).
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.statistics.lines import times
from communesplone.statistics.lines import Visit
from communesplone.statistics.lines import visits
from communesplone.statistics.logfiles import files_of
from communesplone.statistics.logfiles import Mark
from communesplone.statistics.logfiles import next_lines
from contextlib import closing
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
import json
import os
import secrets
import sqlite3
import time


#: A site that takes nothing for so long (a worker that stood still) loses what is older.
KEPT = timedelta(days=14)
MOST_LOST = 10
SCHEMA = """
    CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS visits (
        host TEXT NOT NULL, batch INTEGER NOT NULL, day TEXT NOT NULL, path TEXT NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (host, batch, day, path)
    ) WITHOUT ROWID;
"""


def log_file() -> Path | None:
    """Return the log that the operator has visits counted from; None for none."""
    value = os.environ.get("COMMUNES_VISITS_LOG", "off")
    return None if value in ("", "off") or "COMMUNES_VAR" not in os.environ else Path(value)


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """Open the ledger of this machine, made when it is not there.

    :raises KeyError: in a process without a folder for files (COMMUNES_VAR).
    """
    path().touch(mode=0o600)
    with closing(sqlite3.connect(path(), timeout=60, isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT OR IGNORE INTO state VALUES ('id', ?)", (secrets.token_hex(8),))
        yield connection


def identity(connection: sqlite3.Connection) -> str:
    """Return what tells this ledger from one that was lost, or is of another machine."""
    return _state(connection, "id")


def read(connection: sqlite3.Connection, log: Path) -> None:
    """Count what the log has new, a chunk a transaction.

    :raises OSError: when a file of the log cannot be read; what was counted stays.
    """
    while _read_chunk(connection, log):
        pass
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _set(connection, "read", now)
    missing = _state(connection, "missing") or now
    _set(connection, "missing", "" if files_of(log) else missing)
    _forget(connection, date.today() - KEPT)


@dataclass(frozen=True)
class Reading:
    """How the reading of the log goes.

    :param read: when it was last read to its end; None before the first time.
    :param missing: since when there is no log; None where there is one.
    :param lost: times, as written there, between which lines were gone before they were read.
    """

    read: datetime | None
    missing: datetime | None
    lost: tuple[tuple[str, str], ...]


def path() -> Path:
    """Return where the ledger of this machine is."""
    return Path(os.environ["COMMUNES_VAR"]) / "visits.sqlite"


def reading(connection: sqlite3.Connection) -> Reading:
    """Return how the reading of the log goes."""
    moments = [_state(connection, name) for name in ("read", "missing")]
    read, missing = [datetime.fromisoformat(one) if one else None for one in moments]
    lost = json.loads(_state(connection, "lost") or "[]")
    return Reading(read, missing, tuple((one, two) for one, two in lost))


def take_note(connection: sqlite3.Connection) -> None:
    """Forget what was lost: somebody knows, and nothing brings it back."""
    _set(connection, "lost", "[]")


def taken(
    connection: sqlite3.Connection, hosts: Iterable[str], after: int
) -> tuple[Counter[Visit], int]:
    """Return the visits of hosts in the batches after number `after`, and the last number."""
    found: Counter[Visit] = Counter()
    last = after
    connection.execute("BEGIN")
    for host in hosts:
        rows = connection.execute(
            "SELECT batch, day, path, count FROM visits WHERE host = ? AND batch > ?",
            (host, after),
        )
        for batch, day, path, count in rows:
            found[Visit(host, day, path)] += count
            last = max(last, batch)
    connection.execute("COMMIT")
    return found, last


def _read_chunk(connection: sqlite3.Connection, log: Path) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        mark = Mark(**json.loads(_state(connection, "mark") or "{}"))
        chunk = next_lines(log, mark)
        if chunk is not None:
            lines, behind = chunk
            if mark.length and behind.since != mark.since:
                _note_loss(connection, behind.since, lines)
            counts, latest = visits(lines, behind.since)
            _write(connection, counts)
            behind = asdict(behind) | {"latest": max(latest, behind.latest)}
            _set(connection, "mark", json.dumps(behind))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return chunk is not None


def _write(connection: sqlite3.Connection, counts: Counter[Visit]) -> None:
    # Of the clock, so that the numbers of a new ledger are greater than those of a lost one.
    batch = max(int(_state(connection, "batch") or 0) + 1, time.time_ns() // 1000)
    _set(connection, "batch", str(batch))
    connection.executemany(
        "INSERT INTO visits VALUES (?, ?, ?, ?, ?)",
        [(one.host, batch, one.day, one.path, count) for one, count in counts.items()],
    )


def _note_loss(connection: sqlite3.Connection, last: str, lines: list[bytes]) -> None:
    """Remember that the file that was read is gone, and what came into it after `last` with it."""
    lost = json.loads(_state(connection, "lost") or "[]")
    if not any(moment <= last for moment in times(lines[:1])):
        first = next(iter(times(lines)), "")
        _set(connection, "lost", json.dumps([*lost, (last, first)][-MOST_LOST:]))


def _forget(connection: sqlite3.Connection, before: date) -> None:
    """Delete what was read before a day, by the clock of the batches."""
    moment = int(time.mktime(before.timetuple()) * 1_000_000)
    connection.execute("DELETE FROM visits WHERE batch < ?", (moment,))


def _state(connection: sqlite3.Connection, name: str) -> str:
    found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return found[0] if found else ""


def _set(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
