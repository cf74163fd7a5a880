"""@@erase-version: an editor erases a former file, which was public until then."""

from communesplone.core import _
from communesplone.documents.browser.document import DocumentView
from communesplone.documents.document import Version
from communesplone.documents.document import version_of
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import NotFound
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


class EraseVersion(DocumentView):
    """A question; the file is erased when it is answered."""

    indexed = False
    page_title = _("Erase this version?")

    def __call__(self) -> Any:
        """Ask, or erase.

        :raises NotFound: when there is no such version, or no longer.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.version is None:
            raise NotFound("version")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        self.version.file = None
        # Proxies and lists forget the page as it was.
        notify(ObjectModifiedEvent(self.context))
        IStatusMessage(self.request).add(_("This version is erased."))
        self.request.response.redirect(self.context.absolute_url())
        return ""

    @cached_property
    def version(self) -> Version | None:
        """The version that is meant: by its moment, since its number may change meanwhile."""
        return version_of(self.context, str(self.request.form.get("replaced") or ""))

    @property
    def moment(self) -> str:
        return self.version.replaced.isoformat() if self.version else ""
