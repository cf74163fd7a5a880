"""A working group: communes that meet about a subject. Its papers are theirs alone."""

from communesplone.core import _
from communesplone.hub.communes.people import group_id
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.content import DexterityContent
from plone.supermodel import model
from Products.CMFCore.permissions import AccessContentsInformation
from Products.CMFCore.permissions import View
from Products.CMFCore.utils import getToolByName
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface.interfaces import IObjectEvent
from zope.lifecycleevent.interfaces import IObjectMovedEvent


TYPE = "WorkingGroup"
#: What the people of its communes may do with its papers; what they may do with the group itself
#: is said by its workflow.
ROLES = ["Contributor", "Editor", "Reader"]
#: Who reads a paper without a workflow, as a file: every member of the hub reads the group itself.
READERS = ["Manager", "Site Administrator", "Reviewer", "Owner", *ROLES]


class IWorkingGroup(model.Schema):
    """A working group of communes."""

    directives.widget(communes=CheckBoxFieldWidget)
    communes = schema.Tuple(
        title=_("Communes of the group"),
        description=_("Their people read its papers, add meetings and write minutes."),
        value_type=schema.Choice(vocabulary="communesplone.hub.members"),
        required=False,
        default=(),
        missing_value=(),
    )


@implementer(IWorkingGroup)
class WorkingGroup(Container):
    """A working group as stored content."""


def open_to_communes(group: WorkingGroup, event: IObjectEvent) -> None:
    """Give the people of the communes of a group their roles in it, and take those of others."""
    wanted = {group_id(one) for one in group.communes or ()}
    given = {who for who, roles in group.get_local_roles() if set(ROLES) == set(roles)}
    if wanted == given:
        return
    group.manage_delLocalRoles(list(given - wanted))
    for who in wanted - given:
        group.manage_setLocalRoles(who, ROLES)
    group.reindexObjectSecurity()


def own(content: DexterityContent) -> None:
    """Take a content from the person who made it: the roles of a commune's people are enough."""
    makers = [who for who, roles in content.get_local_roles() if set(roles) == {"Owner"}]
    content.manage_delLocalRoles(makers)
    content.reindexObjectSecurity()


def keep_within(paper: DexterityContent, event: IObjectMovedEvent) -> None:
    """Have a paper that no workflow guards read by the communes of its group alone.

    It belongs to them: whoever added it reads it no longer than they work for one of them.
    """
    came, left = (IWorkingGroup.providedBy(one) for one in (event.newParent, event.oldParent))
    if event.object is not paper or came == left:
        return
    if came:
        own(paper)
    if getToolByName(paper, "portal_workflow").getChainFor(paper):
        return
    for permission in (AccessContentsInformation, View):
        paper.manage_permission(permission, READERS if came else [], acquire=not came)
    paper.reindexObjectSecurity()
