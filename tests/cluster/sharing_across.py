"""What a test of two clusters writes and reads in their databases, called by `Instance.call`.

The process that calls imports this file alone.
"""

from communesplone.core import jobs
from communesplone.core.sharing.records import Query
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.policy.sites import create_hub
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.client import library
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from communesplone.sharing.updating.proposals import proposals
from communesplone.sharing.updating.proposing import propose
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.component.hooks import setSite


TEXT = "<p>Chaque ménage reçoit une poubelle.</p><p>Elle est livrée sous quinze jours.</p>"
OURS = ("communesplone.sharing.", "communesplone.hub.")


def make_hub(app: Any, password: str) -> None:
    """Make the hub of a cluster."""
    create_hub(app, "hub")
    add_operator(app, password)


def add_operator(app: Any, password: str) -> None:
    """Give a cluster an account that may do everything."""
    app.acl_users._doAddUser("operator", password, ["Manager"], [])


def key_of(app: Any, site_id: str) -> str:
    """Return the present public key of a site."""
    return store(app[site_id]).keys.ring.keys[0].key


def write(app: Any, site_id: str, name: str, text: str = TEXT) -> None:
    """Give a site a page, or its page another text, and offer it; the worker does the rest."""
    site = app[site_id]
    setSite(site)
    with api.env.adopt_roles(["Manager"]):
        if name not in site:
            api.content.create(site, "Document", name, title=name)
        site[name].text = RichTextValue(text, "text/html", "text/x-html-safe")
        offer(site[name], store(site), Terms("CC-BY-4.0"))


def write_file(app: Any, site_id: str, name: str, size: int) -> None:
    """Offer a file of so many bytes."""
    site = app[site_id]
    setSite(site)
    with api.env.adopt_roles(["Manager"]):
        data = NamedBlobFile(b"x" * size, "application/pdf", f"{name}.pdf")
        made = api.content.create(site, "File", name, title=name, file=data)
        offer(made, store(site), Terms("CC-BY-4.0"))


def state_of(app: Any, site_id: str, name: str) -> tuple[str, int]:
    """Return what became of the offer of a page, and how many jobs of sharing wait."""
    site = app[site_id]
    shared = store(site).items[site[name].UID()]
    due = [job for job in jobs.pending(site) if job.name.startswith(OURS)]
    return shared.state, len([job for job in due if job.name.endswith(".deliver")])


def offered(app: Any, name: str) -> list[tuple[int, str]]:
    """Return number and state of each revision that the hub has of a page, by its title."""
    found = [
        (number, one.state)
        for offered_one in catalogue(app["hub"]).offers.values()
        for number, one in offered_one.revisions.items()
        if one.envelope["fields"]["title"] == name
    ]
    return sorted(found)


def accept_all(app: Any) -> None:
    """Have a reviewer of the hub accept all that waits."""
    hub = app["hub"]
    setSite(hub)
    for urn, number in list(catalogue(hub).waiting.values()):
        accept(hub, urn, number, "Merci", "relectrice")


def adopt_page(app: Any, site_id: str, name: str) -> None:
    """Take a page of the library, by its title, into a site."""
    site = app[site_id]
    setSite(site)
    found = library(site)
    (row,) = found.search(Query(text=name)).rows
    envelope = believed(found, row.urn)
    with api.env.adopt_roles(["Manager"]):
        adopt(site, envelope, fetched(found, envelope), {}, {}, store(site))


def pending(app: Any, site_id: str) -> list[int]:
    """Return the revisions that wait for adopted pages."""
    return sorted(one.envelope["revision"] for one in store(app[site_id]).pending.values())


def propose_change(app: Any, site_id: str, name: str) -> None:
    """Change an adopted page, and propose that to its author."""
    site = app[site_id]
    setSite(site)
    with api.env.adopt_roles(["Manager"]):
        text = site[name].text.raw.replace("une poubelle", "une poubelle à puce")
        site[name].text = RichTextValue(text, "text/html", "text/x-html-safe")
        propose(site[name], store(site), "Plus clair")


def proposed(app: Any, site_id: str, name: str) -> list[str]:
    """Return which communes propose something for a page."""
    site = app[site_id]
    return list(proposals(site[name], store(site)))


def waiting(app: Any, site_id: str) -> list[str]:
    """Return which jobs of sharing wait or were given up, how often they were tried, and why."""
    site = app[site_id]
    found = [*jobs.pending(site), *jobs.failed(site)]
    states = [f"{one.revision} {one.state} {one.word}" for one in store(site).items.values()]
    return [f"{job.name} {job.attempts} {job.error[-300:]}" for job in found] + states


def hurry(app: Any, site_id: str) -> None:
    """Have the worker do now what waits for a silent side, but for what it does already."""
    site, now = app[site_id], datetime.now(UTC)
    later = {one.id for one in jobs.pending(site) if one.due > now and one.attempts}
    outbox = jobs.outbox(site).waiting
    for key, entry in list(outbox.items()):
        if entry.name.startswith(OURS) and entry.id in later:
            jobs.put(site, outbox.pop(key), now)
