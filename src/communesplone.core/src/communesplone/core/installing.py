"""Switching an optional add-on on or off in one site, the current one, as an operator does."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from communesplone.core.tool import Upgraded
from difflib import get_close_matches
from lxml import etree
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from zope.event import notify


class NotSwitched(CommunesError):
    """Why an add-on was not switched on or off; `next_step` is what to do."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.next_step = next_step


def optional_tool(name: str) -> Tool:
    """Return an add-on that a site can do without, by its distribution or the end of its name.

    :raises NotSwitched: there is none of that name, or every site needs it.
    """
    known = {tool.name: tool for tool in tools()}
    found = known.get(name) or known.get(f"communesplone.{name}")
    if found is None:
        near = get_close_matches(name, [one for one in known if known[one].optional], 3, 0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else "communes tools names them all."
        raise NotSwitched(f"There is no tool “{name}”.", hint)
    if not found.optional:
        raise NotSwitched(f"{found.name} is part of every site: it is neither granted nor taken.")
    return found


def is_on(site: PloneSite, tool: Tool) -> bool:
    """Tell whether an add-on is installed in a site."""
    return site.portal_setup.getLastVersionForProfile(f"{tool.name}:default") != "unknown"


def switch_on(site: PloneSite, tool: Tool) -> bool:
    """Install an add-on in a site; return whether that changed anything."""
    if is_on(site, tool):
        return False
    site.portal_setup.runAllImportStepsFromProfile(f"profile-{tool.name}:default")
    notify(Upgraded(site))
    return True


def switch_off(site: PloneSite, tool: Tool) -> bool:
    """Take an add-on out of a site; return whether that changed anything.

    :raises NotSwitched: pages of its types are there: nothing could show them any more.
    """
    if not is_on(site, tool):
        return False
    left = _pages_of(site, tool)
    if left:
        raise NotSwitched(
            f"{site.getId()} has {left} page(s) made with {tool.name}.",
            "Delete them first: without the tool nothing can show them.",
        )
    site.portal_setup.runAllImportStepsFromProfile(f"profile-{tool.name}:uninstall")
    site.portal_setup.unsetLastVersionForProfile(f"{tool.name}:default")
    notify(Upgraded(site))
    return True


def _pages_of(site: PloneSite, tool: Tool) -> int:
    """Count the pages of the types that its uninstall profile removes."""
    types = _own_types(site, tool)
    # Unrestricted: an operator counts, and only the number leaves
    found = site.portal_catalog.unrestrictedSearchResults(portal_type=types) if types else ()
    return len(found)


def _own_types(site: PloneSite, tool: Tool) -> list[str]:
    if not site.portal_setup.profileExists(f"{tool.name}:uninstall"):
        raise NotSwitched(f"{tool.name} has no way to be taken out.")
    info = site.portal_setup.getProfileInfo(f"{tool.name}:uninstall")
    path = Path(info["path"]) / "types.xml"
    if not path.is_file():
        return []
    # Our own file, shipped with the add-on
    root = etree.parse(str(path)).getroot()
    return [str(one.get("name")) for one in root.iter("object") if one.get("remove")]
