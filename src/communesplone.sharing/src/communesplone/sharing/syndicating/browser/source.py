"""@@source: a source to follow, or one that is followed: what of it, where to, and how."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.topics import labels
from communesplone.sharing.places import places
from communesplone.sharing.syndicating.browser.base import SourcesView
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.giving import kinds
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.subscribing import change
from communesplone.sharing.syndicating.subscribing import sites_that_give
from communesplone.sharing.syndicating.subscribing import subscribe
from communesplone.sharing.syndicating.subscribing import Wishes
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message
import json


ADDRESS = "address"
LONGEST, WORDS = 300, 400
FARTHEST = 300.0
MODES = {
    "moderated": _("I accept each one"),
    "automatic": _("They are shown by themselves; what may be a double waits for me"),
}
STATES = {"published": _("Online at once"), "private": _("As drafts that I publish")}


class Source(SourcesView):
    """The form of a subscription; what is wrong is said, what was typed stays."""

    doing = {"save": "save"}

    @cached_property
    def current(self) -> Subscription | None:
        """The subscription that is changed, None for a new one."""
        return self.way() if self.text("id", 20) else None

    @property
    def page_title(self) -> Message | str:
        if self.current is None:
            return _("Follow another source")
        return self.current.name or self.current.address

    @property
    def posted(self) -> bool:
        return self.request.method == "POST"

    def sites(self) -> list[dict[str, Any]]:
        """Return the sites of the cluster that can be followed, and any address."""
        chosen = self.text("source", 60)
        return [
            {"value": id_, "title": name, "checked": "checked" if id_ == chosen else None}
            for id_, name in sites_that_give(self.site)
        ]

    @property
    def at_address(self) -> bool:
        return self.text("source", 60) == ADDRESS or not sites_that_give(self.site)

    def held(self, name: str) -> str:
        """Return what a field of text shows: what was typed, else what is kept."""
        if self.posted or self.current is None:
            return self.text(name, WORDS) or ("" if self.posted else self._usual(name))
        kept = self.current.filter
        return {
            "words": ", ".join(kept.words),
            "without": ", ".join(kept.without),
            "places": ", ".join(kept.places),
            "kilometres": f"{kept.kilometres:g}" if kept.kilometres else "",
            "around": ", ".join(map(str, kept.around)) if kept.around else self._usual("around"),
        }.get(name, "")

    def _usual(self, name: str) -> str:
        """Return what the site knows: where its first desk is."""
        if name != "around":
            return ""
        query = {"portal_type": "Service", "review_state": "published", "sort_limit": 50}
        for brain in self.site.portal_catalog.searchResults(**query)[:50]:
            data = brain.address_data if isinstance(brain.address_data, str) else "{}"
            at = json.loads(data)
            if "latitude" in at and "longitude" in at:
                return f"{at['latitude']}, {at['longitude']}"
        return ""

    def kinds(self) -> list[dict[str, Any]]:
        """Return the kinds, and the folders where each may go."""
        ticked = self.texts("kind", 20) if self.posted else ()
        held = self.current.folders if self.current is not None else {}
        shown = []
        for kind, types in kinds().items():
            chosen = self.text(f"folder.{kind}", 40) if self.posted else held.get(kind, "")
            on = kind in ticked if self.posted else kind in held
            shown.append(
                {
                    "value": kind,
                    "title": self.kind_name(kind),
                    "label": self.say(
                        _("Folder for ${kind}", mapping={"kind": self.kind_name(kind)})
                    ),
                    "checked": "checked" if on else None,
                    "folders": [
                        {
                            "value": uid,
                            "title": title,
                            "selected": "selected" if uid == chosen else None,
                        }
                        for uid, title in places(self.site, types[0], self.language)
                    ],
                }
            )
        return shown

    def topics(self) -> list[dict[str, Any]]:
        """Return the lists of themes and audiences to tick."""
        shown = []
        for name, title in (("themes", _("Themes")), ("audiences", _("Audiences"))):
            kept = getattr(self.current.filter, name) if self.current is not None else ()
            ticked = self.texts(name) if self.posted else kept
            choices = [
                {"value": key, "title": label, "checked": "checked" if key in ticked else None}
                for key, label in labels(name, self.language, self.site).items()
            ]
            shown.append({"name": name, "title": title, "choices": choices})
        return shown

    @property
    def filter_open(self) -> str | None:
        """Whether the filters are unfolded: once one of them is used, or wrong."""
        kept = self.current.filter if self.current is not None else Filter()
        return "open" if self.posted or kept != Filter() else None

    def modes(self) -> list[dict[str, Any]]:
        return self._radios("mode", MODES, self.current.mode if self.current else "moderated")

    def states(self) -> list[dict[str, Any]]:
        return self._radios("state", STATES, self.current.state if self.current else "published")

    def _radios(self, name: str, choices: dict[str, Message], kept: str) -> list[dict[str, Any]]:
        chosen = self.text(name, 20) if self.posted else kept
        return [
            {"value": value, "title": title, "checked": "checked" if value == chosen else None}
            for value, title in choices.items()
        ]

    def save(self) -> str:
        """Follow the source, or follow it another way."""
        wishes = self._wishes()
        if self.current is not None:
            change(self.site, self.current, wishes)
            return self.page("sources", done="changed")
        chosen = self.text("source", 60)
        if not chosen:
            raise SharingError(_("Choose a source."))
        other = "" if chosen == ADDRESS else chosen
        subscribe(self.site, other, self.text("address", LONGEST), wishes)
        return self.page("sources", done="added")

    def _wishes(self) -> Wishes:
        mode, state = self.text("mode", 20), self.text("state", 20)
        if mode not in MODES or state not in STATES:
            raise SharingError(_("Choose what becomes of what comes."))
        folders = {kind: self.text(f"folder.{kind}", 40) for kind in self.texts("kind", 20)}
        return Wishes(folders, self._filter(), mode, state)

    def _filter(self) -> Filter:
        kilometres, around = self._kilometres(), self._around()
        if kilometres and around is None:
            raise SharingError(_("Write from where the distance counts, such as 50.4669, 4.8675."))
        return Filter(
            themes=self.texts("themes"),
            audiences=self.texts("audiences"),
            words=self._list("words"),
            without=self._list("without"),
            places=self._list("places"),
            kilometres=kilometres,
            around=around if kilometres else None,
        )

    def _list(self, name: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.text(name, WORDS).split(","))
        return tuple(dict.fromkeys(filter(None, parts)))[:40]

    def _kilometres(self) -> float:
        text = self.text("kilometres", 10).replace(",", ".")
        try:
            found = float(text) if text else 0.0
        except ValueError:
            found = -1.0
        if not 0 <= found <= FARTHEST:
            raise SharingError(_("Write the kilometres in digits, such as 15."))
        return found

    def _around(self) -> tuple[float, float] | None:
        text = self.text("around", 60)
        if not text:
            return None
        try:
            latitude, longitude = (float(part) for part in text.split(","))
        except ValueError:
            latitude, longitude = 999.0, 999.0
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise SharingError(_("Write from where the distance counts, such as 50.4669, 4.8675."))
        return latitude, longitude
