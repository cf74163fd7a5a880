"""The ingest of a site, as the command line and the pages of the back office use it."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.ingest import IIngest
from communesplone.core.ingest import IngestSummary
from communesplone.ingest import accounts
from communesplone.ingest import engine
from communesplone.ingest import entries
from communesplone.ingest import items
from communesplone.ingest import report
from communesplone.ingest.fetching import is_safe
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.interfaces import NotNow
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.mapping import CHOICES
from communesplone.ingest.mapping import NEW
from communesplone.ingest.mapping import SKIP
from communesplone.ingest.sources import SOURCES
from communesplone.ingest.store import ledger
from communesplone.ingest.store import new_id
from communesplone.ingest.store import READY
from communesplone.ingest.store import Run
from communesplone.ingest.store import run_of
from datetime import datetime
from datetime import UTC
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import BinaryIO
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


LONGEST_LABEL = 120


@implementer(IIngest)
@adapter(IPloneSiteRoot)
class Ingest:
    """See IIngest."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def sources(self) -> Mapping[str, Message]:
        """Return what can be read, by name: old sites, then tables of the add-ons."""
        return {name: one.title for name, one in SOURCES.items()} | entries.kinds(self.site)

    def begin(
        self,
        source: str,
        label: str,
        opened: BinaryIO | None,
        address: str,
        account: tuple[str, str] | None = None,
    ) -> str:
        """Keep what is to be read, and return the id of the import."""
        if source not in self.sources():
            raise UnreadableSource(_("Say what the old site is."))
        takes = SOURCES[source].takes if source in SOURCES else "file"
        if takes == "file" and opened is None:
            raise UnreadableSource(_("Choose a file."))
        address = address.strip() if takes == "address" else ""
        if takes == "address" and not address.lower().startswith(("http://", "https://")):
            raise UnreadableSource(
                _("Write the whole address of the old site, such as https://www.example.be")
            )
        user = api.user.get_current()
        user_id = (user.getId() if user is not None else "") or ""
        name = " ".join((label or address).split())[:LONGEST_LABEL]
        run = Run(new_id(), source, name, address, user_id)
        run.started = datetime.now(UTC).isoformat(timespec="seconds")
        if account is not None:
            _lend(run, account)
        if takes == "file":
            run.keep(opened)
        ledger(self.site).runs[run.id] = run
        return run.id

    def lend(self, run: str, account: tuple[str, str] | None) -> None:
        """Give the account of a reading once more; None takes it back."""
        found = run_of(self.site, run)
        if account is None:
            accounts.forget(found.id)
        else:
            _lend(found, account)

    def choose(self, run: str, options: Mapping[str, Any]) -> None:
        """Say where it goes; what `options` does not name stays as it was."""
        found = run_of(self.site, run)
        if found.state != READY:
            raise NotNow(_("This import is not at that point: look at its page again."))
        into = str(options.get("into", found.options["into"]))
        self._check_folder(into)
        sections = options.get("sections", found.options["sections"])
        for one in sections.values():
            if one["to"] not in (NEW, SKIP):
                self._check_folder(one["to"])
            if one["kind"] not in CHOICES:
                raise IngestError(_("There is no such kind of page."))
        keep = bool(options.get("keep_public", found.options["keep_public"]))
        found.options.update({"into": into, "keep_public": keep, "sections": dict(sections)})

    def _check_folder(self, path: str) -> None:
        names = tuple(name for name in path.split("/") if name)
        folder = items.inside(self.site, names)
        if folder is None or not hasattr(folder.aq_base, "objectIds"):
            raise IngestError(
                _("There is no folder “${path}” in this site.", mapping={"path": path[:200]})
            )

    def start(self, run: str, act: str) -> None:
        """Begin to write what was read, or to undo what was written."""
        engine.start(self.site, run_of(self.site, run), act)

    def advance(self, run: str) -> bool:
        """Do the next batch in the current transaction; tell whether there is more to do."""
        return engine.advance(self.site, run)

    def summary(self, run: str, language: str) -> IngestSummary:
        """Return where it stands."""
        found = run_of(self.site, run)
        return IngestSummary(
            run=found.id,
            state=found.state,
            label=found.label,
            fates=report.fates(found),
            findings=report.counts(found),
            done=min(found.position, len(found.order)) or len(found.outcomes),
            total=len(found.order) or len(found.records),
            problem=translate(found.problem, target_language=language) if found.problem else "",
        )

    def report(self, run: str, language: str) -> bytes:
        """Return what needs a human as CSV."""
        found = run_of(self.site, run)
        return report.table(found, language, addresses(self.site, found))

    def forget(self, run: str) -> None:
        """Forget an import that wrote nothing, or was undone, or whose report is not needed.

        What came stays known, so that it is not brought twice.
        """
        found = run_of(self.site, run)
        if found.state in engine.BUSY and not engine.is_stopped(self.site, found):
            raise NotNow(_("This import is at work: wait until it has ended."))
        accounts.forget(run)
        del ledger(self.site).runs[run]


def _lend(run: Run, account: tuple[str, str]) -> None:
    """Keep an account for the reading of an import.

    :raises IngestError: where it would be seen on its way, or is not asked for.
    """
    if run.source != "restapi":
        raise IngestError(_("Only a Plone that is read over the web takes an account."))
    if not is_safe(run.address):
        raise IngestError(
            _(
                "An account only goes to an address with https, where nobody reads it on its way. "
                "An operator can allow another."
            )
        )
    accounts.keep(run, accounts.Account(*account))


def addresses(site: PloneSite, run: Run) -> dict[str, str]:
    """Return the addresses of what came along, of what this person may see, by UID."""
    uids = [outcome["uid"] for outcome in run.outcomes.values() if outcome.get("notes")]
    found = site.portal_catalog.searchResults(UID=list(filter(None, uids)))
    return {brain.UID: brain.getURL() + _view(brain.portal_type) for brain in found}


def _view(portal_type: str) -> str:
    return "/view" if portal_type in ("File", "Image") else ""
