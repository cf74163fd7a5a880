"""The crisis page: takes the place of the home while an emergency asks for it.

One answer of some 2 KB, without font, picture or script, kept in RAM and by the proxy: what a
rush of visitors costs is the proxy's work. Its own Content-Security-Policy lets nothing in.
"""

from base64 import b64encode
from communesplone.alerts.board import Board
from communesplone.alerts.board import board
from communesplone.alerts.facts import Facts
from communesplone.alerts.interfaces import IAlertsLayer
from communesplone.alerts.settings import IAlertsSettings
from communesplone.alerts.words import Writer
from communesplone.core.identity import identity
from communesplone.core.interfaces import ICrisisPage
from communesplone.core.memory import remember
from communesplone.core.settings import settings
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
import re


STYLE = files(__package__).joinpath("browser", "crisis.css").read_text(encoding="utf-8").strip()
POLICY = (
    "default-src 'none'; style-src 'sha256-"
    + b64encode(sha256(STYLE.encode()).digest()).decode()
    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
BLANKS = re.compile(r"[ \n\t]+")
#: In the query of the home's address: the ordinary home, for who wants it all the same.
WHOLE_SITE = "full"


@implementer(ICrisisPage)
@adapter(IPloneSiteRoot, IAlertsLayer)
class CrisisPage:
    """See the interface."""

    template = ViewPageTemplateFile("browser/crisis.pt")

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.context = self.site = site
        self.request = request
        self.language = api.portal.get_current_language()

    @cached_property
    def board(self) -> Board:
        """What holds now, and until when."""
        return board(self.site, self.request, self.language)

    @property
    def facts(self) -> Facts | None:
        """The emergency that the page is about."""
        return self.board.crisis

    @property
    def active(self) -> bool:
        """Whether the home is replaced now, and for this address."""
        return self.facts is not None and WHOLE_SITE not in self.request.form

    def __call__(self) -> str:
        """Return the page; the same for everybody, so it is made once for each emergency.

        Another takes its place by itself, at the hour one ends or a graver one begins.
        """
        self.request.response.setHeader("Content-Security-Policy", POLICY)
        # The template says so only the first time: a page out of the memory would be plain text
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        home = self.request.get("ACTUAL_URL", "").partition("?")[0]
        key = ("crisis page", self.language, home, self.facts.uid)
        return remember(self.site, key, self._html, lambda _html: self.board.until)

    def _html(self) -> str:
        # Not str.split: no-break spaces stay
        return BLANKS.sub(" ", self.template()).strip()

    def data(self) -> dict[str, Any]:
        """Return all that the template shows."""
        facts, writer = self.facts, Writer(self.language)
        commune, url = identity(self.site).name, self.site.absolute_url()
        return {
            "language": writer.language,
            "commune": commune,
            "title": writer.text(facts.title),
            "instruction": writer.text(facts.instruction),
            "hour": writer.hour(facts.changed),
            "day": writer.moment(facts.changed).rpartition(",")[0],
            "minutes": str(settings(IAlertsSettings, self.site).refresh_minutes),
            "steps": [tuple(map(writer.text, step)) for step in facts.steps],
            "area": writer.area(facts),
            "streets": [tuple(map(writer.text, street)) for street in facts.streets],
            "codes": ", ".join(facts.postal_codes),
            "shelter": writer.text(facts.shelter),
            "details": writer.paragraphs(facts.details),
            "log": writer.log(facts)[:12],
            "cap": f"{facts.url}/@@cap.xml",
            "whole": f"{self.request.get('ACTUAL_URL') or url}?{WHOLE_SITE}=1",
            "style": STYLE,
        }
