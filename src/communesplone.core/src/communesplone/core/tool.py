"""What each add-on says about itself: one `communes:tool` in its ZCML."""

from communesplone.core.interfaces import ITool
from dataclasses import dataclass
from dataclasses import field
from importlib.metadata import version
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getUtilitiesFor
from zope.component.zcml import utility
from zope.configuration.config import ConfigurationContext
from zope.configuration.fields import Bool
from zope.configuration.fields import MessageID
from zope.configuration.fields import Tokens
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import Interface
from zope.schema import ASCIILine
from zope.schema import TextLine


class IToolDirective(Interface):
    """Attributes of `communes:tool`."""

    name = ASCIILine(title="Name of the distribution")
    title = MessageID(title="Title for people")
    purpose = MessageID(title="What it is for, one sentence")
    maintainer = TextLine(title="Who answers for it")
    documentation = TextLine(title="Path of its documentation in the repository, or an address")
    guide = Tokens(
        title="Topics of the guide for webmasters, by the names of their files",
        value_type=ASCIILine(),
        required=False,
    )
    optional = Bool(
        title="Whether a commune can do without: it asks for it, an operator grants it",
        required=False,
    )


@implementer(ITool)
@dataclass(frozen=True)
class Tool:
    """An add-on, as it is told of in the hub and by the command line."""

    name: str
    title: Message
    purpose: Message
    maintainer: str
    documentation: str
    guide: list[str] = field(default_factory=list, hash=False)
    optional: bool = False

    @property
    def version(self) -> str:
        return version(self.name)


@dataclass(frozen=True)
class Upgraded:
    """Event: the profiles of a site were brought to the installed versions; in its transaction."""

    site: PloneSite


def declare(_context: ConfigurationContext, **attributes: Any) -> None:
    """Handle `communes:tool`: two declarations of one name are a conflict."""
    utility(_context, provides=ITool, component=Tool(**attributes), name=attributes["name"])


def installed(site: PloneSite) -> dict[str, str]:
    """Return the version of each add-on that is installed in a site, by name of distribution."""
    setup = site.portal_setup
    return {
        tool.name: tool.version
        for tool in tools()
        if setup.getLastVersionForProfile(f"{tool.name}:default") != "unknown"
    }


def tools() -> tuple[Tool, ...]:
    """Return what is declared, by name of distribution."""
    return tuple(tool for _name, tool in sorted(getUtilitiesFor(ITool)))
