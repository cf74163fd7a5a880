"""Oids of a server that is gone."""

from communesplone.core.oids import forget_oids_when_disconnected
from types import SimpleNamespace
from zope.processlifetime import DatabaseOpenedWithRoot


def test_oids_are_forgotten_with_the_server_that_gave_them():
    told = []
    storage = SimpleNamespace(_oids=[b"one"], notify_disconnected=lambda: told.append("gone"))
    forget_oids_when_disconnected(DatabaseOpenedWithRoot(SimpleNamespace(storage=storage)))
    assert storage._oids == [b"one"]
    storage.notify_disconnected()
    assert (storage._oids, told) == ([], ["gone"])


def test_a_storage_that_takes_none_in_advance_stays_as_it_is():
    storage = SimpleNamespace()
    forget_oids_when_disconnected(DatabaseOpenedWithRoot(SimpleNamespace(storage=storage)))
    assert vars(storage) == {}
