"""What sites tell one another is read as what is expected, or refused."""

from communesplone.core.sharing import wire
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.records import Summary
import json
import pytest


ROW = Summary(
    "urn:uuid:1", 2, "Poubelle", "", "Procedure", "procedure", "fr", "CC0-1.0", "nis:1", "A", "", 3
)
RING = Ring("nis:1", 1, (PublicKey("a", "b"),), "a", "c")


@pytest.mark.parametrize(
    "record",
    [
        ROW,
        RING,
        Found((ROW,), 1, {"kind": {"procedure": 1}}),
        Standing(ROW, False, (("nis:2", "B"),), ((2, "x", ""),), (("urn:uuid:2", "nl", 1, 0),)),
        Pack(ROW, {"sizes": "small"}, (ROW,), (("nis:2", "B"),), ((1, "x", ""),)),
        Succession("nis:1", "nis:2", "2026-11-30T10:00:00+00:00", "key", "signature"),
        Query("mot", kinds=("page", "news"), start=10),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_comes_as_it_went(record):
    assert wire.read(type(record), wire.written(record)) == record


def test_a_call_brings_files_as_bytes():
    told = {"envelope": {"a": 1}, "files": {"sha256:1": b"\x00\xff"}}
    assert wire.arguments(wire.LIBRARY_CALLS["receive"], wire.written(told)) == told


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"urn": "x"}',
        b'{"urn": "x", "revision": "1"}',
        b'{"urn": "x", "revision": true}',
        b'{"urn": null, "revision": 1}',
        b'{"urn": "x", "revision": 1, "more": 1}',
    ],
)
def test_arguments_of_another_shape_are_refused(body):
    with pytest.raises(wire.Unreadable):
        wire.arguments(wire.LIBRARY_CALLS["adopted"], body)


@pytest.mark.parametrize(
    "changed",
    [
        {"serial": "1"},
        {"keys": {}},
        {"keys": [{"key": "a"}]},
        {"keys": ["a"]},
        {"issuer": 1},
        {"more": 1},
    ],
)
def test_a_ring_of_another_shape_is_refused(changed):
    told = wire.to_json(RING) | changed
    with pytest.raises(wire.Unreadable):
        wire.read(Ring, json.dumps(told).encode())


def test_a_file_that_is_no_base64_is_refused():
    with pytest.raises(wire.Unreadable):
        wire.from_json(dict[str, bytes], {"sha256:1": "%%%"})


def test_one_of_several_is_that_or_refused():
    assert wire.from_json(int | None, None) is None
    assert wire.from_json(int | None, 1) == 1
    with pytest.raises(wire.Unreadable):
        wire.from_json(int | None, "1")
    with pytest.raises(wire.Unreadable):
        wire.read(Query, wire.written(wire.to_json(Query()) | {"order": "size"}))
