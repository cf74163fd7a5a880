"""@@drafts: what this person typed and did not save, also of pages that are gone."""

from communesplone.core import _
from communesplone.core.guards import is_anonymous
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message
import re


#: Fields that a person does not read.
TECHNICAL = re.compile(
    r".*(-empty-marker|\.type|\.count|\.mimeType|\.action)|base|order|communes\..*|fieldset|revision"
)
TAGS = re.compile(r"<[^>]*>")
FORM_NAMES = {"edit": _("its form"), "sections": _("its sections")}


class MyDrafts(BrowserView):
    """The person's own drafts alone, whoever that is."""

    label = _("Your drafts")

    def __call__(self) -> str:
        if is_anonymous():
            raise Unauthorized("drafts")
        self.request.response.setHeader("Cache-Control", "no-store")
        if self.request.method == "POST" and "forget" in self.request.form:
            CheckAuthenticator(self.request)
            self._forget(str(self.request.form["forget"]))
            self.request.response.redirect(f"{self.context.absolute_url()}/@@drafts")
            return ""
        return self.index()

    def _forget(self, what: str) -> None:
        uid, _slash, form = what.partition("/")
        store.forget(self.context, api.user.get_current().getId(), uid, form)
        api.portal.show_message(_("The draft is thrown away."), self.request)

    def rows(self) -> list[dict[str, Any]]:
        """Return the drafts with their text, the newest first."""
        language = str(getattr(self.request, "LANGUAGE", "") or "fr")
        found = []
        for draft in store.of_person(self.context, api.user.get_current().getId()):
            at = draft.at.astimezone(BRUSSELS)
            found.append(
                {
                    "id": f"{draft.uid}/{draft.form}",
                    "title": draft.title,
                    "form": self._form(draft.form),
                    "moment": f"{day(at.date(), language)}, {hour(at, language)}",
                    "url": address(draft),
                    "lines": lines(draft.fields),
                }
            )
        return found

    def _form(self, name: str) -> str | Message:
        """Return what was being written, for people."""
        if kind := names.kind_of(name):
            return _("to create: ${kind}", mapping={"kind": names.kind_title(kind, self.request)})
        return FORM_NAMES.get(name, name)


def address(draft: store.Draft) -> str:
    """Return where a draft goes on, empty when its page is gone or not to be seen."""
    site = api.portal.get()
    if api.content.get_uuid(site) == draft.uid:
        return names.address_in(site.absolute_url(), draft.form)
    brains = api.portal.get_tool("portal_catalog").searchResults(UID=draft.uid)
    return names.address_in(brains[0].getURL(), draft.form) if brains else ""


def lines(fields: dict[str, str | list[str]]) -> list[str]:
    """Return the words of a draft, to be read and copied."""
    found = []
    for name, value in fields.items():
        if TECHNICAL.fullmatch(name):
            continue
        for one in [value] if isinstance(value, str) else value:
            words = " ".join(TAGS.sub(" ", one).split())
            if len(words) > 2 and not re.fullmatch(
                r"[0-9a-f;\-]{32,}|selected|full|half|third", words
            ):
                found.append(words)
    return found
