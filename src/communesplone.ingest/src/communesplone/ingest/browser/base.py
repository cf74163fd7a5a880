"""What the pages of an import share."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.ingest.ingest import Ingest
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.store import DONE
from communesplone.ingest.store import FAILED
from communesplone.ingest.store import READING
from communesplone.ingest.store import READY
from communesplone.ingest.store import Run
from communesplone.ingest.store import UNDOING
from communesplone.ingest.store import UNDONE
from communesplone.ingest.store import WRITING
from datetime import datetime
from functools import cached_property
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message


STATES: dict[str, tuple[Message, str]] = {
    READING: (_("Being read"), "pending"),
    READY: (_("Read, waits for your choices"), "draft"),
    WRITING: (_("Coming in"), "pending"),
    DONE: (_("In the site"), "online"),
    UNDOING: (_("Being taken out"), "pending"),
    UNDONE: (_("Taken out again"), "draft"),
    FAILED: (_("Could not be read"), "late"),
}


class IngestPage(Page):
    """A page of the ingest; its template uses the macro of the back office."""

    indexed = False
    problem = ""

    @cached_property
    def ingest(self) -> Ingest:
        return Ingest(getSite())

    @property
    def url(self) -> str:
        return f"{getSite().absolute_url()}/@@ingest"

    def say(self, message: Message | str) -> str:
        """Return a message in the language of the reader."""
        return translate(message, target_language=self.language)

    def told(self, error: IngestError) -> str:
        return self.say(error.message)

    def state(self, run: Run) -> dict[str, str]:
        """Return the words and the shape of where an import stands."""
        words, shape = STATES[run.state]
        return {"title": self.say(words), "shape": shape}

    def on(self, run: Run) -> str:
        """Return the day on which it was begun."""
        moment = datetime.fromisoformat(run.started).astimezone(BRUSSELS)
        return day(moment.date(), self.language, weekday=False, year=True)

    def text_of(self, name: str, longest: int = 2000) -> str:
        """Return a text of the form, "" for none or for what is no text."""
        value = self.request.form.get(name, "")
        return value[:longest] if isinstance(value, str) else ""
