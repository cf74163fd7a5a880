"""@@library-file/DIGEST: a picture of the library, for pages of what is not here yet."""

from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.signing import digest
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.pictures import picture_type
from typing import Any
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


POLICY = "default-src 'none'; sandbox"


@implementer(IPublishTraverse)
class LibraryFileView(SharingView):
    """What the library has under a digest, if it is a picture: nothing else is shown."""

    name = ""

    def publishTraverse(self, request: Any, name: str) -> "LibraryFileView":
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def index(self) -> bytes:
        """Return the bytes.

        :raises NotFound: the library has no such file, or it is no picture.
        """
        found = self.library is not None and DIGEST.fullmatch(self.name)
        data = self.library.file(self.name) if found else None
        kind = picture_type(data) if data is not None and digest(data) == self.name else ""
        if not kind:
            raise NotFound(self.name)
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        response.setHeader("Content-Security-Policy", POLICY)
        return data
