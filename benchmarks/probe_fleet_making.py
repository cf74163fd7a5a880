"""Run inside our set-up: `probe_fleet_making.py communes prepare|settle …`.

`prepare` makes the hub, the author and one commune, which is then copied (`copying`); `settle`
gives each copy its identity and fills the library. Each prints one line of JSON.
"""

from communesplone.core import jobs
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.identity import identity
from communesplone.core.reference import select
from communesplone.core.settings import settings
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.issuers import urn_of
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.policy.sites import create_commune
from communesplone.policy.sites import create_hub
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.keys import ring_of
from communesplone.sharing.offering import offer
from communesplone.sharing.reading import read
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from dataclasses import replace
from fleet_sites import at
from fleet_sites import AUTHOR
from fleet_sites import HUB
from fleet_sites import PRICE
from fleet_sites import SHARED
from fleet_sites import size
from fleet_sites import TERMS
from fleet_sites import work
from pathlib import Path
from probe import application
from probe import configure
from probe import finish
from probe_citizen import fill
from probe_citizen import publish_item
from typing import Any
import sys
import transaction


sys.path.insert(0, str(Path(__file__).parent / "shared"))

from content import items


#: So many communes use each content of the library.
ADOPTERS = 20
#: So many contents are accepted in one transaction.
BATCH = 100


def main(_name: str, action: str, *arguments: str) -> None:
    """Configure Zope, run the action, print its result."""
    configure()
    finish(ACTIONS[action](application(), *arguments))


