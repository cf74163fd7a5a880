"""A page through the eyes of somebody else: of any citizen, or of a member of a team.

Never of a person: what somebody wrote and shows to nobody stays theirs. The page is drawn in a
request of its own, which ends without saving anything.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import nobody
from AccessControl.unauthorized import Unauthorized
from Acquisition import aq_base
from communesplone.accounts.giving import may_give
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import EVERYBODY
from communesplone.accounts.teams import team
from communesplone.core import _
from communesplone.core.publication import is_visible
from contextlib import contextmanager
from lxml import html
from Products.CMFPlone.Portal import PloneSite
from Products.PlonePAS.plugins.ufactory import PloneUser
from typing import Any
from urllib.parse import urlsplit
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from ZPublisher.BaseRequest import RequestContainer
from ZPublisher.HTTPRequest import HTTPRequest
import transaction


CITIZEN = "citizen"
REDIRECTS = range(300, 400)
#: What an address of content does not hold.
NO_CONTENT = ("@@", "++", "?")


class NotSeen(Exception):
    """These eyes do not see the page."""


def user_of(site: PloneSite, eyes: str) -> Any:
    """Return a user with the rights of a citizen, or of a member of a team and nobody else.

    :raises Refusal: the team is not there, or may do what the person asking may not.
    """
    if eyes == CITIZEN:
        return nobody.__of__(site.acl_users)
    found = team(site, eyes)
    if not all(may_give(site, role, site) for role in found.roles):
        raise Refusal(_("You cannot look with the eyes of a team that may do more than you."))
    user = PloneUser(f"the eyes of {found.id}", "")
    user._addGroups([found.id, EVERYBODY])
    user._addRoles([*found.roles, "Member", "Authenticated"])
    return user.__of__(site.acl_users)


def seen(item: Any, user: Any) -> str:
    """Return the page of an item as HTML, as a user sees it.

    The transaction is doomed first: whatever is written while the page is drawn is not saved.

    :raises NotSeen: it is not there for these eyes, or leads elsewhere.
    """
    transaction.doom()
    with _other_request(item, user) as (there, request):
        try:
            if not is_visible(there):
                raise NotSeen
            words = _drawn(there)
        except (Unauthorized, NotFound) as error:
            raise NotSeen from error
        if request.response.getStatus() in REDIRECTS:
            raise NotSeen
        return words


def _drawn(item: Any) -> str:
    default = getattr(aq_base(item), "getDefaultPage", None)
    page = item.getDefaultPage() if default is not None else None
    if page and page in item.objectIds():
        item = item[page]
        if not is_visible(item):
            raise NotSeen
    return str(item.restrictedTraverse(f"@@{item.getLayout()}")())


@contextmanager
def _other_request(item: Any, user: Any) -> Any:
    """Give the item in a request of its own, in which the other user is logged in."""
    request, site, manager = getRequest(), getSite(), getSecurityManager()
    clone = _clone(request, item, user)
    root = aq_base(site.getPhysicalRoot()).__of__(RequestContainer(REQUEST=clone))
    # Unrestricted: the way to the page that the person asking is on; its drawing is restricted
    there = root.unrestrictedTraverse(item.getPhysicalPath()[1:])
    # As above: the site itself
    there_site = root.unrestrictedTraverse(site.getPhysicalPath()[1:])
    try:
        setRequest(clone)
        setSite(there_site)
        newSecurityManager(clone, user)
        yield there, clone
    finally:
        setSecurityManager(manager)
        setSite(site)
        setRequest(request)


def _clone(request: HTTPRequest, item: Any, user: Any) -> HTTPRequest:
    clone = request.clone()
    kept = {
        name: value
        for name, value in request.other.items()
        if name not in ("PUBLISHED", "TraversalRequestNameStack", "VERDICT")
    }
    clone.other.update(kept)
    clone.other |= {
        "URL": item.absolute_url(),
        "ACTUAL_URL": item.absolute_url(),
        "AUTHENTICATED_USER": user,
    }
    clone.form = {}
    clone.cookies = {}
    clone._script = list(request._script)
    clone._auth = None
    return clone


def harmless(words: str, site_url: str, token: str, banner: str) -> str:
    """Return the HTML of a page in which nothing can be sent and links keep the eyes.

    :param banner: HTML that stands above everything.
    """
    page = html.document_fromstring(words)
    for script in list(page.iter("script")):
        script.drop_tree()
    for element in page.iter("form", "input", "select", "textarea", "button"):
        for name in ("action", "formaction", "onclick", "onsubmit"):
            element.attrib.pop(name, None)
        if element.tag != "form":
            element.set("disabled", "disabled")
    for link in page.iter("a", "area"):
        _lead(link, site_url, token)
    body = page.find("body")
    body.insert(0, html.fragment_fromstring(banner))
    return html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode")


def _lead(link: Any, site_url: str, token: str) -> None:
    """Have a link within the site keep the eyes; one that does something leads nowhere."""
    href = link.get("href", "")
    if not href or href.startswith("#"):
        return
    if href.startswith("/"):
        parts = urlsplit(site_url)
        href = f"{parts.scheme}://{parts.netloc}{href}"
    address = href.partition("#")[0].rstrip("/")
    if address != site_url and not address.startswith(f"{site_url}/"):
        return
    if any(sign in address.removeprefix(site_url) for sign in NO_CONTENT):
        del link.attrib["href"]
        return
    link.set("href", f"{address.removesuffix('/view')}/@@see-as?t={token}")
