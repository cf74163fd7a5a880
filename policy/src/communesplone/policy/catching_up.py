"""The pages that law asks of a commune's site, as lines of the catch-up board.

What is said to be asked for has its article; what could not be compared with the text in force is
marked as to be checked. Decrees of the Walloon Region hold for the communes of which it has the
supervision: not for the nine of the German-speaking Community.
"""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.policy.content import read_json
from dataclasses import dataclass
from DateTime import DateTime
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


WALLONIA = "Région wallonne"
#: A statement of accessibility is brought up to date every year (decree of 2 May 2019, art. 7).
YEAR = 365


@dataclass(frozen=True)
class Mandatory:
    """A page of the default tree that law asks for, and how long completing it takes."""

    title: Message
    sentence: Message
    basis: Message
    certain: bool
    minutes: int


PRIVACY = Mandatory(
    _("Privacy statement"),
    _("Ready text, to be completed with the data protection officer."),
    _("Regulation (EU) 2016/679, articles 13 and 37."),
    False,
    20,
)
WALLOON = {
    "accessibility": Mandatory(
        _("Accessibility statement"),
        _("Ready text, to be completed after an evaluation."),
        _("Decree of 2 May 2019, article 7."),
        True,
        20,
    ),
    "privacy": PRIVACY,
}
ELSEWHERE = {
    "accessibility": Mandatory(
        _("Accessibility statement"),
        _("Ready text, to be completed after an evaluation."),
        _("Directive (EU) 2016/2102, article 7, and the law of your Community."),
        False,
        20,
    ),
    "privacy": PRIVACY,
}


def mandatory(who: Identity) -> dict[str, Mandatory]:
    """Return the pages that law asks of a commune, by key of the default tree."""
    return WALLOON if who.region == WALLONIA and who.language != "de" else ELSEWHERE


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class MandatoryPages:
    """Missing, begun and not online, online, or older than a year."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @cached_property
    def who(self) -> Identity:
        return identity(self.site)

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        if self.who.kind == "commune":
            for key, page in mandatory(self.who).items():
                found = self._found(key)
                online = next((one for one in found if one.review_state == "published"), None)
                begun = found[0] if found else None
                yield self._line(key, page, online, begun)
                if key == "accessibility" and online is not None:
                    yield from self._yearly(page, online)

    def _found(self, key: str) -> list[AbstractCatalogBrain]:
        """Return the pages that were made from the text of that key, wherever they were moved."""
        entries = read_json("content", self.who.language, "commune.json")
        page_id = next(entry["id"] for entry in entries if entry["key"] == key)
        # Unrestricted, since a job asks: that a draft is there is told to who keeps the site
        return list(
            self.site.portal_catalog.unrestrictedSearchResults(
                portal_type="Document", getId=page_id, sort_on="path"
            )
        )

    def _line(
        self,
        key: str,
        page: Mandatory,
        online: AbstractCatalogBrain | None,
        begun: AbstractCatalogBrain | None,
    ) -> Line:
        where = self._path(begun) if begun is not None else ""
        return Line(
            name=f"page:{key}",
            title=page.title,
            sentence=page.sentence if begun is None else _("It is begun and not online yet."),
            weight="law",
            present=online is not None,
            label=_("Make the page") if begun is None else _("Complete it"),
            url=f"{where}/edit" if where else f"@@mandatory-page?key={key}",
            posts=not where,
            more=where,
            basis=page.basis,
            certain=page.certain,
            minutes=page.minutes,
        )

    def _yearly(self, page: Mandatory, online: AbstractCatalogBrain) -> Iterator[Line]:
        if online.modified < DateTime() - YEAR:
            where = self._path(online)
            yield Line(
                name="fresh:page:accessibility",
                title=page.title,
                sentence=_("It is more than a year old. It is brought up to date every year."),
                weight="refresh",
                present=False,
                label=_("Bring up to date"),
                url=f"{where}/edit",
                more=where,
                basis=page.basis,
                certain=page.certain,
                minutes=10,
                about=online.UID,
            )

    def _path(self, brain: AbstractCatalogBrain) -> str:
        root = "/".join(self.site.getPhysicalPath())
        return brain.getPath().removeprefix(f"{root}/")
