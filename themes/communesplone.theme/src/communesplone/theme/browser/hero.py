"""The top of the home page: the question, what is open now, the drawing or the picture."""

from communesplone.core import _
from communesplone.core.memory import remember
from communesplone.theme.browser.frame import Frame
from functools import cached_property
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.component import getMultiAdapter
from zope.i18n import translate
import re


#: What names of provinces begin with, where the word stands beside them already.
OF_PROVINCE = re.compile(r"^Provin(?:ce|cie|z) (?:de |du |d’)?")
#: What people ask for most, everywhere: each is a search, so that it leads somewhere.
ASKED = (
    _("identity card"),
    _("change of address"),
    _("birth certificate"),
    _("container park"),
)


class Hero(BrowserView):
    """Found by templates as @@communes_hero, with the macros of its template."""

    index = ViewPageTemplateFile("templates/hero.pt")

    @property
    def macros(self) -> Any:
        return self.index.macros

    def __call__(self) -> str:
        return ""

    @cached_property
    def frame(self) -> Frame:
        return getMultiAdapter((self.context, self.request), name="communes_frame")

    @property
    def drawing(self) -> str:
        return self.frame.look.drawing

    @property
    def picture(self) -> dict[str, str] | None:
        """Return the addresses of the cuts of the commune's picture, if it has one."""
        kept = self.frame.look.picture
        if kept is None:
            return None
        base = f"{self.frame.structure.url}/@@hero.webp?v={kept.version}&cut="
        return {name: f"{base}{name}" for name in ("phone", "desk", "large")}

    def asked(self) -> list[dict[str, str]]:
        """Return what is often asked for, as searches; nothing while there are no procedures."""
        frame = self.frame
        key = ("has procedures",)
        if not remember(frame.site, key, self._has_procedures, kinds=("Procedure",)):
            return []
        said = [translate(words, target_language=frame.language) for words in ASKED]
        search = f"{frame.structure.home_url}/@@search?"
        return [
            {"title": words, "url": search + urlencode({"SearchableText": words})}
            for words in said
        ]

    def _has_procedures(self) -> bool:
        catalog = self.frame.site.portal_catalog
        return bool(len(catalog.searchResults(portal_type="Procedure", sort_limit=1)))

    def brief(self) -> list[tuple[str, str]]:
        """Return facts about the commune: (kind, value)."""
        who = self.frame.structure.identity
        names = ", ".join(
            name for code, name in sorted(who.names.items()) if name != self.frame.structure.title
        )
        province = translate(
            who.province, domain="communesplone", target_language=self.frame.language
        )
        facts = [
            ("province", OF_PROVINCE.sub("", province)),
            ("postal_codes", _codes(who.postal_codes)),
            ("names", names),
            ("population", f"{who.population:,}".replace(",", "\u00a0") if who.population else ""),
            ("nis", who.nis),
        ]
        return [(kind, value) for kind, value in facts if value]


def _codes(codes: tuple[str, ...]) -> str:
    """Return postal codes in few words: "5000 … 5101" when there are many."""
    if len(codes) <= 4:
        return ", ".join(codes)
    return f"{min(codes)} … {max(codes)}"
