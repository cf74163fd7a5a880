"""@@catching-up-criteria: with whom the commune wants to be compared."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.catching_up.browser.page import CatchingUpPage
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.criteria import Member
from communesplone.sharing.catching_up.criteria import of_identity
from communesplone.sharing.catching_up.criteria import SIZES
from communesplone.sharing.catching_up.refreshing import ask_anew
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest


class CriteriaPage(CatchingUpPage):
    """Size, province, language: each of the ticked ones; none ticked asks nothing."""

    page_title = _("Compared with whom?")

    @cached_property
    def members(self) -> tuple[Member, ...]:
        return self.computed.members if self.computed is not None else ()

    @cached_property
    def criteria(self) -> Criteria:
        """What is typed, else what holds."""
        if self.request.method == "POST":
            return self.typed()
        return self.catching.criteria or of_identity(identity(self.site))

    @property
    def is_automatic(self) -> bool:
        return self.catching.criteria is None

    def typed(self) -> Criteria:
        """Return what was ticked.

        :raises BadRequest: it was not offered.
        """
        asked = Criteria(self.texts("sizes"), self.texts("provinces"), self.texts("languages"))
        for name, known in self.known().items():
            if not set(getattr(asked, name)) <= set(known):
                raise BadRequest(f"{name}: not among the choices")
        return asked

    def known(self) -> dict[str, dict[str, str]]:
        """Return what can be ticked, by name of the field: {value: words}."""
        who = identity(self.site)
        provinces = {one.province for one in self.members} | {who.province}
        spoken = {name for one in self.members for name in one.languages} | {*who.languages}
        return {
            "sizes": {name: self.say(said) for name, (_least, said) in SIZES.items()},
            "provinces": {one: one for one in sorted(filter(None, provinces))},
            "languages": {one: self.language_name(one) for one in sorted(spoken)},
        }

    def fields(self) -> list[dict[str, Any]]:
        """Return the three questions as the template draws them."""
        titles = {
            "sizes": _("Size"),
            "provinces": _("Province"),
            "languages": _("Language"),
        }
        return [
            {"name": name, "title": titles[name], "choices": list(self._choices(name, known))}
            for name, known in self.known().items()
        ]

    def _choices(self, name: str, known: dict[str, str]) -> Iterable[dict[str, Any]]:
        for number, (value, title) in enumerate(known.items()):
            one = Criteria(**{name: (value,)})
            yield {
                "id": f"{name}-{number}",
                "value": value,
                "title": title,
                "count": sum(map(one.fit, self.members)),
                "checked": "checked" if value in getattr(self.criteria, name) else None,
            }

    @property
    def fitting(self) -> int:
        return sum(map(self.criteria.fit, self.members))

    @property
    def is_size_known(self) -> bool:
        return identity(self.site).population is not None

    def act(self) -> str | None:
        """Keep what was ticked, or go back to what the identity says; have it computed."""
        what = self.text("do", 20)
        if what == "automatic":
            self.catching.criteria = None
        elif what == "keep":
            if not any(map(self.criteria.fit, self.members)):
                raise SharingError(
                    _("No commune is like that: tick more, or leave a group empty.")
                )
            self.catching.criteria = self.criteria
        else:
            raise BadRequest("do: keep or automatic")
        ask_anew(self.site)
        told = _("Kept. The board is computed anew: look again in a minute.")
        IStatusMessage(self.request).add(self.say(told), "info")
        return self.page("catching-up")
