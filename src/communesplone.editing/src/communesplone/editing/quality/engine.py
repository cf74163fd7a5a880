"""A page looked at with all that the site knows of it: what pages, jobs and the workflow call."""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Mapping
from communesplone.core.quality import checks
from communesplone.core.quality import Finding
from communesplone.core.quality import findings
from communesplone.core.quality import Subject
from communesplone.core.quality import subject_of
from communesplone.core.quality import subject_of_type
from communesplone.editing.quality.knowledge import is_copy
from communesplone.editing.quality.knowledge import known_of
from communesplone.editing.quality.knowledge import links_of
from communesplone.editing.quality.places import is_outside
from communesplone.editing.quality.places import named
from communesplone.editing.quality.places import state_of
from communesplone.editing.quality.said import is_left
from communesplone.editing.quality.store import Indexed
from communesplone.editing.quality.store import store
from communesplone.editing.quality.twins import index
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFCore.CatalogTool import _mergedLocalRoles
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite


def look(
    content: DexterityContent, typed: Mapping[str, Any] | None = None
) -> tuple[Subject, list[Finding]]:
    """Return a page as checks see it and its problems, those that were accepted left out.

    :param typed: values of a form, by name of the field, in place of those of the page.
    """
    return _looked(content, subject_of(content, typed))[:2]


def look_at_new(
    folder: DexterityContent, portal_type: str, language: str, typed: Mapping[str, Any]
) -> tuple[Subject, list[Finding]]:
    """Return a page that is being made in a folder, and its problems."""
    return _looked(folder, subject_of_type(portal_type, language, typed))[:2]


def _looked(
    place: DexterityContent, subject: Subject
) -> tuple[Subject, list[Finding], list[Finding]]:
    """Return a page, its problems, and what people left as it is."""
    site = getSite()
    kept = store(site)
    known = subject.knowing(known_of(site, place, subject, kept))
    found: list[Finding] = []
    left: list[Finding] = []
    for one in findings(known):
        (left if is_left(kept, subject.uid, one) else found).append(one)
    return known, found, left


def holding_back(content: DexterityContent) -> list[Finding]:
    """Return what the law requires before a page goes online."""
    return asked_by_law(subject_of(content))


def asked_by_law(subject: Subject) -> list[Finding]:
    """Return what the law requires of a page, read from its own text; not what was answered."""
    kept = store(getSite())
    found = [one for _name, check in checks() for one in check.findings(subject)]
    law = [one for one in found if one.severity == "law"]
    return [one for one in law if not is_left(kept, subject.uid, one)]


def refresh(content: DexterityContent) -> list[Finding]:
    """Look at a page and note what is found; nothing where the add-on is not installed."""
    site = getSite()
    kept, uid = store(site), IUUID(content, "")
    if kept is None or not uid:
        return []
    subject, found, left = _looked(content, subject_of(content))
    links = {named(site, address) for address in links_of(subject)}
    before = kept.items.get(uid)
    found_by = frozenset() if is_copy(content) else index(subject)
    indexed = Indexed(frozenset(links), found_by, state_of(site, f"resolveuid/{uid}"))
    settled = [one for one in left if one.severity == "law"]
    kept.put(uid, found, indexed, editors_of(content), settled)
    _follow_links(site, subject, links, before.indexed.addresses if before else frozenset())
    return found


def _follow_links(
    site: PloneSite, subject: Subject, links: set[str], former: frozenset[str]
) -> None:
    """Have new addresses outside asked one day, and forget those that nobody uses."""
    kept = store(site)
    for address in links:
        if is_outside(site, address):
            kept.visits.know(address, subject.known.today)
    for address in former.difference(links):
        if address not in kept.users:
            kept.visits.forget(address)


def editors_of(content: DexterityContent) -> frozenset[str]:
    """Return who may edit a page: roles, and "user:<id>" of who has one of them here."""
    roles = set(rolesForPermissionOn(ModifyPortalContent, content))
    local = _mergedLocalRoles(content)
    users = {f"user:{user}" for user, theirs in local.items() if roles.intersection(theirs)}
    return frozenset(roles | users)
