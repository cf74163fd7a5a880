"""Which files of others are pictures: of all others a browser might run what is in them."""

from plone.namedfile.utils import getImageInfo


#: How those begin that browsers only draw, by their media type.
BEGINNINGS = {
    "image/gif": b"GIF8",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/webp": b"RIFF",
}


def picture_type(data: bytes) -> str:
    """Return the media type of a picture that browsers only draw; empty for any other file."""
    kind = getImageInfo(data)[0]
    return kind if kind in BEGINNINGS and data.startswith(BEGINNINGS[kind]) else ""
