"""@@library-file/DIGEST: a picture of the library, for pages of what is not here yet."""

from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.signing import digest
from communesplone.sharing.browser.base import SharingView
from typing import Any
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: How the pictures begin that browsers draw without running anything.
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
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
        kind = kind_of(data) if data is not None and digest(data) == self.name else ""
        if not kind:
            raise NotFound(self.name)
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        response.setHeader("Content-Security-Policy", POLICY)
        return data


def kind_of(data: bytes) -> str:
    """Return the media type of a picture by its first bytes; empty for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in PICTURES.items() if data.startswith(start)), "")
