"""Two transactions at one queue."""

from communesplone.core.queues import Queue
from contextlib import contextmanager
from persistent import Persistent
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError
import pytest
import transaction
import ZODB


class Entry(Persistent):
    """What stands in a queue."""


@pytest.fixture
def database():
    made = ZODB.DB(DemoStorage())
    with made.transaction() as connection:
        connection.root.queue = Queue({"first": Entry()})
    yield made
    made.close()


@contextmanager
def at_once(database):
    """Two views of the queue, each of a transaction of its own; the first is kept first."""
    managers = [transaction.TransactionManager() for _one in range(2)]
    connections = [database.open(manager) for manager in managers]
    yield [connection.root.queue for connection in connections]
    try:
        for manager in managers:
            manager.commit()
    finally:
        for manager, connection in zip(managers, connections, strict=True):
            manager.abort()
            connection.close()


def keys(database):
    with database.transaction() as connection:
        return list(connection.root.queue)


@pytest.mark.parametrize("first", [0, 1])
def test_one_writes_while_the_other_takes_the_last(database, first):
    with at_once(database) as views:
        del views[first]["first"]
        views[1 - first]["second"] = Entry()
    assert keys(database) == ["second"]


def test_both_write(database):
    with at_once(database) as (one, other):
        one["third"], other["second"] = Entry(), Entry()
    assert keys(database) == ["first", "second", "third"]


def test_what_one_takes_the_other_cannot(database):
    with pytest.raises(ConflictError), at_once(database) as (one, other):
        del one["first"]
        del other["first"]


def test_what_one_changes_the_other_cannot_take(database):
    with pytest.raises(ConflictError), at_once(database) as (one, other):
        one["first"] = Entry()
        del other["first"]


def test_two_cannot_write_the_same(database):
    with pytest.raises(ConflictError), at_once(database) as (one, other):
        one["second"], other["second"] = Entry(), Entry()


def test_both_empty_it_of_what_each_took(database):
    with database.transaction() as connection:
        connection.root.queue["second"] = Entry()
    with at_once(database) as (one, other):
        del one["first"]
        del other["second"]
    assert keys(database) == []


def test_a_large_one_does_as_trees_do(database):
    with database.transaction() as connection:
        connection.root.queue.update({f"{number:03}": Entry() for number in range(200)})
    with at_once(database) as (one, other):
        del one["000"]
        other["1995"] = Entry()
    found = keys(database)
    assert ("000" in found, "1995" in found, len(found)) == (False, True, 201)
