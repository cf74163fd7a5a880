"""Salts of a span: the same in every process, in no database, gone when the span is over."""

from communesplone.core import salts
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import os
import pytest
import subprocess
import sys


NOW = datetime.now(UTC).replace(microsecond=0)
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
ASK = """
from communesplone.core.salts import salt_until
from datetime import datetime, UTC
import sys
print("ready", flush=True)
sys.stdin.readline()
for second in range(40):
    print(salt_until(datetime.fromtimestamp(int(sys.argv[1]) + second, UTC)).hex())
"""


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(salts, "_alone", {})


@pytest.fixture
def var(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    return tmp_path


def test_a_span_has_one_salt_in_a_file_that_only_its_owner_reads(var):
    first = salts.salt_until(SOON)
    assert len(first) == salts.BYTES
    assert salts.salt_until(SOON) == first
    assert salts.salt_until(LATER) != first
    files = list((var / "salts").iterdir())
    assert len(files) == 2
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (var / "salts").stat().st_mode & 0o777 == 0o700


def test_processes_that_ask_at_the_same_moment_have_the_same_salts(var):
    command = [sys.executable, "-c", ASK, str(int(SOON.timestamp()))]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _number in range(3)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].split() for process in processes]
    assert said[0] == said[1] == said[2]
    assert len(set(said[0])) == 40
    # Nothing but the salts: no draft of who came second
    assert len(list((var / "salts").iterdir())) == 40


def test_a_salt_is_deleted_when_its_span_is_over_and_drafts_too(var):
    old = salts.salt_until(SOON)
    salts.salt_until(LATER)
    (var / "salts" / f"{int(SOON.timestamp()):012d}.abc").touch()
    (var / "salts" / "notes.txt").touch()
    salts.forget(SOON)
    left = {path.name for path in (var / "salts").iterdir()}
    assert left == {f"{int(LATER.timestamp()):012d}", "notes.txt"}
    assert salts.salt_until(SOON) != old


def test_whoever_makes_a_new_salt_deletes_those_that_are_over(var):
    salts.salt_until(NOW - timedelta(hours=1))
    salts.salt_until(SOON)
    assert [path.name for path in (var / "salts").iterdir()] == [f"{int(SOON.timestamp()):012d}"]


def test_a_process_without_files_has_its_own_and_forgets_it_too(monkeypatch):
    monkeypatch.delenv("COMMUNES_VAR", raising=False)
    first = salts.salt_until(SOON)
    assert salts.salt_until(SOON) == first
    assert salts.salt_until(LATER) != first
    salts.forget(SOON)
    assert salts.salt_until(SOON) != first


def test_a_place_where_nothing_can_be_written_costs_nobody_an_answer(var):
    (var / "salts").write_text("A file where the folder should be")
    first = salts.salt_until(SOON)
    assert salts.salt_until(SOON) == first
    assert os.listdir(var) == ["salts"]
