"""Which files of others are pictures: of all others a browser might run what is in them."""

from plone.namedfile.utils import getImageInfo
from ZPublisher.HTTPResponse import HTTPResponse


#: How those begin that browsers only draw, by their media type.
BEGINNINGS = {
    "image/gif": b"GIF8",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/webp": b"RIFF",
}
POLICY = "default-src 'none'; sandbox"


def served(response: HTTPResponse, data: bytes) -> bytes:
    """Return bytes of others so that pictures are shown, and any other file is saved only."""
    kind = picture_type(data)
    response.setHeader("Content-Type", kind or "application/octet-stream")
    response.setHeader("Content-Disposition", "inline" if kind else "attachment")
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("X-Robots-Tag", "noindex")
    response.setHeader("Content-Security-Policy", POLICY)
    return data


def picture_type(data: bytes) -> str:
    """Return the media type of a picture that browsers only draw; empty for any other file."""
    kind = getImageInfo(data)[0]
    return kind if kind in BEGINNINGS and data.startswith(BEGINNINGS[kind]) else ""
