"""The communes of the hub, by province, each with the way to its site."""

from communesplone.core import _
from communesplone.policy.hub import communes
from communesplone.policy.hub import Listed
from functools import cached_property
from itertools import groupby
from Products.Five.browser import BrowserView
from zope.i18n import translate


LANGUAGES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch"}


class Communes(BrowserView):
    """@@communes"""

    @property
    def page_title(self) -> str:
        return translate(_("The communes of this hub"), context=self.request)

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        return communes(self.context)

    def provinces(self) -> list[tuple[str, list[Listed]]]:
        """Return the communes by province."""
        found = groupby(self.listed, key=lambda commune: commune.province)
        return [(province, list(group)) for province, group in found]

    def languages(self, commune: Listed) -> str:
        """Return the languages of a commune's site by their own names; none for French alone."""
        if commune.languages == ("fr",):
            return ""
        return ", ".join(LANGUAGES[code] for code in commune.languages if code in LANGUAGES)
