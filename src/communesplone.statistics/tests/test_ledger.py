"""Every line of the log counts once: rotated, copied and emptied, compressed, or cut by death."""

from communesplone.statistics import ledger
from pathlib import Path
import gzip
import os
import pytest
import shutil
import signal
import subprocess
import sys
import time


HOST = "namur.localhost"
LONG_AGO = 1_700_000_000


def total() -> int:
    with ledger.opened() as connection:
        ledger.read(connection, ledger.log_file())
        return ledger.taken(connection, [HOST], 0)[0].total()


@pytest.fixture
def write(log, line):
    """`write(3)`: so many more visits in the log."""
    moments = iter(range(10_000))

    def more(count, end=b""):
        with log.open("ab") as file:
            for at, _ in zip(moments, range(count), strict=False):
                file.write(line(at=f"2026-11-29T10:{at // 60:02d}:{at % 60:02d}"))
            file.write(end)

    return more


def settle(path: Path, order: int = 0) -> None:
    """Make a rotated file as old as it would be."""
    os.utime(path, (LONG_AGO + order, LONG_AGO + order))


def test_each_line_counts_once(write):
    write(3)
    assert total() == 3
    write(2)
    assert [total(), total()] == [5, 5]


def test_a_line_that_is_being_written_counts_when_it_is_whole(write, log, line):
    write(1)
    whole = line(at="2026-11-29T12:00:00")
    with log.open("ab") as file:
        file.write(whole[:40])
    assert total() == 1
    with log.open("ab") as file:
        file.write(whole[40:])
    assert total() == 2


def test_a_log_that_was_there_before_is_read_from_its_oldest_file(write, log):
    write(2)
    with gzip.open(log.with_name("access.log.2.gz"), "wb") as packed:
        packed.write(log.read_bytes())
    settle(log.with_name("access.log.2.gz"))
    log.unlink()
    write(3)
    log.rename(log.with_name("access.log.1"))
    settle(log.with_name("access.log.1"), 1)
    write(4)
    assert total() == 9


def test_a_renamed_file_is_read_to_its_end(write, log):
    write(3)
    assert total() == 3
    write(2)
    log.rename(log.with_name("access.log.1"))
    write(4)
    # A slow process may still end its line there.
    assert total() == 5
    settle(log.with_name("access.log.1"))
    assert total() == 9


def test_a_file_that_is_copied_then_emptied_loses_no_line_and_doubles_none(write, log):
    copy = log.with_name("access.log.1")
    write(3)
    assert total() == 3
    write(2)
    shutil.copyfile(log, copy)
    settle(copy)
    # Between the copy and the emptying, as an unlucky job finds it.
    assert total() == 5
    os.truncate(log, 0)
    assert total() == 5
    write(1)
    with copy.open("rb") as plain, gzip.open(f"{copy}.gz", "wb") as packed:
        shutil.copyfileobj(plain, packed)
    assert total() == 6
    copy.unlink()
    settle(Path(f"{copy}.gz"))
    write(1)
    assert total() == 7


def test_a_copy_is_no_second_log_at_the_first_reading(write, log):
    write(3)
    shutil.copyfile(log, log.with_name("access.log.1"))
    settle(log.with_name("access.log.1"))
    assert total() == 3
    os.truncate(log, 0)
    write(2)
    assert total() == 5


def test_two_rotations_while_the_worker_was_away(write, log):
    write(3)
    assert total() == 3
    write(1)
    log.rename(log.with_name("access.log.2"))
    settle(log.with_name("access.log.2"))
    write(2)
    log.rename(log.with_name("access.log.1"))
    settle(log.with_name("access.log.1"), 1)
    write(4)
    assert total() == 10


def test_when_the_file_is_gone_what_is_older_than_what_was_read_does_not_count(write, log, line):
    write(3)
    assert total() == 3
    log.unlink()
    with log.open("wb") as file:
        file.write(line(at="2026-11-29T09:00:00") + line(at="2026-11-29T11:00:00"))
    assert total() == 4
    with log.open("ab") as file:
        file.write(line(at="2026-11-29T09:30:00") + line(at="2026-11-29T11:00:01"))
    assert total() == 5


def test_other_hosts_of_the_same_log_are_kept_apart(write, log, line):
    write(1)
    with log.open("ab") as file:
        file.write(line(host="durbuy.localhost") * 2)
    assert total() == 1
    with ledger.opened() as connection:
        assert ledger.taken(connection, ["durbuy.localhost"], 0)[0].total() == 2


def test_the_ledger_is_its_owners_alone_and_names_nobody(write, var):
    write(2)
    total()
    file = var / "visits.sqlite"
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"192.0.2" not in file.read_bytes()
    assert b"Firefox" not in file.read_bytes()


def test_what_no_site_took_in_time_is_forgotten(write, monkeypatch):
    write(2)
    assert total() == 2
    monkeypatch.setattr(ledger, "KEPT", -2 * ledger.KEPT)
    assert total() == 0


READER = """
from communesplone.statistics import ledger, logfiles
logfiles.CHUNK = 20_000
with ledger.opened() as connection:
    print("begins", flush=True)
    ledger.read(connection, ledger.log_file())
print("done", flush=True)
"""


def test_a_reader_that_is_killed_at_any_moment_counts_each_line_once(write, log, line):
    lines = 6000
    log.write_bytes(line(at="2026-11-29T10:00:00") * lines)
    killed = 0
    for attempt in range(50):
        reader = subprocess.Popen(
            [sys.executable, "-c", READER], stdout=subprocess.PIPE, text=True
        )
        assert reader.stdout.readline() == "begins\n"
        # Later each time, so that the first comes before the end and one after it
        time.sleep(attempt * 0.02)
        os.kill(reader.pid, signal.SIGKILL)
        said = reader.communicate()[0]
        killed += 1
        if said:
            break
    assert killed > 1
    assert total() == lines
