"""What a form asks: what was typed into it, and how its script is told where to keep it."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IWriting
from communesplone.core.records import Typed
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import IFolderish
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IRequest
import json


STATIC = StaticFiles("communesplone.editing.drafts", __package__)
SCRIPTS = ("drafts", "paste", "pictures", "accessible")
#: What the scripts say; words in braces are filled in by it.
SAID: dict[str, Message] = {
    "writing": _("You are writing"),
    "saving": _("Saving…"),
    "saved": _("Saved at {hour}"),
    "local": _("Kept on this computer: the network is missing"),
    "session": _(
        "Kept on this computer: your session has ended. Log in again: your text comes back."
    ),
    "login": _("Log in again"),
    "refused": _(
        "Kept on this computer: the site does not take it (too long, or no longer yours)."
    ),
    "gone": _("This page is no longer here: somebody has removed it. Your text is kept."),
    "moved": _("This page was moved meanwhile. Your text is kept."),
    "there": _("Go on at its new place"),
    "mine": _("See my text"),
    "found": _("A text of {hour} is kept on this computer, newer than that of the page."),
    "take": _("Go on with it"),
    "drop": _("Throw it away"),
    "pictureTitle": _("What does this picture show?"),
    "pictureAlt": _("Text for those who do not see it"),
    "pictureHint": _(
        "One sentence, without “picture of”: “Three bottle banks, one blue and two yellow”."
    ),
    "pictureDecorative": _("The picture is only decorative"),
    "picturePut": _("Put the picture in the text"),
    "pictureLeave": _("Leave it"),
    "pictureMissing": _("Say what the picture shows, or tick that it is only decorative."),
    "pictureFailed": _(
        "The picture could not be sent: the network is missing or your session has ended."
    ),
    "pictureMayNot": _(
        "You may not add pictures in this folder: ask a webmaster, or choose one that is here."
    ),
}


@implementer(IWriting)
class Writing:
    """See IWriting."""

    def __init__(self, context: DexterityContent, request: IRequest) -> None:
        self.context, self.request = context, request
        self.person = api.user.get_current().getId() or ""
        self.uid = IUUID(context, None) or ""

    @property
    def scripts(self) -> tuple[str, ...]:
        return tuple(STATIC.url(f"{name}.js") for name in SCRIPTS)

    @property
    def styles(self) -> tuple[str, ...]:
        return (STATIC.url("drafts.css"),)

    def attributes(self, form: str) -> dict[str, str]:
        url = getSite().absolute_url()
        said = {name: translate(words, context=self.request) for name, words in SAID.items()}
        typed = self.typed(form)
        return {
            "data-writing": form,
            "data-writing-url": f"{url}/@@draft",
            "data-writing-mine": f"{url}/@@drafts",
            "data-writing-person": self.person,
            "data-writing-uid": self.uid,
            "data-writing-where": self.context.absolute_url(),
            "data-writing-changed": self._changed(form, typed).isoformat(),
            "data-writing-again": names.mark_of(form),
            "data-writing-login": f"{url}/login",
            "data-writing-upload": self._upload(form),
            "data-writing-at": said_hour(typed, self.request) if typed else "",
            "data-writing-said": json.dumps(said),
        }

    def _upload(self, form: str) -> str:
        """Return where pictures of the text are sent to, empty where this user may add none."""
        inside = names.kind_of(form) or IFolderish.providedBy(self.context)
        folder = self.context if inside else self.context.aq_parent
        image = api.portal.get_tool("portal_types").getTypeInfo("Image")
        may = image is not None and image.isConstructionAllowed(folder)
        return f"{folder.absolute_url()}/@@fileUpload" if may else ""

    def _changed(self, form: str, typed: Typed | None) -> datetime:
        """Return since when a text on somebody's computer is older than what is here."""
        if not names.kind_of(form):
            return self.context.modified().asdatetime()
        return typed.at if typed is not None else datetime(1970, 1, 1, tzinfo=UTC)

    def typed(self, form: str) -> Typed | None:
        found = store.find(getSite(), self.person, self.uid, form) if self.person else None
        return found.typed if found is not None else None

    def keep(self, form: str, fields: dict[str, str | list[str]], base: str) -> None:
        if self.person and self.uid:
            kind = names.kind_of(form)
            title = names.title_typed(fields, kind, self.request) if kind else self.context.Title()
            store.keep(
                getSite(), self.person, self.uid, form, title=title, fields=fields, base=base
            )

    def forget(self, form: str) -> None:
        store.forget(getSite(), self.person, self.uid, form)


def said_hour(typed: Typed, request: IRequest) -> str:
    """Return when something was typed, as an hour of the commune."""
    return hour(typed.at.astimezone(BRUSSELS), str(getattr(request, "LANGUAGE", "") or "fr"))
