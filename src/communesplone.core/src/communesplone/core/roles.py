"""Groups that add-ons declare: a named utility each, made where the add-on is installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.component import adapter
from zope.component import getUtilitiesFor
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IGroupDeclaration(Interface):
    """A named utility: a group of people that an add-on brings; its name is the group's id."""

    title = Attribute("Name of the group, a message id.")
    description = Attribute("What its people do, a message id.")
    roles = Attribute("The roles that they have in the whole site.")
    profile = Attribute("The profile with which the group comes, such as 'package:default'.")


@implementer(IGroupDeclaration)
@dataclass(frozen=True)
class GroupDeclaration:
    """A group, as data."""

    title: Message
    description: Message
    roles: tuple[str, ...]
    profile: str


class ITeamRight(Interface):
    """A named adapter of (site, request): what teams may do, with a column of its own."""

    title = Attribute("What the team does, a verb; a message id.")
    permission = Attribute("The title of the permission that lets it.")
    order = Attribute("Number by which the columns are sorted.")

    def available() -> bool:
        """Tell whether this is of use in the site."""


def declared(profile: str) -> Iterator[tuple[str, IGroupDeclaration]]:
    """Yield id and declaration of the groups that come with `profile`."""
    for group_id, group in sorted(getUtilitiesFor(IGroupDeclaration)):
        if group.profile == profile:
            yield group_id, group


def make_groups(site: PloneSite, profile: str) -> None:
    """Make the groups of `profile` that `site` does not have, titled in its language.

    A group that exists is left as it is: its title and roles may have been changed on purpose.
    """
    tool = getToolByName(site, "portal_groups")
    for group_id, group in declared(profile):
        if tool.getGroupById(group_id) is None:
            language = getToolByName(site, "portal_languages").getDefaultLanguage()
            tool.addGroup(
                group_id,
                roles=group.roles,
                title=translate(group.title, target_language=language),
                description=translate(group.description, target_language=language),
            )


def drop_groups(site: PloneSite, profile: str) -> None:
    """Remove the groups of `profile` from `site`; their members stay users."""
    tool = getToolByName(site, "portal_groups")
    for group_id, _group in declared(profile):
        if tool.getGroupById(group_id) is not None:
            tool.removeGroup(group_id)
            # PlonePAS keeps them for the next group of that name
            site.acl_users.portal_role_manager.assignRolesToPrincipal((), group_id)


def know_roles(site: PloneSite) -> None:
    """Enter the roles of a new profile: else whoever first looks at the users writes them."""
    users = getToolByName(site, "acl_users", None)
    if users is not None and "portal_role_manager" in users.objectIds():
        users.portal_role_manager.updateRolesList()


@adapter(IProfileImportedEvent)
def follow_profile(event: IProfileImportedEvent) -> None:
    """Keep the groups in step with the add-ons: they come and go with their profiles."""
    profile = (event.profile_id or "").removeprefix("profile-")
    package, _separator, name = profile.partition(":")
    if not event.full_import:
        return
    if name == "uninstall":
        drop_groups(getSite(), f"{package}:default")
    else:
        make_groups(getSite(), profile)
        know_roles(getSite())
