"""The card of the dashboard: imports at work, and what they leave for a human."""

from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.ingest import engine
from communesplone.ingest.store import BUSY
from communesplone.ingest.store import DONE
from communesplone.ingest.store import FAILED
from communesplone.ingest.store import READING
from communesplone.ingest.store import READY
from communesplone.ingest.store import Run
from communesplone.ingest.store import runs
from plone import api
from zope.i18nmessageid import Message


class IngestCard(Card):
    """A row for each import that somebody has to look at."""

    title = _("Old sites that come in")
    description = _("Imports at work, and what they leave for a human")
    group = "mend"

    def available(self) -> bool:
        return api.user.has_permission("communesplone.ingest: Bring a site in", obj=self.site)

    def rows(self, most: int) -> list[WorkRow]:
        """Return a row for each; what was counted once is not counted again."""
        found = [row for run in runs(self.site) if (row := self._row(run)) is not None]
        order = ("late", "soon", "calm")
        return sorted(found, key=lambda row: order.index(row.urgency))[:most]

    def _row(self, run: Run) -> WorkRow | None:
        url = f"{self.site.absolute_url()}/@@ingest-run?run={run.id}"
        title = run.label or run.id
        if engine.is_stopped(self.site, run):
            why = _("It has stopped: the server met a difficulty several times.")
            return WorkRow(title, url, why, _("Go on with it"), url, "late")
        if run.state in BUSY:
            return WorkRow(title, url, _progress(run), _("Follow it"), url)
        if run.state == FAILED:
            return WorkRow(title, url, run.problem, _("See why"), url, "soon")
        if run.state == READY:
            why = _("It is read and waits for your choices. Nothing has come in yet.")
            return WorkRow(title, url, why, _("Choose"), url, "soon")
        if run.state == DONE and run.open:
            return WorkRow(title, url, _open(run.open), _("See the report"), url, "soon")
        return None


def _progress(run: Run) -> Message:
    if run.state == READING:
        return _("Being read: ${count} so far.", mapping={"count": len(run.records)})
    done, total = min(run.position, len(run.order)), len(run.order)
    return _("${done} of ${total} done.", mapping={"done": done, "total": total})


def _open(count: int) -> Message:
    if count == 1:
        return _("One line of its report needs a human.")
    return _("${count} lines of its report need a human.", mapping={"count": count})
