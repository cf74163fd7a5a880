"""What a person creates most, and where they may: the links of one click."""

from collections import Counter
from communesplone.core import _
from communesplone.core.typography import typeset
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.CMFPlone.interfaces.constrains import ISelectableConstrainTypes
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from unicodedata import normalize
from zope.i18n import translate


#: What communes publish most, for whoever has created nothing yet.
USUAL = ("News Item", "Event", "Alert", "Document")
#: What is never created by itself: files come with a page, language folders with the site.
LEFT_OUT = frozenset({"File", "Image", "LRF", "LIF", "Plone Site", "Discussion Item"})
#: How many of a person's last items tell what they create.
RECENT = 40


@dataclass(frozen=True)
class Choice:
    """Something to create: its type, its form, where it will stand, the key after `c`."""

    portal_type: str
    title: str
    description: str
    url: str
    place: str
    key: str = ""


def with_keys(choices: list[Choice]) -> list[Choice]:
    """Return the choices with a letter of their title each, the first that nobody has."""
    taken: set[str] = set()
    keyed = []
    for choice in choices:
        plain = normalize("NFD", choice.title).encode("ascii", "ignore").decode().lower()
        key = next((one for one in plain if one.isalpha() and one not in taken), "")
        taken.add(key)
        keyed.append(replace(choice, key=key))
    return keyed


class Creating:
    """What the current user may create, from what was created before."""

    def __init__(self, site: PloneSite, language: str) -> None:
        self.site = site
        self.language = language
        self._addable: dict[str, set[str]] = {}

    @cached_property
    def recent(self) -> list[Any]:
        """The last items of this person, the newest first, without what comes along by itself."""
        found = self.site.portal_catalog.searchResults(
            Creator=api.user.get_current().getId(),
            sort_on="created",
            sort_order="descending",
            sort_limit=RECENT,
            show_inactive=True,
        )[:RECENT]
        return [brain for brain in found if brain.portal_type not in LEFT_OUT]

    def most(self, limit: int = 4) -> list[Choice]:
        """Return what this person creates most, filled up with what communes publish most."""
        counted = Counter(brain.portal_type for brain in self.recent)
        names = [*(name for name, _count in counted.most_common()), *USUAL]
        found: list[Choice] = []
        for name in dict.fromkeys(names):
            if len(found) == limit:
                break
            if (choice := self.choice(name)) is not None:
                found.append(choice)
        return with_keys(found)

    def all(self) -> list[Choice]:
        """Return everything this person may create somewhere, by title."""
        names = [name for name in self.site.portal_types.objectIds() if name not in LEFT_OUT]
        found = [choice for name in names if (choice := self.choice(name)) is not None]
        return sorted(found, key=lambda choice: choice.title)

    def choice(self, portal_type: str) -> Choice | None:
        """Return where this person may create such an item; None when there is no such place."""
        fti = self.site.portal_types.get(portal_type)
        if fti is None:
            return None
        for path in self.folders(portal_type):
            folder = self.site.restrictedTraverse(path, None)
            if folder is None or portal_type not in self.addable(folder, path):
                continue
            return Choice(
                portal_type,
                self._told(fti.Title()),
                self._told(fti.Description()),
                f"{folder.absolute_url()}/++add++{portal_type}",
                self.place(folder),
            )
        return None

    def folders(self, portal_type: str) -> list[str]:
        """Return the paths where such items stand: this person's first, then the last made."""
        own = [one for one in self.recent if one.portal_type == portal_type]
        last = self.site.portal_catalog.searchResults(
            portal_type=portal_type,
            sort_on="created",
            sort_order="descending",
            sort_limit=3,
            show_inactive=True,
        )[:3]
        root = "/".join(api.portal.get_navigation_root(self.site).getPhysicalPath())
        paths = [brain.getPath().rpartition("/")[0] for brain in (*own, *last)]
        return list(dict.fromkeys([*paths, root]))[:5]

    def addable(self, folder: Any, path: str) -> set[str]:
        """Return the types that this person may add to a folder now."""
        if path not in self._addable:
            constrained = ISelectableConstrainTypes(folder, None)
            if constrained is not None:
                self._addable[path] = set(constrained.getImmediatelyAddableTypes())
            elif hasattr(folder, "allowedContentTypes"):
                self._addable[path] = {one.getId() for one in folder.allowedContentTypes()}
            else:
                self._addable[path] = set()
        return self._addable[path]

    def place(self, folder: Any) -> str:
        if folder.portal_type == "Plone Site":
            return self._told(_("at the top of the site"))
        return typeset(folder.Title(), self.language)

    def _told(self, words: Any) -> str:
        return translate(words, target_language=self.language)
