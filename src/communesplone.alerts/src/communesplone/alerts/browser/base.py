"""What the pages of alerts share."""

from communesplone.alerts.board import Board
from communesplone.alerts.board import board
from communesplone.alerts.facts import Facts
from communesplone.alerts.words import Writer
from communesplone.core.browser.page import Page
from communesplone.core.static import StaticFiles
from functools import cached_property
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite


STATIC = StaticFiles("communesplone.alerts", __package__)


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
        return STATIC.url("alerts.css")

    def rows(self, found: tuple[Facts, ...] | list[Facts]) -> list[dict[str, Any]]:
        """Return what a list shows."""
        return [row(facts, self.writer) for facts in found]

    def home_url(self) -> str:
        return api.portal.get_navigation_root(self.context).absolute_url()
