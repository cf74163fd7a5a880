"""The groups of every commune: who writes, who reviews, who keeps the site.

Webmasters are site administrators; what could open the cluster or break the law is taken
from that role in rolemap.xml (themes, types, HTML filter, mail server, security).
"""

from communesplone.core import _
from communesplone.core.roles import GroupDeclaration
from Products.GenericSetup.tool import SetupTool


PROFILE = "communesplone.policy:site"
STOCK_GROUPS = ("Administrators", "Site Administrators", "Reviewers")

WEBMASTERS = GroupDeclaration(
    title=_("Webmasters"),
    description=_("They publish, keep the menus and the settings, and manage the accounts."),
    roles=("Site Administrator",),
    profile=PROFILE,
)
EDITORS = GroupDeclaration(
    title=_("Editors"),
    description=_("They write and change pages, and submit them for review."),
    roles=("Contributor", "Editor"),
    profile=PROFILE,
)
REVIEWERS = GroupDeclaration(
    title=_("Reviewers"),
    description=_("They read what is submitted, publish it or send it back."),
    roles=("Reviewer",),
    profile=PROFILE,
)


def drop_stock_groups(setup: SetupTool) -> None:
    """Remove Plone's own groups where nobody is in them, before ours are made.

    With their roles, which PlonePAS keeps: whoever made a group "Administrators" again, as
    webmasters may, would make its people managers.
    """
    tool = setup.portal_groups
    for group_id in STOCK_GROUPS:
        group = tool.getGroupById(group_id)
        if group is not None and not group.getGroupMemberIds():
            tool.removeGroup(group_id)
            setup.acl_users.portal_role_manager.assignRolesToPrincipal((), group_id)
