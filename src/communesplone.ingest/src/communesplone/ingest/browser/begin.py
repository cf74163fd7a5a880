"""Where an old site begins to come in: what it is, and the imports there were."""

from communesplone.core import _
from communesplone.ingest import engine
from communesplone.ingest.browser.base import IngestPage
from communesplone.ingest.entries import PREFIX
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.sources import SOURCES
from communesplone.ingest.store import run_of
from communesplone.ingest.store import runs
from plone.protect.authenticator import check as check_authenticator
from typing import Any
from zope.component.hooks import getSite


class BeginView(IngestPage):
    """@@ingest of the site."""

    page_title = _("Bring an old site in")

    def __call__(self) -> str:
        """Show the form; when it was sent, keep the file and have it read."""
        if self.request.method == "POST":
            check_authenticator(self.request)
            try:
                run_id = self._begin()
            except IngestError as error:
                self.problem = self.told(error)
            else:
                self.request.response.redirect(f"{self.url}-run?run={run_id}", status=303)
                return ""
        return super().__call__()

    def _begin(self) -> str:
        source = self.text_of("source")
        kind = self.text_of("kind")
        if source == "csv" and kind:
            source = PREFIX + kind
        upload = self.request.form.get("file")
        opened = upload if getattr(upload, "filename", "") else None
        label = self.text_of("label") or getattr(upload, "filename", "")
        account = self.text_of("account"), self.text_of("account_password")
        address, given = self.text_of("address"), account if any(account) else None
        run_id = self.ingest.begin(source, str(label), opened, address, given)
        engine.ring(getSite(), run_of(getSite(), run_id))
        return run_id

    def sources(self) -> list[dict[str, Any]]:
        """Return what an old site may be."""
        chosen = self.text_of("source") or next(iter(SOURCES))
        return [
            {
                "name": name,
                "title": self.say(one.title),
                "hint": self.say(one.hint),
                "checked": name == chosen,
            }
            for name, one in SOURCES.items()
        ]

    def kinds(self) -> list[dict[str, Any]]:
        """Return what a table may hold beside pages."""
        chosen = self.text_of("kind")
        return [
            {
                "name": name.removeprefix(PREFIX),
                "title": self.say(title),
                "selected": name.removeprefix(PREFIX) == chosen,
            }
            for name, title in self.ingest.sources().items()
            if name.startswith(PREFIX)
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Return the imports there were, the newest first."""
        titles = self.ingest.sources()
        return [
            {
                "title": run.label or run.id,
                "url": f"{self.url}-run?run={run.id}",
                "source": self.say(titles.get(run.source, run.source)),
                "date": self.on(run),
                "state": self.state(run),
                "stopped": engine.is_stopped(getSite(), run),
            }
            for run in runs(getSite())
        ]
