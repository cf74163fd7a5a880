"""A change of a page that citizens read: it adds nothing that the law forbids to publish."""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections import Counter
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.publication import is_current
from communesplone.core.quality import Finding
from communesplone.core.quality import IPublicChange
from communesplone.core.quality import Subject
from communesplone.core.quality import subject_of
from communesplone.editing.copies.working import may_be_copied
from communesplone.editing.quality.engine import asked_by_law
from communesplone.editing.quality.guard import held_back
from communesplone.editing.quality.words import place_in
from communesplone.editing.quality.words import said
from DateTime import DateTime
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import View
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.interface import implementer


STAYS = _("“${title}” stays as it is: citizens read it, and the law asks for this first.")


def reaches_citizens(content: DexterityContent) -> bool:
    """Tell whether everybody reads `content`, or will from an hour on without another decision."""
    return "Anonymous" in rolesForPermissionOn(View, content) and content.expires() > DateTime()


def added(content: DexterityContent, values: Mapping[str, Any]) -> tuple[Subject, list[Finding]]:
    """Return `content` with these values, and what the law asks of it that it did not before."""
    subject = subject_of(content, values)
    return subject, beyond(subject, marks(content))


def marks(content: DexterityContent) -> Counter[str]:
    """Return what the law asks of `content`, by mark."""
    return Counter(one.mark for one in asked_by_law(subject_of(content)))


def beyond(subject: Subject, before: Counter[str]) -> list[Finding]:
    """Return what the law asks of a page and did not ask before."""
    known, found = before.copy(), []
    for one in asked_by_law(subject):
        if known[one.mark]:
            known[one.mark] -= 1
        else:
            found.append(one)
    return found


@implementer(IPublicChange)
class PublicChange(BrowserView):
    """See IPublicChange: names each thing, and offers a working copy to go on in."""

    index = ViewPageTemplateFile("browser/refusal.pt")

    def refusal(self, form: str, values: Mapping[str, Any]) -> str:
        if not reaches_citizens(self.context):
            return ""
        self.form = form
        self.subject, self.findings = added(self.context, values)
        return self.index() if self.findings else ""

    def before(self) -> Counter[str] | None:
        return marks(self.context) if reaches_citizens(self.context) else None

    def refuse_added(self, before: Counter[str] | None) -> None:
        found = [] if before is None else beyond(subject_of(self.context), before)
        if found:
            raise held_back(self.context, found, STAYS)

    def lines(self) -> list[dict[str, str]]:
        """Return what is missing, where, why, and what mends it, in the person's language."""
        return [
            {
                "where": said(place_in(self.subject, one), self.request),
                "what": said(one.title, self.request),
                "why": said(one.why, self.request),
                "mends": " · ".join(said(mend.label, self.request) for mend in one.mends),
            }
            for one in self.findings
        ]

    def is_online(self) -> bool:
        return is_current(self.context)

    def may_copy(self) -> bool:
        return self.is_online() and may_be_copied(self.context)
