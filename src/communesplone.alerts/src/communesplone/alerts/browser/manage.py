"""@@manage-alert: what to do with an alert that is out: update, prolong, end, crisis page."""

from communesplone.alerts import draft as drafts
from communesplone.alerts import facts
from communesplone.alerts import log
from communesplone.alerts import publishing
from communesplone.alerts.browser.base import row
from communesplone.alerts.browser.publish import PhonePage
from communesplone.alerts.kinds import EMERGENCY
from communesplone.core import _
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


DONE: dict[str, Message] = {
    "published": _("The alert is out. The banner stands on every page."),
    "updated": _("The update is out."),
    "prolonged": _("The alert lasts longer."),
    "ended": _("The alert is over. The banner is gone."),
    "crisis_on": _("The crisis page takes the place of the home page."),
    "crisis_off": _("The home page is back."),
}


class ManageAlert(PhonePage):
    """The live alert with Update, Prolong, End."""

    wrong: dict[str, str] = {}
    typed = ""

    def begin(self) -> str:
        self.message = DONE.get(str(self.request.form.get("done", "")))
        return self.index()

    def again(self) -> str:
        typed = self.request.form.get("said", "")
        self.typed = typed if isinstance(typed, str) else ""
        return self.index()

    def go_on(self) -> Any:
        acts = {
            "update": self._update,
            "prolong": self._prolong,
            "end": self._end,
            "publish": self._publish,
            "crisis_on": self._switch,
            "crisis_off": self._switch,
        }
        act = acts.get(str(self.request.form.get("act", "")))
        return act() if act is not None else self.begin()

    def _update(self) -> Any:
        said = self.request.form.get("said", "")
        said = " ".join(said.split()) if isinstance(said, str) else ""
        if not said or len(said) > log.LONGEST:
            self.wrong = {"said": self.writer.say(_("Write what is new, in 600 letters."))}
            return self.again()
        publishing.update(self.context, said, mail=bool(self.request.form.get("mail")))
        return self._done("updated")

    def _prolong(self) -> Any:
        form = self.request.form
        end = drafts.end_of(str(form.get("until", "")), str(form.get("moment", "")), self.now)
        if end is None or end <= facts.of(self.context).start:
            words = _("Choose a day and an hour in the future.")
            self.wrong = {"moment": self.writer.say(words)}
            return self.again()
        publishing.prolong(self.context, end)
        return self._done("prolonged")

    def _end(self) -> Any:
        publishing.finish(self.context)
        return self._done("ended")

    def _publish(self) -> Any:
        if api.content.get_state(self.context) != "published":
            api.content.transition(self.context, "publish")
        return self._done("published")

    def _switch(self) -> Any:
        if not self.may_switch:
            raise Unauthorized("crisis")
        act = self.request.form["act"]
        publishing.switch_crisis(self.context, act == "crisis_on")
        return self._done(act)

    def _done(self, what: str) -> str:
        address = f"{self.context.absolute_url()}/@@manage-alert?done={what}"
        return self.request.response.redirect(address)

    def data(self) -> dict[str, Any]:
        """Return what the template shows of the alert."""
        known = facts.of(self.context)
        now = datetime.now(UTC)
        emergency = known.level == EMERGENCY and self.may_switch
        return {
            **row(known, self.writer),
            "published": api.content.get_state(self.context) == "published",
            "over": known.end <= now,
            "until": self.writer.moment(known.end),
            "crisis": known.replaces_home,
            "may_switch": emergency and known.end > now,
            "log": self.writer.log(known),
        }
