"""The lists of places, associations, shops and people: filters, letters, map, no script."""

from communesplone.core import _
from communesplone.core.paging import Paging
from communesplone.core.reference import slug
from communesplone.core.topics import labels as topic_labels
from communesplone.directory import asked
from communesplone.directory import finding
from communesplone.directory.browser.base import Data
from communesplone.directory.browser.base import DirectoryPage
from communesplone.directory.browser.base import hours_of
from communesplone.directory.browser.base import json_of
from communesplone.directory.browser.base import point
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from urllib.parse import urlencode


PER_PAGE = 20
MAPPED = 200
#: From this many entries on a list has letters to jump to.
LETTERS_FROM = 12


class ListingView(DirectoryPage):
    """@@places_view and its like, of a folder: the entries of one type below it."""

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        self.paging.refuse_beyond()
        return super().__call__()

    @cached_property
    def portal_type(self) -> str:
        return finding.TYPES[self.__name__]

    @cached_property
    def asked(self) -> asked.Asked:
        return asked.read(self.request.form)

    @cached_property
    def every(self) -> list[AbstractCatalogBrain]:
        """All the entries, whatever is asked: what the filters offer comes from them."""
        return finding.find(self.context, self.portal_type, asked.Asked())

    @cached_property
    def found(self) -> list[AbstractCatalogBrain]:
        """The entries that are asked for, on all pages."""
        brains = (
            finding.find(self.context, self.portal_type, self.asked)
            if self.asked.query
            else self.every
        )
        if not self.asked.open:
            return brains
        for brain in brains:
            self.changes_with(hours_of(brain))
        return finding.are_open(brains, self.now)

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.asked.address(self.url)

    @property
    def indexed(self) -> bool:
        """Search engines get the entries themselves, not each selection of them."""
        return not self.asked.filters

    @cached_property
    def paging(self) -> Paging:
        return Paging(self.asked.page, PER_PAGE, len(self.found), self.url, self.asked.filters)

    def rows(self) -> list[Data]:
        """Return the entries of this page."""
        start = (self.asked.page - 1) * PER_PAGE
        return [self.entry_row(brain) for brain in self.found[start : start + PER_PAGE]]

    @property
    def total(self) -> int:
        return len(self.found)

    def position(self) -> str:
        """Return the map of all that is found; the list beside it says the same."""
        points = [
            point(self.text(brain.Title), brain.getURL(), place)
            for brain in self.found[:MAPPED]
            if "latitude" in (place := json_of(brain, "address_data"))
        ]
        return self.map(points, listed=False)

    def choices(self) -> list[Data]:
        """Return the filters of the form: name, label, options."""
        made = [
            self._select("kind", _("Kind"), self._kinds()),
            self._select("theme", _("Theme"), self._themes()),
            self._select("place", _("Locality"), self._localities()),
        ]
        return [one for one in made if one["options"]]

    def _select(self, name: str, label: str, options: dict[str, str]) -> Data:
        value = getattr(self.asked, name)
        return {
            "name": name,
            "label": self.say(label),
            "options": [
                {"value": key, "title": self.text(title), "selected": key == value}
                for key, title in options.items()
            ],
        }

    def _kinds(self) -> dict[str, str]:
        held = {json_of(brain, "directory_facts").get("kind") for brain in self.every}
        known = self.kinds(self.portal_type)
        return {key: label for key, label in known.items() if key in held}

    def _themes(self) -> dict[str, str]:
        held = {key for brain in self.every for key in (brain.topic_themes or ())}
        known = topic_labels("themes", self.language)
        return {key: label for key, label in known.items() if key in held}

    def _localities(self) -> dict[str, str]:
        names = {json_of(brain, "address_data").get("locality", "") for brain in self.every}
        found = {slug(name): name for name in sorted(filter(None, names))}
        return found if len(found) > 1 else {}

    @property
    def has_hours(self) -> bool:
        """Whether "open now" means anything here."""
        return any(not hours_of(brain).empty for brain in self.every)

    def letters(self) -> list[Data]:
        """Return the letters that entries begin with; none for a short list."""
        index = getToolByName(self.context, "portal_catalog").Indexes["directory_letter"]
        held = {index.getEntryForObject(brain.getRID()) for brain in self.every}
        if len(self.every) < LETTERS_FROM or len(held) < 2:
            return []
        return [
            {
                "title": "#" if letter == "0" else letter,
                "url": self.asked.address(self.url, letter=letter),
                "current": letter == self.asked.letter,
            }
            for letter in sorted(filter(None, held), key=lambda one: (one == "0", one))
        ]

    def downloads(self) -> list[Data]:
        """Return the addresses of this selection as data."""
        query = [("type", self.portal_type), *self.asked.filters]
        base = f"{self.context.absolute_url()}/@@directory"
        formats = ["csv"] if self.portal_type == "Person" else ["csv", "geojson"]
        names = {"csv": "CSV", "geojson": "GeoJSON"}
        return [
            {"title": names[one], "url": f"{base}.{one}?{urlencode(query)}"} for one in formats
        ]

    def may_import(self) -> bool:
        """Tell whether this user brings entries in from a file."""
        membership = getToolByName(self.context, "portal_membership")
        permission = "communesplone.directory: Import entries"
        return bool(membership.checkPermission(permission, self.context))

    def count(self) -> str:
        """Return how many there are, in words."""
        if self.total == 1:
            return self.say(_("1 result"))
        return self.say(_("${number} results", mapping={"number": str(self.total)}))


class ServicesView(ListingView):
    """@@services_view: the administration as a tree, departments with their services."""

    def tree(self) -> list[Data]:
        """Return the services in their order, each with those that depend on it."""
        catalog = getToolByName(self.context, "portal_catalog")
        root = "/".join(self.context.getPhysicalPath())
        brains = catalog.searchResults(
            portal_type="Service",
            path=root,
            sort_on="getObjPositionInParent",
            sort_limit=finding.MOST,
        )
        rows = {brain.getPath(): self.entry_row(brain) | {"parts": []} for brain in brains}
        top: list[Data] = []
        for path, row in rows.items():
            above = rows.get(path.rpartition("/")[0])
            (above["parts"] if above else top).append(row)
        return top

    def folders(self) -> list[Data]:
        """Return the other parts of the directory that this folder holds."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        brains = self.search(
            path=path, portal_type="Folder", sort_on="getObjPositionInParent", sort_limit=20
        )
        return [self.row(brain) for brain in brains[:20] if not brain.exclude_from_nav]
