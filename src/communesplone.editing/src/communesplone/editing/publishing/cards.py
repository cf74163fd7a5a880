"""Cards of the dashboard: what goes online this week, and what came back."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import ICard
from communesplone.core.records import WorkRow
from communesplone.editing.publishing import plan
from communesplone.editing.publishing.online import history
from communesplone.editing.publishing.online import moment_of
from communesplone.editing.words import moment
from communesplone.editing.words import person
from communesplone.editing.words import say
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from Products.CMFPlone.Portal import PloneSite
from zope.interface import implementer
from zope.publisher.interfaces import IRequest


WEEK = timedelta(days=7)
#: Drafts looked at for having come back: those that changed last.
LAST_CHANGED = 30


class Card:
    """What the cards share."""

    def __init__(self, site: PloneSite, request: IRequest) -> None:
        self.site = site
        self.request = request

    def available(self) -> bool:
        """Tell whether somebody is logged in who works here."""
        return api.user.has_permission("CommunesPlone: Work in the back office", obj=self.site)


@implementer(ICard)
class Scheduled(Card):
    """What goes online or offline by itself within a week."""

    title = _("This week")
    description = _("What goes online or offline by itself")
    group = "week"

    def rows(self, most: int) -> list[WorkRow]:
        """Return the next ones, by their hour."""
        found = [*self._dated("effective"), *self._dated("expires"), *self._copies()]
        return sorted(found, key=lambda row: row.due)[:most]

    def _dated(self, index: str) -> list[WorkRow]:
        now = datetime.now(UTC)
        span = {"query": (DateTime(now), DateTime(now + WEEK)), "range": "min:max"}
        query = {index: span, "sort_on": index, "sort_limit": 20, "review_state": "published"}
        return [self._row(brain, index) for brain in api.content.find(**query)]

    def _row(self, brain: object, index: str) -> WorkRow:
        due = datetime.fromtimestamp(brain[index].timeTime(), UTC).astimezone(BRUSSELS)
        words = (
            _("Goes online ${when}", mapping={"when": moment(due)})
            if index == "effective"
            else _("Goes offline ${when}", mapping={"when": moment(due)})
        )
        address = f"{brain.getURL()}/@@publish"
        urgency = "calm" if index == "effective" else "soon"
        return WorkRow(brain.Title, brain.getURL(), say(words), _("See"), address, urgency, due)

    def _copies(self) -> list[WorkRow]:
        """Working copies with an hour: few, and only theirs who may see them."""
        found = []
        for brain in api.content.find(object_provides=IWorkingCopy.__identifier__):
            item = brain.getObject()
            planned = plan.of(item)
            if planned is None:
                continue
            words = (
                _("Not online: the text changed after its hour was chosen")
                if planned.missed
                else _("New text online ${when}", mapping={"when": moment(planned.start)})
            )
            urgency = "late" if planned.missed else "calm"
            address = f"{brain.getURL()}/@@publish"
            found.append(
                WorkRow(
                    brain.Title,
                    brain.getURL(),
                    say(words),
                    _("See"),
                    address,
                    urgency,
                    planned.start,
                )
            )
        return found


@implementer(ICard)
class SentBack(Card):
    """Drafts of this person that a reviewer sent back."""

    title = _("Sent back to me")
    description = _("Pages that a reviewer gave back with remarks")
    group = "decide"

    def rows(self, most: int) -> list[WorkRow]:
        """Return them, the last one first."""
        query = {
            "Creator": api.user.get_current().getId(),
            "review_state": "private",
            "sort_on": "modified",
            "sort_order": "reverse",
            "sort_limit": LAST_CHANGED,
        }
        found = []
        for brain in api.content.find(**query)[:LAST_CHANGED]:
            item = brain.getObject()
            entry = next(iter(history(item)), None)
            if entry is None or entry.get("action") != "reject":
                continue
            words = _(
                "${who} sent it back ${when}",
                mapping={"who": person(entry["actor"]), "when": moment(moment_of(entry))},
            )
            address = f"{brain.getURL()}/@@publish"
            found.append(
                WorkRow(
                    brain.Title,
                    brain.getURL(),
                    say(words),
                    _("Read the remarks"),
                    address,
                    "soon",
                    moment_of(entry),
                )
            )
            if len(found) == most:
                break
        return found
