"""@@library-file/DIGEST: a file of the library, for pages of what is not here yet."""

from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.signing import digest
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.pictures import served
from typing import Any
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class LibraryFileView(SharingView):
    """What the library has under a digest: pictures are shown, any other file is saved only."""

    name = ""

    def publishTraverse(self, request: Any, name: str) -> "LibraryFileView":
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def index(self) -> bytes:
        """Return the bytes.

        :raises NotFound: the library has no such file.
        """
        found = self.library is not None and DIGEST.fullmatch(self.name)
        data = self.library.file(self.name) if found else None
        if data is None or digest(data) != self.name:
            raise NotFound(self.name)
        return served(self.request.response, data)
