"""@@publish-alert: three questions on a phone, and an alert is on every page.

It needs no other right than that of publishing alerts, no toolbar and no script. What was typed
travels with each answer, so that an error or a session that ended loses nothing.
"""

from communesplone.alerts import draft as drafts
from communesplone.alerts import texts
from communesplone.alerts.alert import Alert
from communesplone.alerts.browser import session
from communesplone.alerts.browser.base import AlertsPage
from communesplone.alerts.browser.base import STATIC
from communesplone.alerts.kinds import EMERGENCY
from communesplone.alerts.kinds import LEVEL_HINTS
from communesplone.alerts.kinds import LEVEL_NAMES
from communesplone.alerts.kinds import WITHOUT_CRISIS_PAGE
from communesplone.alerts.texts import ReadyText
from communesplone.core import _
from communesplone.core.guards import is_anonymous
from communesplone.core.identity import identity
from functools import cached_property
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.i18n.normalizer.interfaces import IURLNormalizer
from typing import Any
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.i18nmessageid import Message


PUBLISH = "communesplone.alerts: Publish alerts"
CRISIS = "communesplone.alerts: Switch the crisis page"
STEPS = ("1", "2", "3")
#: Fields that a step asks itself; the others travel in hidden ones.
ASKED = {
    "1": ("level", "text"),
    "2": ("title", "instruction", "codes", "streets", "until", "moment"),
    "3": ("mail",),
}
LIST_LAYOUT = "alerts_view"


class PhonePage(AlertsPage):
    """A page for who publishes: tokens against forged requests, the session that ended."""

    message: Message | None = None
    signed_out = False

    def __call__(self) -> Any:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        posted = self.request.method == "POST"
        if is_anonymous():
            if not posted:
                raise Unauthorized(self.request["URL"])
            self.signed_out = True
            self.message = _("Your session has ended. Sign in: what you wrote is still here.")
            return self.again()
        if not api.user.has_permission(PUBLISH, obj=self.context):
            raise Unauthorized(self.request["URL"])
        if not posted:
            return self.begin()
        if session.signs_in(self.site, self.request):
            session.keep(self.site, self.request)
            return self.again()
        if not self._is_ours():
            self.message = _("This page was open for long. Check it and press again.")
            return self.again()
        return self.go_on()

    def begin(self) -> Any:
        """Answer a first visit."""
        raise NotImplementedError

    def again(self) -> Any:
        """Show the page that was sent, with what was typed."""
        raise NotImplementedError

    def go_on(self) -> Any:
        """Do what was asked."""
        raise NotImplementedError

    def _is_ours(self) -> bool:
        view = getMultiAdapter((self.context, self.request), name="authenticator")
        return bool(view.verify())

    @property
    def may_switch(self) -> bool:
        """Tell whether who asks may put the crisis page in place of the home."""
        return bool(api.user.has_permission(CRISIS, obj=self.context))

    def token(self) -> str:
        """Return the hidden field that proves that the form was ours."""
        view = getMultiAdapter((self.context, self.request), name="authenticator")
        return "" if self.signed_out else view.authenticator()

    def frame(self) -> dict[str, str]:
        """Return what both pages have around them."""
        return {
            "language": self.writer.language,
            "commune": identity(self.site).name or self.site.Title(),
            "style": STATIC.url("publish.css"),
            "script": STATIC.url("publish.js"),
            "close": f"{self.home_url()}/@@alerts_view",
            "message": self.writer.say(self.message) if self.message else "",
        }

    def until_choices(self) -> list[dict[str, str]]:
        """Return the ends that are offered."""
        names = {"3h": _("In 3 hours"), "tonight": _("Tonight"), "tomorrow": _("Tomorrow")}
        found = [
            {"key": key, "label": f"{self.writer.say(names[key])}, {self.writer.hour(moment)}"}
            for key, moment in drafts.ends(self.now).items()
        ]
        return [*found, {"key": drafts.OTHER, "label": self.writer.say(_("Another moment…"))}]


