"""A page of Namur that Sankt Vith adopted: what revises it, and what waits."""

from Acquisition import aq_parent
from communesplone.hub.reviewing import accept
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from plone.app.textfield.value import RichTextValue


TEXT = (
    "<p>Chaque ménage reçoit une poubelle à puce.</p>"
    "<p>Elle est livrée sous quinze jours ouvrables.</p>"
)


def revise(at, work, page, old="", new="", change="") -> None:
    """Have Namur offer a revision, and the hub accept it."""
    with at("namur") as site:
        if old:
            text = page.text.raw.replace(old, new)
            page.text = RichTextValue(text, "text/html", "text/x-html-safe")
        shared = offer(page, store(site), Terms("CC-BY-4.0", change=change))
    work()
    with at("hub") as site:
        accept(site, shared.urn, shared.revision, "", "relectrice")


def urn_of(page) -> str:
    return store(aq_parent(page)).items[page.UID()].urn


def waiting(at, adopted):
    """Return the revision that waits for it; None for none."""
    with at("st-vith") as site:
        return store(site).pending.get(adopted.UID())
