"""What only the site knows of a page: where its links lead, who answers for it, who says the same.

All of it is read: from the catalog, from the store, from the item itself.
"""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from communesplone.core.hours import BRUSSELS
from communesplone.core.quality import Known
from communesplone.core.quality import Subject
from communesplone.editing.quality.dead_links import addresses
from communesplone.editing.quality.places import is_inside
from communesplone.editing.quality.places import is_outside
from communesplone.editing.quality.places import state_of
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.twin_pages import twins_of
from datetime import datetime
from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
import json


SERVICE = "responsible_service"
#: What a page may ask of the site while somebody types.
MOST_LINKS = 200
MOST_SERVICES = 200


def known_of(
    site: PloneSite, place: DexterityContent, subject: Subject, kept: Store | None
) -> Known:
    """Return what the site knows of a page.

    :param place: the page, or the folder in which it is being made.
    """
    services = _services(site)
    owner = _owner(place, subject)
    return Known(
        broken=_broken(site, place, subject, kept),
        twins=twins_of(site, subject, kept) if kept and not is_copy(place) else {},
        owner=owner,
        services=tuple((uid, title) for uid, title, _mail in services),
        mail=next((mail for uid, _title, mail in services if uid == owner), ""),
        mails=frozenset(mail.lower() for _uid, _title, mail in services if mail),
        wordless=frozenset(kept.files.get(subject.uid, ("", ()))[1]) if kept else frozenset(),
        today=datetime.now(BRUSSELS).date(),
    )


def is_copy(content: DexterityContent) -> bool:
    """Tell whether this is a working copy, which says what its original says, and rightly."""
    return bool(IWorkingCopy.providedBy(content))


def links_of(subject: Subject) -> list[str]:
    """Return where a page leads, each address once."""
    found = (one for piece in subject.of("html", "address") for one in addresses(piece))
    return [one for one in dict.fromkeys(found) if one][:MOST_LINKS]


def _services(site: PloneSite) -> list[tuple[str, str, str]]:
    """Return UID, title and mail address of the services that this person may see."""
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog.searchResults(
        portal_type="Service", sort_on="sortable_title", sort_limit=MOST_SERVICES
    )
    return [(one.UID, one.Title, _mail(one.contact_data)) for one in brains[:MOST_SERVICES]]


def _mail(contact: object) -> str:
    found = json.loads(contact) if isinstance(contact, str) and contact else {}
    return found.get("email") or ""


def _owner(place: DexterityContent, subject: Subject) -> str:
    """Return the UID of the service that answers: that of the page, or of a folder above."""
    own = subject.facts.get(SERVICE)
    if own:
        return str(own)
    for part in aq_chain(aq_inner(place)):
        if not IDexterityContent.providedBy(part):
            break
        found = getattr(aq_base(part), SERVICE, None)
        # What the form says of the page itself counts more than what it has.
        if found and (api.content.get_uuid(part) != subject.uid or SERVICE not in subject.facts):
            return found
    return ""


def _broken(
    site: PloneSite, place: DexterityContent, subject: Subject, kept: Store | None
) -> dict[str, str]:
    online = api.content.get_state(place, default="") == "published"
    found = {}
    for address in links_of(subject):
        if is_outside(site, address):
            if kept is not None and kept.visits.is_dead(address):
                found[address] = "unreachable"
        elif is_inside(site, address):
            state = state_of(site, address)
            if state == "gone" or (state == "hidden" and online):
                found[address] = state
    return found
