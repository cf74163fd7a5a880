"""@@contents: anything of the site by title, type, state, owner, date and part."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.browser.page import Page
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.core.reach import roles_in
from communesplone.core.typography import moment
from communesplone.core.ways import ways
from communesplone.editing.finding import saved_views
from communesplone.editing.finding.asked import Asked
from communesplone.editing.finding.asked import LEFT_OUT
from communesplone.editing.finding.asked import query
from communesplone.editing.finding.asked import read
from communesplone.editing.finding.asked import shape
from functools import cached_property
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.protect import CheckAuthenticator
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import getSiteManager
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import Interface
from zope.interface import providedBy


PER_PAGE = 30
#: Roles that change texts, wherever the workflow allows it at all.
WRITERS = frozenset({"Manager", "Site Administrator", "Editor", "Owner"})
FOLDERS = 80
STATES = (
    ("private", _("Draft")),
    ("pending", _("To review")),
    ("published", _("Published")),
    ("scheduled", _("Scheduled")),
    ("expired", _("Expired")),
    ("late", _("To check")),
)
ORDERS = (
    ("modified", _("Changed last")),
    ("title", _("By title")),
    ("created", _("Created last")),
    ("review", _("By review date")),
)
SHAPES = {
    "draft": _("Draft"),
    "pending": _("To review"),
    "scheduled": _("Scheduled"),
    "online": _("Online"),
    "expired": _("Expired"),
}


class Contents(Page):
    """A search in words, and views of it that a person keeps; by POST, one more or one less."""

    page_title = _("Contents")
    problem: Any = ""
    view_name = ""

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.keep():
                return ""
        return super().__call__()

    def keep(self) -> bool:
        """Keep or forget a view; tell whether that was done and the browser sent on."""
        form, site = self.request.form, getSite()
        if forgotten := form.get("forget"):
            saved_views.forget(site, str(forgotten))
            api.portal.show_message(_("The view is forgotten."), self.request)
        else:
            self.view_name = str(form.get("view_name", "")).strip()
            try:
                saved_views.keep(site, self.view_name, self.asked.address)
            except saved_views.NotKept as error:
                self.problem = error.args[0]
                return False
            api.portal.show_message(_("The view is kept."), self.request)
        self.request.response.redirect(f"{self.url}?{self.asked.address}")
        return True

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@contents"

    @cached_property
    def asked(self) -> Asked:
        return read(self.request.form)

    @cached_property
    def found(self) -> Any:
        path = "/".join(self.site.getPhysicalPath())
        asked = query(self.asked, path, self.now)
        return self.site.portal_catalog.searchResults(**asked)

    @cached_property
    def paging(self) -> Paging:
        number = asked_page(self.request.form)
        return Paging(number, PER_PAGE, len(self.found), self.url, self.asked.pairs)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        start = (self.paging.number - 1) * PER_PAGE
        brains = list(self.found[start : start + PER_PAGE])
        where = ways(self.site, brains, self.language)
        return [self.listed(brain, where[brain.getPath()]) for brain in brains]

    def listed(self, brain: AbstractCatalogBrain, where: str) -> dict[str, Any]:
        """Return what the table shows of an item, without waking it."""
        changed = local(brain.modified)
        state = shape(brain, self.now)
        return {
            **self.row(brain),
            "uid": brain.UID,
            "kind": self.types.get(brain.portal_type, brain.portal_type),
            "where": where,
            "state": state,
            "state_title": SHAPES.get(state, ""),
            "owner": self.name(brain.Creator),
            "changed": moment(changed, self.now, self.language) if changed else "",
            "edit": f"{brain.getURL()}/edit" if self.writes(brain) else "",
            "used": f"{brain.getURL()}/@@where-used"
            if self.tells_use and self.writes(brain)
            else "",
        }

    def writes(self, brain: AbstractCatalogBrain) -> bool:
        """Tell whether this person has an editor's role where an item stands; wakes no item."""
        user = getSecurityManager().getUser()
        folder = brain.getPath().rpartition("/")[0]
        if folder not in self._roles:
            self._roles[folder] = roles_in(user, folder)
        return brain.Creator == user.getId() or bool(WRITERS & self._roles[folder])

    @cached_property
    def _roles(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def tells_use(self) -> bool:
        """Whether another add-on tells where an item is used."""
        required = (IDexterityContent, providedBy(self.request))
        adapters = getSiteManager().adapters
        return adapters.lookup(required, Interface, name="where-used") is not None

    @cached_property
    def types(self) -> dict[str, str]:
        """Titles of the types that the site has items of."""
        there = self.site.portal_catalog.uniqueValuesFor("portal_type")
        known = {name: self.site.portal_types.get(name) for name in there if name not in LEFT_OUT}
        titles = {name: self.told(fti.Title()) for name, fti in known.items() if fti is not None}
        return dict(sorted(titles.items(), key=lambda one: one[1].lower()))

    @cached_property
    def owners(self) -> dict[str, str]:
        """Names of those who created something, this person first."""
        me = api.user.get_current().getId()
        names = self.site.portal_catalog.uniqueValuesFor("Creator")
        there = [one for one in names if one and one != me]
        others = sorted(((one, self.name(one)) for one in there[:FOLDERS]), key=lambda one: one[1])
        return {me: self.told(_("Me")), **dict(others)}

    def name(self, person: str) -> str:
        if person not in self._names:
            user = api.user.get(userid=person) if person else None
            full = user.getProperty("fullname", "") if user is not None else ""
            self._names[person] = full or person
        return self._names[person]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    @cached_property
    def parts(self) -> dict[str, str]:
        """Folders of the first two levels: path in the site and title."""
        base = "/".join(self.site.getPhysicalPath())
        brains = self.site.portal_catalog.searchResults(
            path={"query": base, "depth": 2},
            is_folderish=True,
            sort_on="path",
            sort_limit=FOLDERS,
            show_inactive=True,
        )[:FOLDERS]
        return {
            brain.getPath().removeprefix(f"{base}/"): self.indented(brain, base)
            for brain in brains
            if brain.getPath() != base and brain.portal_type not in ("Document",)
        }

    def indented(self, brain: AbstractCatalogBrain, base: str) -> str:
        level = brain.getPath().removeprefix(base).count("/") - 1
        return f"{'– ' * level}{self.text(brain.Title) or brain.getId}"

    def options(self, name: str) -> list[dict[str, Any]]:
        """Return what a list to choose from offers: value, title, whether it is asked for."""
        offers = {
            "type": (self.types.items(), self.asked.portal_type),
            "state": (STATES, self.asked.state),
            "owner": (self.owners.items(), self.asked.owner),
            "part": (self.parts.items(), self.asked.part),
            "order": (ORDERS, self.asked.order),
        }
        pairs, asked = offers[name]
        return [
            {"value": value, "title": title, "selected": value == asked} for value, title in pairs
        ]

    def views(self) -> list[dict[str, Any]]:
        """Return the views that this person keeps."""
        return [
            {
                "name": name,
                "url": f"{self.url}?{address}",
                "current": "page" if address == self.asked.address else None,
            }
            for name, address in saved_views.kept(self.site)
        ]

    def told(self, words: Any) -> str:
        return translate(words, target_language=self.language)
