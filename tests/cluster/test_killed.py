"""Worker, client or database killed in the midst of sharing: afterwards everything is there, once.

Each is killed by SIGKILL as soon as a part of the work is seen to be done, or at some moment of a
request.
"""

from .communes import AUTHOR
from .communes import desk
from .communes import Region
from .communes import send
from .running import eventually
from .sharing import accept_pages
from .sharing import adopt_pages
from .sharing import adopted
from .sharing import library
from .sharing import offer_pages
from .sharing import offers
from .sharing import revise_pages
from .sharing import take_by_themselves
from .sharing import write_pages
from collections.abc import Callable
from contextlib import suppress
from random import Random
from threading import Thread
import httpx
import pytest
import time


#: One is asked about revisions, the other takes them by themselves.
ASKED, ALONE = "namur", "ciney"
COUNT = 3


@pytest.mark.parametrize("victim", ["worker", "database"])
def test_what_is_shared_arrives_once_though_one_is_killed_on_the_way(region: Region, victim: str):
    kill = getattr(region, f"kill_{victim}")
    names = region.call(write_pages, AUTHOR, victim, COUNT)
    region.work()

    region.call(offer_pages, AUTHOR, names)
    _in_the_midst(lambda: _of(region.call(library), names), kill)
    region.finish()
    assert {region.call(offers, AUTHOR)[name] for name in names} == {"waiting"}
    assert region.call(accept_pages, names) == COUNT

    for site in (ASKED, ALONE):
        region.call(adopt_pages, site, names)
    region.call(take_by_themselves, ALONE)
    _in_the_midst(lambda: any(one["adopters"] for one in _of(region.call(library), names)), kill)
    region.finish()

    region.call(revise_pages, AUTHOR, names)
    region.finish()
    assert region.call(accept_pages, names) == COUNT
    _in_the_midst(lambda: _have_it(region.call(adopted, ASKED), names), kill)
    region.finish()

    for one in _of(region.call(library), names):
        assert (one["count"], one["revisions"], one["adopters"]) == (1, [1, 2], 2)
    for one in _of(region.call(adopted, ASKED), names):
        assert (one["count"], one["revision"], one["pending"]) == (1, 1, 2)
        assert "5 euros" in one["text"]
    for one in _of(region.call(adopted, ALONE), names):
        assert (one["count"], one["revision"], one["pending"]) == (1, 2, 0)
        assert one["text"].count("6 euros") == 1


def test_a_client_killed_in_a_request_has_done_all_of_it_or_nothing(region: Region):
    chance = Random(6)
    (name,) = region.call(write_pages, AUTHOR, "client", 1)
    region.work()

    _killed_in(region, AUTHOR, f"/pages/{name}/@@offer", chance, act="offer", licence="CC0-1.0")
    if name not in region.call(offers, AUTHOR):
        _send(region, AUTHOR, f"/pages/{name}/@@offer", act="offer", licence="CC0-1.0")
    # Who looks is another client of the database: it is told of the offer a moment later
    eventually(lambda: name in region.call(offers, AUTHOR))
    region.finish()
    assert region.call(accept_pages, [name]) == 1
    urn = region.call(library)[name]["urn"]

    _killed_in(region, ASKED, f"/@@library-adopt?urn={urn}", chance)
    if name not in region.call(adopted, ASKED):
        _send(region, ASKED, f"/@@library-adopt?urn={urn}")
    eventually(lambda: name in region.call(adopted, ASKED))
    region.finish()

    found = region.call(library)[name]
    assert (found["count"], found["revisions"], found["adopters"]) == (1, [1], 1)
    assert region.call(adopted, ASKED)[name]["count"] == 1


def _in_the_midst(seen: Callable[[], object], kill: Callable[[], None]) -> None:
    """Kill something as soon as a part of what it does is seen."""
    eventually(seen, seconds=60)
    kill()


def _of(found: dict[str, dict], names: list[str]) -> list[dict]:
    return [found[name] for name in names if name in found]


def _have_it(found: dict[str, dict], names: list[str]) -> bool:
    return any(one["pending"] for one in _of(found, names))


def _killed_in(region: Region, site: str, path: str, chance: Random, **fields: str) -> None:
    """Send a form, and kill the client that is about to do it."""
    sending = Thread(target=_send_to_the_dying, args=(region, site, path, fields))
    sending.start()
    time.sleep(chance.uniform(0.1, 0.6))
    region.kill_client()
    sending.join()


def _send_to_the_dying(region: Region, site: str, path: str, fields: dict[str, str]) -> None:
    with suppress(httpx.TransportError):
        _send(region, site, path, **fields)


def _send(region: Region, site: str, path: str, **fields: str) -> None:
    with desk(region.clients[0][0], site) as browser:
        assert send(browser, path, **fields).status_code == httpx.codes.SEE_OTHER
