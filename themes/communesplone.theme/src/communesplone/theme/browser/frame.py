"""What main_template shows around a page: computed here, as plain data."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from communesplone.core import changes
from communesplone.core.guards import is_anonymous
from communesplone.core.hours import BRUSSELS
from communesplone.core.memory import remember
from communesplone.core.sharing.syndicated import Source
from communesplone.core.sharing.syndicated import source_of
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from communesplone.core.wording import day_of
from communesplone.theme.branding import Branding
from communesplone.theme.browser import metadata
from communesplone.theme.browser import wardrobe
from communesplone.theme.browser.look import VERSION
from communesplone.theme.desks import closures
from communesplone.theme.desks import desk_rows
from communesplone.theme.desks import earliest_change
from communesplone.theme.naming import subtitle
from communesplone.theme.naming import with_kind
from communesplone.theme.structure import Structure
from communesplone.theme.structure import structure
from DateTime import DateTime
from datetime import datetime
from functools import cached_property
from plone.app.multilingual.interfaces import ITG
from plone.base.interfaces import INavigationRoot
from Products.CMFCore.permissions import View
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.CMFPlone.Portal import PloneSite
from Products.Five import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.component import getMultiAdapter
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate


TONGUES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}


class Frame(BrowserView):
    """Found by templates as @@communes_frame; it has nothing to publish."""

    def __call__(self) -> str:
        return ""

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @cached_property
    def language(self) -> str:
        state = getMultiAdapter((self.context, self.request), name="plone_portal_state")
        return known(state.language())

    @cached_property
    def chain(self) -> list[Any]:
        """The context and what contains it, up to the navigation root, that one last."""
        found = []
        for item in aq_chain(aq_inner(self.context)):
            if not hasattr(item, "portal_type"):
                break
            found.append(item)
            if INavigationRoot.providedBy(item):
                break
        return found or [self.site]

    @cached_property
    def root(self) -> Any:
        return self.chain[-1] if INavigationRoot.providedBy(self.chain[-1]) else self.site

    @cached_property
    def structure(self) -> Structure:
        return structure(self.site, self.root, self.language)

    @cached_property
    def look(self) -> Branding:
        """The look of the site, or that which the style guide or a preview tries on."""
        return wardrobe.worn(self.request) or self.structure.branding

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def desks(self) -> dict[str, Any]:
        """The desks of header, home and footer at this moment, kept until one changes."""
        desks = self.structure.desks

        def make() -> dict[str, Any]:
            return {
                "rows": desk_rows(desks, self.now, self.language),
                "closures": closures(desks, self.now.date(), self.language),
                "changes": earliest_change(desks, self.now),
            }

        key = ("desks", self.root.getPhysicalPath(), self.language)
        found = remember(self.site, key, make, lambda made: made["changes"])
        changes.declare_next_change(self.request, found["changes"])
        return found

    def data(self, view: Any) -> dict[str, Any]:
        """Return all that main_template needs to know, for the page that `view` makes."""
        known_of, outer = self.structure, self.structure.outer
        look = self.look
        anonymous = is_anonymous() or wardrobe.worn(self.request) is not None
        title = self._heading(view)
        home = self._of_view(view, "is_home") or False
        is_error = isinstance(view, ExceptionView)
        located = not is_error and self._of_view(view, "indexed") is not False
        page = {
            "anonymous": anonymous,
            "language": self.language,
            "first_language": known_of.identity.language or self.language,
            "site_url": known_of.url,
            "home_url": known_of.home_url,
            "look": f"{known_of.url}/@@look/{VERSION}",
            "tokens": f"{known_of.url}/@@tokens.css?{wardrobe.query(look)}",
            "logo": self.logo,
            "has_logo": look.has_logo,
            "name": known_of.title,
            "outer": outer,
            "official_name": with_kind(
                outer.title if outer else known_of.title, known_of.identity.kind, self.language
            ),
            "subtitle": outer.title if outer else look.tagline or subtitle(known_of.identity.kind),
            "skin": look.skin,
            "face": look.face,
            "classes": look.classes,
            "demonstration": known_of.identity.demonstration,
            "title": " – ".join(dict.fromkeys((title, known_of.title))),
            "heading": title,
            "description": self._of_view(view, "page_description") or self._description(),
            "canonical": self._of_view(view, "canonical") or self._original,
            "indexed": not known_of.identity.demonstration
            and self._of_view(view, "indexed") is not False
            and not self._is_copy,
            "located": located,
            "updated": self._updated() if located and not home else "",
            "responsible": self._responsible(),
            "home": home,
            "today": capital(day(self.now.date(), self.language, year=True)),
            "desks": self.desks["rows"],
            "closures": self.desks["closures"],
            "entries": self._entries(),
            "more": known_of.more,
            "pages": known_of.pages,
            "alerts_url": self._alerts_url(),
            "contact": known_of.main_desk.contact if known_of.main_desk else {},
            "tongues": self._tongues(),
            "crumbs": self._crumbs(title) if title != known_of.title else [],
            "messages": self._messages(),
            "asked": self._of_view(view, "asked") or "",
        }
        return page | {"metadata": self._metadata(view, page)}

    @cached_property
    def _source(self) -> Source | None:
        return source_of(self.context)

    @property
    def _original(self) -> str:
        """The address of the content: that of its source, where another site keeps it up."""
        return (self._source.url if self._source else "") or self.context.absolute_url()

    @property
    def _is_copy(self) -> bool:
        """Whether it is another site's and nothing can be said of where to find the original."""
        return self._source is not None and not self._source.url

    def _metadata(self, view: Any, page: dict[str, Any]) -> str:
        here = {self.language: page["canonical"]}
        known_of = dict(self.structure.tongues)
        # The home of a language is translated by that of another.
        others = known_of if len(self.chain) < 2 else self._translated
        return metadata.head(
            page,
            own=self._of_view(view, "json_ld"),
            image=self._of_view(view, "image"),
            translations=others | here if known_of else {},
            modified=self._modified(),
        )

    def _modified(self) -> str:
        """Return when the content was changed; of the site itself that tells nothing."""
        if len(self.chain) < 2 or not hasattr(self.context, "modified"):
            return ""
        return self.context.modified().ISO8601()

    def _updated(self) -> str:
        """Return the day of the last change in words: of the content, of the latest in a list."""
        if len(self.chain) > 1 and self.context.portal_type != "Folder":
            return self._day(self.context.modified())
        path = "/".join(self.context.getPhysicalPath())
        key = ("updated", path, self.language)
        return remember(self.site, key, lambda: self._latest(path))

    def _latest(self, path: str) -> str:
        """Return when what is public in a folder was last changed."""
        catalog = self.site.portal_catalog
        who = {"allowedRolesAndUsers": "Anonymous", "effectiveRange": DateTime()}
        sort = {"sort_on": "modified", "sort_order": "descending", "sort_limit": 1}
        # Unrestricted, since visitors are asked for: what one page says stays for all
        brains = catalog.unrestrictedSearchResults(path=path, **who, **sort)
        return self._day(brains[0].modified) if brains else ""

    def _day(self, moment: DateTime) -> str:
        return day_of(moment.asdatetime().astimezone(BRUSSELS), self.language)

    def _responsible(self) -> dict[str, str] | None:
        """Return the service that answers for the page: its own, or that of a folder above.

        The chain is awake already, since the address was walked along it.
        """
        chosen = (getattr(aq_base(item), "responsible_service", None) for item in self.chain)
        uid = next(filter(None, chosen), None)
        if not isinstance(uid, str):
            return None
        key = ("responsible", uid, self.language)
        return remember(self.site, key, lambda: self._service(uid))

    def _service(self, uid: str) -> dict[str, str] | None:
        brains = self.site.portal_catalog.searchResults(UID=uid, portal_type="Service")
        if not brains:
            return None
        return {"title": typeset(brains[0].Title, self.language), "url": brains[0].getURL()}

    def _alerts_url(self) -> str:
        """Return the address of the list of alerts; empty without that add-on."""
        found = queryMultiAdapter((self.root, self.request), name="alerts_view")
        return f"{self.root.absolute_url()}/@@alerts_view" if found is not None else ""

    @staticmethod
    def _of_view(view: Any, name: str) -> Any:
        """Return an attribute that only our own views have."""
        found = getattr(view, name, None)
        return found() if callable(found) else found

    def _heading(self, view: Any) -> str:
        """Return the title of the page: its own, that of a form, or that of the content."""
        own = self._of_view(view, "page_title") or self._of_view(view, "label")
        if own:
            return translate(own, context=self.request)
        return self._title(self.context)

    def _title(self, item: Any) -> str:
        return typeset(item.Title(), self.language)

    def _description(self) -> str:
        return typeset(self.context.Description() or "", self.language)

    @property
    def logo(self) -> str:
        """The address of the commune's logo, of its generated mark while it has none."""
        if self.look.has_logo:
            return f"{self.structure.url}/@@site-logo?v={self.look.logo_version}"
        return f"{self.structure.url}/@@mark.svg?{wardrobe.query(self.look, scheme=False)}"

    def _path(self) -> str:
        return "/".join(self.chain[0].getPhysicalPath())

    def _entries(self) -> list[dict[str, Any]]:
        here = self._path()
        return [
            {
                "title": found.title,
                "url": found.url,
                "current": ("page" if here == found.path else "true")
                if here == found.path or here.startswith(f"{found.path}/")
                else None,
            }
            for found in self.structure.entries
        ]

    def _crumbs(self, title: str) -> list[dict[str, str]]:
        """Return the way from the home to this page; what the user may not see is left out."""
        may = getSecurityManager().checkPermission
        above = [item for item in reversed(self.chain[1:-1]) if may(View, item)]
        crumbs = [{"title": self._title(item), "url": item.absolute_url()} for item in above]
        return [*crumbs, {"title": title, "url": ""}]

    def _tongues(self) -> list[dict[str, Any]]:
        """Return the languages of the site, each with the address of this page in it."""
        targets = dict(self.structure.tongues)
        if targets and (len(self.chain) > 1 or self.structure.outer):
            targets |= self._translated
        return [
            {
                "code": code,
                "name": TONGUES.get(code, code),
                "url": url,
                "current": code == self.language,
            }
            for code, url in targets.items()
        ]

    @cached_property
    def _translated(self) -> dict[str, str]:
        """Return the addresses of the published translations of the context."""
        group = str(ITG(self.context, ""))
        if not group:
            return {}
        brains = self.site.portal_catalog.searchResults(TranslationGroup=group)
        return {brain.Language: brain.getURL() for brain in brains}

    def _messages(self) -> list[dict[str, str]]:
        return [
            {"text": message.message, "type": message.type}
            for message in IStatusMessage(self.request).show()
        ]
