"""Threads of one process compile page templates one after the other."""

from communesplone.core.templates import OneAtATime
from concurrent.futures import ThreadPoolExecutor
from Products.PageTemplates.engine import Program
from threading import Barrier
from threading import BrokenBarrierError
import contextlib


def test_no_two_threads_compile_together(monkeypatch):
    together = Barrier(2)
    met = []

    def cook(*_args):
        with contextlib.suppress(BrokenBarrierError):
            together.wait(0.2)
            met.append(True)

    monkeypatch.setattr(Program, "cook", cook)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(OneAtATime.cook, ("one.pt", "other.pt")))
    assert not met
