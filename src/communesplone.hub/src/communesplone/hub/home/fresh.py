"""What is new in the library: since the last visit of whoever asks, else of the last days."""

from communesplone.core import _
from communesplone.core.guards import is_anonymous
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Summary
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from communesplone.core.wording import day_of
from communesplone.hub.catalogue import catalogue
from communesplone.hub.places import adopted_by
from communesplone.hub.places import kind_of
from communesplone.hub.places import Section
from communesplone.hub.places import VIEWS
from communesplone.hub.records import Row
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import cached_property
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Days that are new to somebody who is not known.
DAYS = 30
#: Rows when nothing is new.
FEW = 3


class NewSection(Section):
    """Contents that were accepted lately, the newest first; without any, the last ones.

    The last visit is the login before this one, as Plone notes it when somebody logs in: nothing
    is written when the page is read.
    """

    title = _("New")
    order = 60

    @cached_property
    def language(self) -> str:
        return known(api.portal.get_current_language(self.site))

    @cached_property
    def last_visit(self) -> datetime | None:
        """When this person logged in before; None for nobody, or the first time."""
        if is_anonymous():
            return None
        before = api.user.get_current().getProperty("last_login_time", None)
        return before.asdatetime() if before and before.year() > 2000 else None

    @cached_property
    def has_new(self) -> bool:
        since = self.last_visit or datetime.now(UTC) - timedelta(days=DAYS)
        newest = catalogue(self.site).index.newest(1)
        return any(datetime.fromisoformat(one.accepted) >= since for one in newest)

    @property
    def text(self) -> Message | str:
        if not self.has_new:
            return _("Nothing since then: these are the last ones")
        if self.last_visit is None:
            return _("Accepted in the last ${count} days", mapping={"count": str(DAYS)})
        return _(
            "Since your last visit, ${day}",
            mapping={"day": day_of(self.last_visit, self.language)},
        )

    def rows(self, most: int) -> list[Row]:
        """See IHubSection."""
        since = self.last_visit or datetime.now(UTC) - timedelta(days=DAYS)
        found = catalogue(self.site).index.newest(most if self.has_new else FEW)
        new = [one for one in found if datetime.fromisoformat(one.accepted) >= since]
        return [self._row(one) for one in new or found]

    def _row(self, one: Summary) -> Row:
        return Row(
            title=typeset(one.title, self.language),
            url=self.address(VIEWS.get(one.kind, "shared-item"), urn=one.urn),
            text=self._told(one),
        )

    def _told(self, one: Summary) -> str:
        """Return kind, author, day and use in a line."""
        mapping = {
            "kind": translate(kind_of(one.portal_type), target_language=self.language),
            "author": one.issuer_name,
            "day": day_of(one.accepted, self.language),
            "revision": str(one.revision),
            "contents": str(one.contents),
        }
        first = (
            _("Pack of ${contents} contents, put together ${day}", mapping=mapping)
            if one.kind == PACK
            else _("${kind} of ${author}, accepted ${day}", mapping=mapping)
            if one.revision == 1
            else _("${kind} of ${author}, revision ${revision} of ${day}", mapping=mapping)
        )
        told = (first, adopted_by(one.adopters))
        parts = [translate(part, target_language=self.language) for part in told if part]
        return typeset(", ".join(parts), self.language)
