"""@@library-item: one content of the library: as it would look here, its author, its revisions."""

from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.origins import chain
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.showing import Part
from communesplone.core.sharing.showing import parts
from communesplone.sharing.adopting import believed
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.browser.users import WithUsers
from communesplone.sharing.differences import Difference
from communesplone.sharing.differences import differences
from communesplone.sharing.identities import URN_LENGTH
from functools import cached_property
from typing import Any
from zExceptions import NotFound


class OfOneItem(SharingView):
    """A page about one content of the library, named by `urn` in its address."""

    @cached_property
    def urn(self) -> str:
        return self.text("urn", URN_LENGTH)

    @cached_property
    def standing(self) -> Standing:
        """What the library knows of it.

        :raises NotFound: it knows nothing of it.
        """
        found = self.library.standing(self.urn) if self.library is not None else None
        if found is None:
            raise NotFound(self.urn)
        return found

    @cached_property
    def envelope(self) -> Envelope:
        """The revision that the library shows, its signature verified.

        :raises NotFound: there is none that can be believed.
        """
        try:
            return believed(self.library, self.standing.summary.urn)
        except SharingError as error:
            raise NotFound(str(error)) from error

    @cached_property
    def info(self) -> dict[str, Any]:
        return self.row(self.standing.summary)

    @property
    def adopt_url(self) -> str:
        return self.page("library-adopt", urn=self.urn)


class LibraryItemView(WithUsers, OfOneItem):
    """Preview, differences, facts."""

    @property
    def page_title(self) -> str:
        return self.standing.summary.title

    @property
    def preview_url(self) -> str:
        """Where it is shown as it would look here; empty for a kind that this site has not."""
        known = shareable(self.standing.summary.portal_type) is not None
        return self.page("library-preview", urn=self.urn) if known else ""

    def parts(self) -> list[Part]:
        return [one for one in parts(self.envelope) if not one.local]

    def local(self) -> list[str]:
        """Return what each commune fills in itself."""
        return [self.say(one.heading) for one in parts(self.envelope) if one.local]

    @property
    def compared(self) -> int:
        """The revision with which the one shown is compared, 0 for none."""
        older = [number for number, _moment, _word in self.standing.revisions[1:]]
        asked = self.text("with", 7)
        return int(asked) if asked.isdigit() and int(asked) in older else next(iter(older), 0)

    def older(self) -> list[dict[str, Any]]:
        """Return the older revisions to compare with, but that which is shown."""
        return [
            {
                "number": number,
                "day": self.day(moment),
                "url": self.page("library-item", urn=self.urn, **{"with": str(number)}),
            }
            for number, moment, _word in self.standing.revisions[1:]
            if number != self.compared
        ]

    @cached_property
    def changes(self) -> list[Difference]:
        before = self.library.envelope(self.urn, self.compared) if self.compared else None
        return differences(before, self.envelope) if before is not None else []

    @property
    def change_word(self) -> str:
        """What the author said of this revision."""
        return self.envelope["change"]

    @property
    def users(self) -> tuple[tuple[str, str], ...]:
        return self.standing.adopters

    def translations(self) -> list[dict[str, Any]]:
        """Return the other languages in which it is there, and how far each is behind."""
        return [
            {
                "language": self.language_name(language),
                "url": self.page("library-item", urn=urn),
                "behind": behind,
            }
            for urn, language, _revision, behind in self.standing.translations
        ]

    def ancestry(self) -> list[dict[str, Any]]:
        """Return what it was made from, the nearest first: whose, of which revision, ours or not.

        What the library still has can be read there.
        """
        ours = issuer_id(identity(self.site))
        return [
            {
                "name": one.name,
                "revision": one.revision,
                "translates": one.translates,
                "licence": self.licence(one.licence),
                "ours": one.issuer == ours,
                "url": self._url_of(one.urn),
            }
            for one in chain(self.envelope["origin"])
        ]

    def _url_of(self, urn: str) -> str:
        known = self.library.standing(urn) is not None
        return self.page("library-item", urn=urn) if known else ""

    @property
    def here_url(self) -> str:
        """Where it is in this site, for who may see it; empty when it is not here."""
        at = self.kept.at_urn(self.urn)
        brains = self.site.portal_catalog.searchResults(UID=at[0]) if at is not None else ()
        return brains[0].getURL() if brains else ""
