"""The page about a document, and the address of its current file."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.documents import schema_org
from communesplone.documents.browser.base import LibraryPage
from communesplone.documents.catalog import language_of
from communesplone.documents.document import day_of
from communesplone.documents.document import Version
from communesplone.documents.formats import extension
from communesplone.documents.formats import media_type
from communesplone.documents.formats import SHOWN
from functools import cached_property
from plone import api
from plone.namedfile.browser import Download
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.utils import safe_basename
from plone.namedfile.utils import set_headers
from typing import Any
from urllib.parse import quote
from urllib.parse import urlencode
from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest
import re


Data = dict[str, Any]


class DocumentView(LibraryPage):
    """@@document_page"""

    @cached_property
    def file(self) -> Data | None:
        """The current file: `url`, `name`, `format`, `size`."""
        return self._described(self.context.file, "latest") if self.context.file else None

    def _described(self, file: NamedBlobFile, path: str) -> Data:
        return {
            "url": f"{self.context.absolute_url()}/{path}",
            "name": file.filename,
            "format": extension(file.filename).upper(),
            "size": self.size(file.getSize()),
        }

    def facts(self) -> Data:
        """Return what the band of facts shows."""
        found = day_of(self.context)
        code = language_of(self.context)
        return {
            "kind": self.kind(self.context.kind),
            "date": self.on(found.isoformat()) if found else "",
            "iso": found.isoformat() if found else "",
            "tongue": self.tongue(code),
            "hreflang": code or None,
            "themes": self.text(
                ", ".join(filter(None, (self.themes.get(key) for key in self._themes)))
            ),
        }

    @property
    def _themes(self) -> list[str]:
        return list(getattr(self.context, "themes", None) or ())

    def former(self) -> list[Data]:
        """Return the former files, the latest first, each with the day it was replaced.

        Those that visitors may not have are listed, without address, to who may erase them.
        """
        if not self.context.keep_versions and not self.may_erase:
            return []
        return [
            self._described(version.file, f"@@version/{number}")
            | {
                "replaced": self.day_of(version),
                "listed": self.context.keep_versions,
                "erase": f"{self.context.absolute_url()}/@@erase-version?"
                + urlencode({"replaced": version.replaced.isoformat()}),
            }
            for number, version in enumerate(self.context.former, 1)
            if version.file
        ]

    @cached_property
    def may_erase(self) -> bool:
        """Whether who reads may change the document."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    def day_of(self, version: Version) -> str:
        """Return the day on which a file was replaced, in words."""
        moment = version.replaced.astimezone(BRUSSELS)
        return day(moment.date(), self.language, weekday=False, year=True)

    def json_ld(self) -> Data:
        """Return the document in the words of schema.org."""
        found, file = day_of(self.context), self.context.file
        return schema_org.digital_document(
            name=self.context.Title(),
            url=self.context.absolute_url(),
            description=self.context.Description(),
            published=found.isoformat() if found else "",
            modified=self.context.modified().asdatetime().isoformat(),
            language=language_of(self.context),
            file_url=self.file["url"] if self.file else "",
            media_type=media_type(file.filename) if file else "",
            size=file.getSize() if file else 0,
        )


class Latest(Download):
    """`latest`: the current file, at an address that stays when the file is replaced."""

    def publishTraverse(self, request: HTTPRequest, name: str) -> "Latest":
        raise NotFound(name)

    def _getFile(self) -> NamedBlobFile:
        if self.context.file is None:
            raise NotFound("file")
        return self.context.file

    def set_headers(self, file: NamedBlobFile) -> None:
        """Serve it as what its name says; only what cannot run anything opens in the browser."""
        kind = media_type(file.filename)
        name = safe_basename(file.filename) or self.context.getId()
        set_headers(file, self.request.response)
        way = "inline" if kind in SHOWN else "attachment"
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader(
            "Content-Disposition", f"{way}; filename*=UTF-8''{quote(name.encode())}"
        )
        response.setHeader("Link", f'<{self.context.absolute_url()}>; rel="describedby"')


class Former(Latest):
    """`@@version/2`: a former file, counted from the last one replaced."""

    number = 0

    def publishTraverse(self, request: HTTPRequest, name: str) -> "Former":
        if self.number or not re.fullmatch(r"[1-9]\d?", name):
            raise NotFound(name)
        self.number = int(name)
        return self

    def _getFile(self) -> NamedBlobFile:
        kept = self.context.former if self.context.keep_versions else ()
        if not 1 <= self.number <= len(kept):
            raise NotFound("version")
        if kept[self.number - 1].file is None:
            raise NotFound("erased")
        return kept[self.number - 1].file
