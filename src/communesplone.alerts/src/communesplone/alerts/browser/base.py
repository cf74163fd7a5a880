"""What the pages of alerts share."""

from communesplone.alerts.board import Board
from communesplone.alerts.board import board
from communesplone.alerts.facts import Facts
from communesplone.alerts.words import Writer
from communesplone.core.browser.page import Page
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite


STATIC = files(__package__).joinpath("static")
STYLE_VERSION = sha256(STATIC.joinpath("alerts.css").read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Return the address of a file of ours, with the version of its content."""
    digest = sha256(STATIC.joinpath(name).read_bytes()).hexdigest()[:10]
    return f"{getSite().absolute_url()}/++plone++communesplone.alerts/{name}?v={digest}"


def row(facts: Facts, writer: Writer) -> dict[str, Any]:
    """Return what lists and the banner show of an alert."""
    return {
        "title": writer.text(facts.title),
        "url": facts.url,
        "level": facts.level,
        "level_name": writer.level(facts),
        "kind": writer.kind(facts),
        "instruction": writer.text(facts.instruction),
        "area": writer.area(facts),
        "span": writer.span(facts),
        "updated": writer.updated(facts),
    }


class AlertsPage(Page):
    """A page about alerts."""

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @cached_property
    def writer(self) -> Writer:
        return Writer(api.portal.get_current_language())

    @cached_property
    def board(self) -> Board:
        return board(self.site, self.request, self.writer.language)

    @property
    def stylesheet(self) -> str:
        url = self.site.absolute_url()
        return f"{url}/++plone++communesplone.alerts/alerts.css?v={STYLE_VERSION}"

    def rows(self, found: tuple[Facts, ...] | list[Facts]) -> list[dict[str, Any]]:
        """Return what a list shows."""
        return [row(facts, self.writer) for facts in found]

    def home_url(self) -> str:
        return api.portal.get_navigation_root(self.context).absolute_url()
