"""What pages for citizens share. Their templates use the macro of `@@citizen_page`."""

from communesplone.core.guards import is_anonymous
from communesplone.core.hours import BRUSSELS
from communesplone.core.previewing import seen
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from communesplone.core.wording import day_of
from DateTime import DateTime
from datetime import datetime
from functools import cached_property
from plone import api
from plone.api.portal import get_current_language
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import queryMultiAdapter


#: Types whose own address gives the file: a list links to the page about it.
FILES = frozenset({"File", "Image"})


class Page(BrowserView):
    """A page of ours: prepares plain data, its template (`index`) only shows it."""

    def __call__(self) -> str:
        self.lighten()
        return self.index()

    def lighten(self) -> None:
        """Leave the transform chain out for anonymous GETs: it serves editors and forms.

        One of its transforms sets X-Frame-Options, so that is done here.
        """
        if self.request.method in ("GET", "HEAD") and is_anonymous():
            self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
            self.request.response.setHeader("X-Frame-Options", "SAMEORIGIN")

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def language(self) -> str:
        return known(get_current_language(self.context))

    @cached_property
    def has_theme(self) -> bool:
        """Whether the citizens' theme is there, with the parts that all its pages share."""
        return queryMultiAdapter((self.context, self.request), name="communes_parts") is not None

    def text(self, words: str | None) -> str:
        """Return plain text typeset for the page's language."""
        return typeset(words or "", self.language)

    def search(self, **query: Any) -> list[AbstractCatalogBrain]:
        """Return what this user may see below the navigation root."""
        root = api.portal.get_navigation_root(self.context)
        where = {"query": "/".join(root.getPhysicalPath()), **query.pop("path", {})}
        catalog = getToolByName(self.context, "portal_catalog")
        return seen(catalog, path=where, **query)

    def row(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        """Return what every list shows of an item, without waking it."""
        suffix = "/view" if brain.portal_type in FILES else ""
        return {
            "title": self.text(brain.Title) or brain.getId,
            "url": brain.getURL() + suffix,
            "description": self.text(brain.Description),
            "type": brain.portal_type,
        }

    def dated(self, when: DateTime | datetime | None) -> str:
        """Return a date in words, with its year when that is not this one."""
        moment = local(when)
        if moment is None:
            return ""
        return day_of(moment, self.language)


def local(when: DateTime | datetime | None) -> datetime | None:
    """Return a moment of the catalog in Belgium's time; None for Plone's "never"."""
    if isinstance(when, DateTime):
        when = when.asdatetime()
    if not isinstance(when, datetime) or when.year < 1970 or when.year > 2400:
        return None
    return when.astimezone(BRUSSELS)
