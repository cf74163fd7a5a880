"""Something to catch up with: what one demonstration commune has and the others do not.

It offers three procedures of its own; another one adopts the first, whose author changes it then.
All of it is done as people do it: the boards are computed from what came of it.
"""

from collections.abc import Sequence
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.hub.reviewing import accept
from communesplone.policy.content import home
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.demo_library import NOTE
from communesplone.policy.demo_library import REVIEWER
from communesplone.policy.hub import find_hub
from communesplone.policy.sites import as_system
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.catching_up.refreshing import JOB
from communesplone.sharing.client import library
from communesplone.sharing.delivering import deliver
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.reporting import REPORT
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from datetime import date
from datetime import timedelta
from OFS.Application import Application
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import setSite


FOLDER = "demarches"
#: A page of the author that waits to be read again, since so many days.
LATE = timedelta(days=70)
#: How long the hub takes to tell.
TOLD = timedelta(seconds=20)


def fill(app: Application, site_ids: Sequence[str]) -> None:
    """Have the first commune offer and the second adopt; nothing where that was done.

    Then all of them report, so that their boards know.
    """
    with as_system(app) as app:
        hub, sites = find_hub(app), [app[one] for one in site_ids]
        author, adopter = sites[:2]
        if hub is None or not identity(author).demonstration or FOLDER not in author.objectIds():
            return
        data = read_json("demo", "shared.json")
        folder = home(author, "fr")[FOLDER]
        if data["offered"][0]["id"] in folder.objectIds():
            return
        _go(author)
        made = [
            make(folder, {**entry, "language": "fr", "publish": True}) for entry in data["offered"]
        ]
        made[-1].review_date = date.today() - LATE
        made[-1].reindexObject(idxs=["review_date"])
        urns = [_accepted(hub, author, item) for item in made]
        _adopted(adopter, urns[0])
        _changed(hub, author, made[0], data["change"])
        processQueue()
        for site in sites:
            # After the jobs by which the hub tells what it accepted
            jobs.add(REPORT, run_at=utc_now() + TOLD, site=site)
            jobs.add(JOB, run_at=utc_now() + 2 * TOLD, site=site)


def _go(site: PloneSite) -> None:
    """Work in a site; what waits to be indexed needs the one it stands in."""
    processQueue()
    setSite(site)


def _accepted(hub: PloneSite, author: PloneSite, item: DexterityContent, change: str = "") -> str:
    """Offer an item, have it delivered and accepted at once; return its urn."""
    _go(author)
    shared = offer(item, store(author), Terms("CC-BY-4.0", NOTE, change))
    deliver(author, shared.urn, shared.revision)
    _go(hub)
    accept(hub, shared.urn, shared.revision, NOTE, REVIEWER)
    return shared.urn


def _adopted(site: PloneSite, urn: str) -> None:
    _go(site)
    found = library(site)
    envelope = believed(found, urn)
    container = home(site, envelope["language"])[FOLDER]
    adopt(container, envelope, fetched(found, envelope), {}, {}, store(site))
    found.adopted(urn, envelope["revision"], f"nis:{identity(site).nis}")


def _changed(
    hub: PloneSite, author: PloneSite, item: DexterityContent, change: dict[str, str]
) -> None:
    """Change a text and offer it as a new revision: the jobs of the hub spread it."""
    _go(author)
    text = item.text.raw.replace(change["from"], change["to"])
    item.text = RichTextValue(text, "text/html", "text/x-html-safe")
    _accepted(hub, author, item, change["word"])
