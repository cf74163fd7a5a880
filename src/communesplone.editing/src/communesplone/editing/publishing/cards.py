"""Cards of the dashboard: texts that wait for their hour, and what came back."""

from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.editing.copies.texts import IPreparedText
from communesplone.editing.publishing import plan
from communesplone.editing.publishing.online import history
from communesplone.editing.publishing.online import moment_of
from communesplone.editing.words import person
from plone.app.iterate.interfaces import IWorkingCopy


#: Drafts looked at for having come back: those that changed last.
LAST_CHANGED = 30
#: Working copies looked at for having an hour; a site has few at a time.
COPIES = 60


class NewTexts(Card):
    """Working copies that take the place of their page at an hour, or missed it."""

    title = _("New texts with an hour")
    description = _("They take the place of their page by themselves")
    group = "decide"

    def rows(self, most: int) -> list[WorkRow]:
        """Return them by their hour: what missed its own stands first."""
        brains = self.find(
            object_provides=[IWorkingCopy.__identifier__, IPreparedText.__identifier__],
            sort_on="modified",
            sort_order="reverse",
            sort_limit=COPIES,
        )
        found = []
        for brain in brains[:COPIES]:
            planned = plan.of(brain.getObject())
            if planned is not None:
                found.append(self._row(brain, planned))
        return sorted(found, key=lambda row: row.due)[:most]

    def _row(self, brain: object, planned: plan.Plan) -> WorkRow:
        why = (
            _("Not online: the text changed after its hour was chosen")
            if planned.missed
            else _("New text online ${when}", mapping={"when": self.told(planned.start)})
        )
        return WorkRow(
            self.named(brain),
            brain.getURL(),
            self.words(why),
            _("See"),
            f"{brain.getURL()}/@@publish",
            "late" if planned.missed else "calm",
            planned.start,
        )


class SentBack(Card):
    """Drafts of this person that a reviewer sent back."""

    title = _("Sent back to me")
    description = _("Pages that a reviewer gave back with remarks")
    group = "decide"

    def rows(self, most: int) -> list[WorkRow]:
        """Return them, the last changed first."""
        brains = self.find(
            Creator=self.person,
            review_state="private",
            sort_on="modified",
            sort_order="reverse",
            sort_limit=LAST_CHANGED,
        )
        found = []
        for brain in brains[:LAST_CHANGED]:
            entry = next(iter(history(brain.getObject())), None)
            if entry is not None and entry.get("action") == "reject":
                found.append(self._row(brain, entry))
            if len(found) == most:
                break
        return found

    def _row(self, brain: object, entry: dict) -> WorkRow:
        when = moment_of(entry)
        why = _(
            "${who} sent it back ${when}",
            mapping={"who": person(entry["actor"]), "when": self.told(when)},
        )
        return WorkRow(
            self.named(brain),
            brain.getURL(),
            self.words(why),
            _("Read the remarks"),
            f"{brain.getURL()}/@@publish",
            "soon",
            when,
        )