def prepare(app: Any, template: str, own: str, communes: str, contents: str) -> dict[str, Any]:
    """Make the hub, the author with a page that the library has, and the commune to be copied."""
    references = select(region="wallonia")
    create_hub(app, HUB)
    create_commune(app, references[-1], site_id=AUTHOR)
    create_commune(app, references[0], site_id=template)
    with at(app, AUTHOR) as site:
        page = publish_item("communes", site["demarches"], _priced(int(own)))
        urn = offer(page, store(site), TERMS).urn
    work(app, AUTHOR)
    with at(app, HUB) as hub:
        accept(hub, urn, 1, "", "bench")
    adopted = -(-int(contents) * ADOPTERS // int(communes))
    with at(app, template) as site:
        fill("communes", site, int(own))
        _adopt_placeholders(site, adopted, int(own))
        envelope = believed(ILibrary(app[HUB]), urn)
        folder = site["demarches"]
        adopt(folder, envelope, {}, {}, {}, store(site))
    for site_id in (template, HUB, AUTHOR):
        work(app, site_id)
    return {"urn": urn, "adopted": adopted}


def _priced(after: int) -> Any:
    """Return a procedure of the shared content, with a price in its text."""
    *_others, one = items(after + 1)
    return replace(one, kind="procedure", name="poubelle", html=one.html + PRICE.format(price="5"))


def _adopt_placeholders(site: Any, count: int, after: int) -> None:
    """Add items as adopting leaves them; which of the library they are is settled later."""
    kept = store(site)
    folder = site["demarches"]
    for number, one in enumerate(list(items(after + count))[after:]):
        item = publish_item(
            "communes", folder, replace(one, kind="procedure", name=f"adopted-{number}")
        )
        shared = Shared("adopted", f"urn:none:{number:04}", "urn:none", {})
        shared.revision = shared.latest = 1
        kept.put(item.UID(), shared)
        kept.bases[item.UID()] = Base(1, read(item, kept, {}).fields)
        if number % 100 == 0:
            transaction.commit()


def settle(app: Any, ids: str, contents: str, urn: str) -> dict[str, Any]:
    """Give each copy its identity and key, fill the library, and note who uses what of it."""
    names, count = ids.split(), int(contents)
    for number, site_id in enumerate(names):
        _name(app, site_id, select(region="wallonia")[number])
    before = size()
    made = _library(app, names, count)
    library = size()
    for number, site_id in enumerate(names):
        _assign(app, site_id, number, names, made)
        app._p_jar.cacheMinimize()
    with at(app, HUB) as hub:
        _use(hub, urn, [_issuer_id(app[site_id]) for site_id in names])
    return {"library": library - before, "records": size() - library}


def _issuer_id(site: Any) -> str:
    return issuer_id(identity(site))


def _name(app: Any, site_id: str, reference: Any) -> None:
    with at(app, site_id) as site:
        record = settings(ICommuneIdentity, site)
        for name in ("nis", "name", "names", "province", "postal_codes"):
            setattr(record, name, getattr(reference, name))
        site.title = reference.name
        kept = store(site)
        if _issuer_id(site) not in catalogue(app[HUB]).communes:
            # A copy, which came with the key of the commune it was made of
            kept.keys = Keys()
        ILibrary(app[HUB]).introduce(ring_of(site, kept), site_id)


def _adopters(number: int, names: list[str]) -> list[int]:
    """Return which communes use a content: twenty in turn, so that all use the same number."""
    return [(number * ADOPTERS + one) % len(names) for one in range(ADOPTERS)]


def _author(number: int, names: list[str]) -> int:
    """Return which commune wrote a content: none of those that use it."""
    others = len(names) - ADOPTERS
    return (number * ADOPTERS + ADOPTERS + number % others) % len(names)


def _library(app: Any, names: list[str], count: int) -> list[dict[str, Any]]:
    """Offer and accept the contents, each signed by the commune that wrote it."""
    told = {}
    for site_id in names:
        kept = store(app[site_id])
        told[site_id] = identity(app[site_id]), kept.keys.private
    made = []
    with at(app, HUB) as hub:
        for number, one in enumerate(items(count)):
            site_id = names[_author(number, names)]
            made.append(_envelope(number, one, *told[site_id]))
            _accept(hub, made[-1], site_id)
            users = [issuer_id(told[names[at]][0]) for at in _adopters(number, names)]
            _use(hub, made[-1]["urn"], users)
            if number % BATCH == 0:
                transaction.commit()
        jobs.cancel(hub, *SHARED)
    return made


def _accept(hub: Any, envelope: dict[str, Any], sender: str) -> None:
    ILibrary(hub).receive(envelope, {}, sender)
    accept(hub, envelope["urn"], 1, "", "bench")


def _use(hub: Any, urn: str, communes: list[str]) -> None:
    """Note who uses a content, in one go."""
    kept = catalogue(hub)
    kept.offers[urn].adopters.update(communes)
    kept.index.count(kept.offers[urn].number, len(kept.offers[urn].adopters))


def _envelope(number: int, one: Any, who: Any, private: bytes) -> dict[str, Any]:
    made = {
        "format": FORMAT,
        "urn": urn_of(issuer_id(who), f"{number:032}"),
        "seed": f"{number:032}",
        "group": f"urn:uuid:00000000-0000-4000-8001-{number:012}",
        "origin": None,
        "revision": 1,
        "type": "Procedure",
        "language": "fr",
        "issuer": issuer(who, public_key(private)),
        "licence": TERMS.licence,
        "audience": {},
        "note": "",
        "change": "",
        "issued": utc_now().isoformat(),
        "fields": {
            "title": one.title,
            "description": one.description,
            "text": {"html": one.html},
        },
        "references": [],
        "files": {},
    }
    made["digest"] = digest_of(made)
    return signed(made, private)


def _assign(
    app: Any, site_id: str, number: int, names: list[str], made: list[dict[str, Any]]
) -> None:
    """Note which contents of the library are those that a commune adopted, and wrote."""
    used = [one for at, one in enumerate(made) if number in _adopters(at, names)]
    written = [one for at, one in enumerate(made) if _author(at, names) == number]
    with at(app, site_id) as site:
        kept = store(site)
        placeholders = sorted(
            (shared.urn, uid) for uid, shared in kept.items.items() if shared.group == "urn:none"
        )
        for (former, uid), envelope in zip(placeholders, used, strict=False):
            shared = kept.items[uid]
            del kept.urns[former]
            _know(shared, envelope)
            kept.put(uid, shared)
        for _urn, uid in placeholders[len(used) :]:
            kept.drop(uid)
        if number % 2:
            for shared in kept.items.values():
                shared.automatic = True
        own = [
            brain.UID
            for brain in site.portal_catalog(portal_type="Document")
            if brain.UID not in kept.items
        ]
        for uid, envelope in zip(own, written, strict=False):
            shared = Shared("original", envelope["urn"], envelope["group"], envelope["issuer"])
            _know(shared, envelope)
            shared.state = "accepted"
            kept.put(uid, shared)


def _know(shared: Any, envelope: dict[str, Any]) -> None:
    shared.urn, shared.group = envelope["urn"], envelope["group"]
    shared.issuer = dict(envelope["issuer"])
    shared.revision = shared.latest = 1
    shared.digest, shared.licence = envelope["digest"], envelope["licence"]


ACTIONS = {"prepare": prepare, "settle": settle}


if __name__ == "__main__":
    main(*sys.argv[1:])
