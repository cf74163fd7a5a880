"""What a commune could have: lines of the catch-up board, which each add-on contributes.

A line names something useful in the same way in every commune, so that communes can tell one
another what they have (`have`) and see what they lack. The board itself is that of sharing.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from plone.app.dexterity.behaviors.constrains import ENABLED
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from Products.CMFPlone.Portal import PloneSite
from typing import Literal
from urllib.parse import quote
from zope.component import getAdapters
from zope.i18nmessageid import Message
from zope.interface import Interface


#: "law": a law asks for it; "usual": others have it; "refresh": it is here and out of date.
Weight = Literal["law", "usual", "refresh"]
#: Folders that are looked into, at most, for one that takes a type.
FOLDERS = 60
#: Who has what: the ids of the comparable communes (`issuer_id`) by name of line.
Others = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Line:
    """Something useful that a commune has (`present`) or lacks.

    `name` is the same in every commune and begins with its family: "page:accessibility",
    "tool:communesplone.alerts", the urn of shared content. `alike` are names under which others
    have the same, as its translations.

    `title` is a few words, `sentence` says what it is or why it is here. `basis` names the article
    of a law, and `certain` is False where somebody has to check that it holds. `minutes` is about
    how long it takes, 0 for unknown.

    `label` is the verb of the button and `url` where it leads; `more` is where the thing is read
    of, empty for nowhere. Both are addresses relative to the site ("@@library-adopt?urn=…") or to
    the hub ("hub:@@communes"), or absolute. With `posts` the button sends a form to `url`, with
    the token of the session, for what is done at once.

    `about` is the UID of the page of the site that the line tells of: only who may change that
    page is shown the line.
    """

    name: str
    title: Message | str
    sentence: Message | str
    weight: Weight
    present: bool
    label: Message | str
    url: str
    more: str = ""
    basis: Message | str = ""
    certain: bool = True
    minutes: int = 0
    posts: bool = False
    about: str = ""
    alike: tuple[str, ...] = ()


class ICatchingUp(Interface):
    """A named adapter of a site, by add-on: what there is to have of it."""

    def lines(others: Others) -> Iterable[Line]:
        """Return what the site has of it and what it lacks, each once.

        Called by a job, without a person and without a request: nothing is restricted, addresses
        are relative. An add-on that only knows its own lines need not look at `others`.

        :param others: what comparable communes have; empty when only `present` is asked for.
        """


def lines(site: PloneSite, others: Others) -> tuple[Line, ...]:
    """Return the lines of all add-ons of a site, those of one add-on together."""
    found = sorted(getAdapters((site,), ICatchingUp))
    return tuple(line for _name, adapter in found for line in adapter.lines(others))


def have(site: PloneSite) -> tuple[str, ...]:
    """Return the names of what a site has, in order: what it tells the other communes."""
    told = {line.name for line in lines(site, {}) if line.present and line.weight != "refresh"}
    return tuple(sorted(told))


def adding(site: PloneSite, portal_type: str) -> str:
    """Return where the first item of a type is added, relative to the site.

    That is the first folder that was set up for such items, else the contents of the site. For
    jobs: it wakes folders.
    """
    root = "/".join(site.getPhysicalPath())
    # Unrestricted, since no more than an address comes out of it: the form asks for the right
    brains = site.portal_catalog.unrestrictedSearchResults(
        portal_type="Folder", sort_on="path", sort_limit=FOLDERS
    )
    for brain in brains[:FOLDERS]:
        chosen = ISelectableConstrainTypes(brain.getObject(), None)
        if (
            chosen is not None
            and chosen.getConstrainTypesMode() == ENABLED
            and portal_type in chosen.getLocallyAllowedTypes()
        ):
            where = brain.getPath().removeprefix(f"{root}/")
            return f"{where}/++add++{quote(portal_type)}"
    return "folder_contents"