class PublishAlert(PhonePage):
    """The three questions."""

    step = "1"
    problems: dict[str, Message] = {}

    def begin(self) -> str:
        self.draft = drafts.read({})
        return self.index()

    def again(self) -> str:
        self.draft = drafts.read(self.request.form)
        asked = self.request.form.get("step")
        self.step = asked if asked in STEPS else "1"
        return self.index()

    def go_on(self) -> Any:
        self.draft = drafts.read(self.request.form)
        target = self.request.form.get("to", "1")
        if target == "keep":
            return self._keep()
        if target == "1":
            return self.index()
        if self.draft.level not in LEVEL_NAMES:
            self.problems = {"level": _("Choose how grave it is.")}
            return self.index()
        self.draft = self.draft.begun_with(self.ready)
        self.step = "2"
        if target == "2":
            return self.index()
        self.problems = drafts.problems(self.draft, self.codes, self.now)
        if self.problems:
            return self.index()
        self.step = "3"
        return self._publish() if target == "publish" else self.index()

    @property
    def codes(self) -> tuple[str, ...]:
        return identity(self.site).postal_codes

    @cached_property
    def texts(self) -> tuple[ReadyText, ...]:
        return texts.ready(self.writer.language)

    @property
    def ready(self) -> ReadyText | None:
        """The ready text that was chosen."""
        return next((one for one in self.texts if one.key == self.draft.text), None)

    def _publish(self) -> None:
        alert = self._make()
        if api.content.get_state(alert) != "published":
            api.content.transition(alert, "publish")
        self.request.response.redirect(f"{alert.absolute_url()}/@@manage-alert?done=published")

    def _keep(self) -> None:
        """Keep what was typed as an alert that nobody sees yet."""
        if self.draft.title:
            self._make()
        self.request.response.redirect(self.frame()["close"])

    def _make(self) -> Alert:
        """Return the alert of this form: made once, however often the button is pressed."""
        folder, ending = self._folder(), f"-{self.draft.key}"
        same = next((name for name in folder.objectIds() if name.endswith(ending)), None)
        if same is not None:
            return folder[same]
        known = drafts.fields(self.draft, self.ready, self.now, self.may_switch)
        known["level"] = known["level"] or "information"
        known["end"] = known["end"] or drafts.ends(self.now)["tomorrow"]
        name = getUtility(IURLNormalizer).normalize(self.draft.title, max_length=50)
        language = self.writer.language
        return createContentInContainer(
            folder, "Alert", id=f"{name}{ending}", language=language, **known
        )

    def _folder(self) -> Any:
        """Return the folder shown as the list of alerts; without one, the home."""
        root = api.portal.get_navigation_root(self.context)
        if self.context.getLayout() == LIST_LAYOUT:
            return self.context
        folders = (found for found in root.objectValues() if found.portal_type == "Folder")
        return next((found for found in folders if found.getLayout() == LIST_LAYOUT), root)

    def hidden(self) -> list[tuple[str, str]]:
        """Return the fields of the other steps: nothing is lost on the way."""
        names = [name for step in STEPS if step != self.step for name in ASKED[step]]
        found = [("used", self.draft.used), ("key", self.draft.key)]
        for name in names:
            value = getattr(self.draft, name)
            if name == "mail":
                value = "1" if value else ""
            found += [(name, part) for part in (value if name == "codes" else [value])]
        return [(name, value) for name, value in found if value]

    def wrong(self) -> dict[str, str]:
        """Return the sentences about what to mend, by field."""
        return {name: self.writer.say(words) for name, words in self.problems.items()}

    def levels(self) -> list[dict[str, str]]:
        hints = LEVEL_HINTS if self.may_switch else LEVEL_HINTS | {EMERGENCY: WITHOUT_CRISIS_PAGE}
        return [
            {
                "key": key,
                "name": self.writer.say(LEVEL_NAMES[key]),
                "hint": self.writer.say(hints[key]),
            }
            for key in ("information", "warning", "emergency")
        ]

    def preview(self) -> dict[str, Any]:
        """Return the alert as it will be read, and what will go where."""
        end = drafts.end_of(self.draft.until, self.draft.moment, self.now)
        streets = (line.partition("|")[0].strip() for line in self.draft.street_lines())
        area = ", ".join((*self.draft.codes, *streets))
        level = self.draft.level if self.draft.level in LEVEL_NAMES else "information"
        return {
            "level": level,
            "level_name": self.writer.say(LEVEL_NAMES[level]),
            "crisis": level == EMERGENCY and self.may_switch,
            "title": self.writer.text(self.draft.title),
            "instruction": self.writer.text(self.draft.instruction),
            "area": self.writer.text(area) or self.writer.say(_("The whole commune")),
            "until": self.writer.moment(end) if end else "",
        }

    def number(self) -> str:
        """Return "1 of 3"."""
        return self.writer.say(_("${step} of 3", mapping={"step": self.step}))

    @property
    def words(self) -> int:
        return len(self.draft.instruction.split())
