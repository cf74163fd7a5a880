"""A team that keeps one part of a demonstration site: "the library keeps its pages"."""

from collections.abc import Mapping
from communesplone.accounts.changing import save
from communesplone.accounts.store import store
from communesplone.accounts.teams import team
from communesplone.core import _
from communesplone.core.demonstration import LIBRARY_TEAM
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18n import translate


#: The mini-site of the demonstration, which `communesplone.pages` makes.
LIBRARY = "mini-library"
TITLE = _("Library")


def make_team(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Have a team write in the library of each language, and nowhere else.

    See communesplone.core.interfaces.IDemonstration. Nobody is in it: accounts are made by who
    starts the demonstration.
    """
    if store(site) is None or LIBRARY not in made:
        return {}
    groups = getToolByName(site, "portal_groups")
    if groups.getGroupById(LIBRARY_TEAM) is None:
        groups.addGroup(LIBRARY_TEAM, title=translate(TITLE, target_language=language))
    found = team(site, LIBRARY_TEAM)
    uids = (*(part.uid for part in found.parts), IUUID(made[LIBRARY]))
    save(site, found.id, found.title, "write", uids, found.members)
    return {}
