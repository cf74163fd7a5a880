"""Who works in the back office: what the bar says of them."""

from AccessControl import getSecurityManager
from communesplone.core import _
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces.browser import IBrowserRequest


#: Functions by the roles they need, the widest first.
FUNCTIONS: tuple[tuple[str, Message], ...] = (
    ("Manager", _("Administrator")),
    ("Site Administrator", _("Webmaster")),
    ("Reviewer", _("Reviewer")),
    ("Clerk", _("Clerk’s office")),
    ("Editor", _("Editor")),
    ("Contributor", _("Editor")),
)


@dataclass(frozen=True)
class Person:
    """What is shown of whoever is logged in: function on the site, and the name they gave."""

    function: str
    name: str


def function(roles: set[str]) -> Message:
    """Return what somebody with these roles on the site is there."""
    return next((title for role, title in FUNCTIONS if role in roles), _("Member of staff"))


def person(site: PloneSite, request: IBrowserRequest) -> Person:
    """Return who is logged in; roles of parts of the site are not told in the bar."""
    user = getSecurityManager().getUser()
    member = site.portal_membership.getAuthenticatedMember()
    return Person(
        translate(function(set(user.getRoles())), context=request),
        member.getProperty("fullname", "") or user.getUserName() or "",
    )
