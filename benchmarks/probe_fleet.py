"""Run inside our set-up, on the fleet: `probe_fleet.py communes pages|search|revise …`.

Prints one line of JSON.
"""

from base64 import b64encode
from communesplone.core import jobs
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.offering import offer
from communesplone.sharing.store import store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from fleet_sites import at
from fleet_sites import AUTHOR
from fleet_sites import HUB
from fleet_sites import PRICE
from fleet_sites import SHARED
from fleet_sites import size
from fleet_sites import TERMS
from pathlib import Path
from probe import application
from probe import cold
from probe import configure
from probe import fetch
from probe import finish
from probe import HEADERS
from probe import loaded
from probe import warm
from probe_citizen import path_of
from typing import Any
from urllib.parse import urlencode
import os
import sys
import time
import transaction


sys.path.insert(0, str(Path(__file__).parent / "shared"))

from content import WORD


#: As many contents as a small library has.
SMALL = 100
PASSWORD = os.urandom(12).hex()
MOST_SECONDS = 300
SOON = timedelta(minutes=5)


def main(_name: str, action: str, *arguments: str) -> None:
    """Configure Zope, run the action, print its result."""
    configure()
    finish(ACTIONS[action](application(), *arguments))


def pages(app: Any, site_id: str) -> dict[str, Any]:
    """Objects that pages load, with sharing and after it was taken out of the commune."""
    paths = _paths(app, site_id)
    shared = {kind: _oids(path) for kind, path in paths.items()}
    with at(app, site_id) as site:
        site.portal_setup.runAllImportStepsFromProfile(
            "profile-communesplone.sharing:uninstall", dependency_strategy="ignore"
        )
    bare = {kind: _oids(path) for kind, path in paths.items()}
    return {
        kind: {
            "with": len(shared[kind]),
            "without": len(bare[kind]),
            "other": len(set(shared[kind]) ^ set(bare[kind])),
        }
        for kind in paths
    }


def _paths(app: Any, site_id: str) -> dict[str, str]:
    with at(app, site_id) as site:
        first = {}
        for brain in site.portal_catalog(sort_on="path"):
            first.setdefault(brain.portal_type, brain.getPath())
        home = "/" + site_id
        kept = store(site)
        adopted = next(uid for uid, one in kept.items.items() if one.role == "adopted")
        original = next(uid for uid, one in kept.items.items() if one.role == "original")
        of = {
            name: site.portal_catalog(UID=uid)[0].getPath()
            for name, uid in (("adopted page", adopted), ("offered page", original))
        }
        return {
            "home": home,
            "list": path_of(site["demarches"]),
            "search": f"{home}/@@search?SearchableText={WORD}",
            "agenda": path_of(site["agenda"]),
            "news": first["News Item"],
            **of,
        }


def _oids(path: str) -> list[bytes]:
    """Return what a page loads, the least of three times: now and then a fragment in RAM ends."""
    fetch(path)
    return min((loaded(path) for _time in range(3)), key=len)


def search(app: Any, site_id: str) -> dict[str, Any]:
    """The page of the library in a commune, with all the contents and with a hundred."""
    employ(app, "editor", PASSWORD)
    token = b64encode(f"editor:{PASSWORD}".encode()).decode()
    HEADERS["HTTP_AUTHORIZATION"] = f"Basic {token}"
    asked = {"everything": {}, "a word": {"text": WORD}, "a rare word": {"text": "zonzonzon"}}
    paths = {name: f"/{site_id}/@@library?{urlencode(one)}" for name, one in asked.items()}
    large = {name: {"ms": warm(path), "objects": cold(path)} for name, path in paths.items()}
    with at(app, HUB) as hub:
        kept = catalogue(hub)
        for offered in list(kept.offers.values())[SMALL:]:
            kept.index.drop(offered.number)
    small = {name: {"ms": warm(path), "objects": cold(path)} for name, path in paths.items()}
    return {"large": large, "small": small}


def employ(app: Any, name: str, password: str) -> dict[str, Any]:
    """Make an account that may do everything."""
    app.acl_users._doAddUser(name, password, ["Manager"], [])
    transaction.commit()
    return {}


def revise(app: Any, ids: str, urn: str) -> dict[str, Any]:
    """Offer a revision, accept it, and wait until the worker has brought it to every commune."""
    names, before = ids.split(), size()
    with at(app, AUTHOR) as site:
        uid, _shared = store(site).at_urn(urn)
        page = site.portal_catalog(UID=uid)[0].getObject()
        _reprice(page, "6")
        offer(page, store(site), TERMS)
    _until(app, lambda: catalogue(app[HUB]).offers[urn].latest == 2)
    with at(app, HUB) as hub:
        accept(hub, urn, 2, "", "bench")
    begun = time.monotonic()
    _until(app, lambda: all(_has_come(app[one], urn) for one in names))
    seconds = time.monotonic() - begun
    taken = sum(store(app[one]).at_urn(urn)[1].revision == 2 for one in names)
    _until(app, lambda: not any(_sharing_waits(app[one]) for one in [*names, HUB]))
    return {
        "seconds": seconds,
        "all_done": time.monotonic() - begun,
        "taken": taken,
        "waiting": len(names) - taken,
        "bytes": size() - before,
    }


def _reprice(page: Any, price: str) -> None:
    from plone.app.textfield.value import RichTextValue
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    text = page.text.raw.replace(PRICE.format(price="5"), PRICE.format(price=price))
    page.text = RichTextValue(text, "text/html", "text/x-html-safe")
    notify(ObjectModifiedEvent(page))


def _has_come(site: Any, urn: str) -> bool:
    """Whether a commune has the second revision: it waits for its people, or was taken."""
    kept = store(site)
    uid, shared = kept.at_urn(urn)
    return uid in kept.pending or shared.revision == 2


def _sharing_waits(site: Any) -> bool:
    """Whether a job of sharing is to be done now or soon: not those that are done each day."""
    soon = datetime.now(UTC) + SOON
    return any(job.name.startswith(SHARED) and job.due < soon for job in jobs.pending(site))


def _until(app: Any, condition: Any) -> None:
    deadline = time.monotonic() + MOST_SECONDS
    app._p_jar.sync()
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(condition)
        time.sleep(0.1)
        app._p_jar.sync()


ACTIONS = {"employ": employ, "pages": pages, "search": search, "revise": revise}


if __name__ == "__main__":
    main(*sys.argv[1:])
