from communesplone.accounts import attempts
from communesplone.accounts.store import Store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


NOW = datetime(2026, 11, 29, 10, 42, tzinfo=UTC)


@pytest.fixture
def kept():
    attempts.forget_memory()
    return Store()


def fail(kept, times, counted, now=NOW, *, keep=True):
    for _ in range(times):
        attempts.failed(kept, counted, now, keep=keep)


def test_a_few_mistakes_cost_nothing(kept):
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)
    fail(kept, 4, counted)
    assert attempts.locked_until(kept, counted, NOW) is None


def test_each_further_failure_makes_wait_longer_and_never_for_ever(kept):
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)[:1]
    waits, now = [], NOW
    fail(kept, 4, counted)
    for _ in range(8):
        fail(kept, 1, counted, now)
        until = attempts.locked_until(kept, counted, now)
        waits.append(int((until - now).total_seconds()))
        now = until
        assert attempts.locked_until(kept, counted, now) is None
    assert waits == [30, 60, 120, 300, 900, 900, 900, 900]


def test_failures_are_forgotten_after_an_hour(kept):
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)
    fail(kept, 20, counted)
    later = NOW + timedelta(hours=2)
    assert attempts.locked_until(kept, counted, later) is None
    attempts.forget(kept, later)
    assert not kept.attempts


def test_a_known_device_is_not_locked_out_by_failures_elsewhere(kept):
    fail(kept, 50, attempts.keys(kept, "marie", "192.0.2.1", device=False))
    own = attempts.keys(kept, "marie", "192.0.2.1", device=True)
    assert attempts.locked_until(kept, own, NOW) is None


def test_one_network_that_tries_many_accounts_waits(kept):
    for number in range(30):
        fail(kept, 1, attempts.keys(kept, f"user{number}", "2001:db8::1", device=False))
    fresh = attempts.keys(kept, "another", "2001:db8::ffff", device=False)
    assert attempts.locked_until(kept, fresh, NOW) is not None


def test_other_clients_of_the_cluster_know_what_was_posted(kept):
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)
    fail(kept, 6, counted)
    attempts.forget_memory()  # another process
    assert attempts.locked_until(kept, counted, NOW) is not None


def test_what_may_not_write_counts_in_memory_only(kept):
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)
    fail(kept, 6, counted, keep=False)
    assert attempts.locked_until(kept, counted, NOW) is not None
    assert not kept.attempts


def test_an_attacker_with_many_names_fills_no_disk(kept, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 20)
    for number in range(60):
        fail(kept, 1, attempts.keys(kept, f"user{number}", "192.0.2.1", device=False))
    assert len(kept.attempts) <= 20
    assert len(attempts._memory) <= 20


def test_neither_names_nor_addresses_are_kept(kept):
    fail(kept, 1, attempts.keys(kept, "marie", "192.0.2.1", device=False))
    assert not [key for key in kept.attempts if "marie" in key or "192" in key]
