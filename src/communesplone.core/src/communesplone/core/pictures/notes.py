"""What cameras note in a JPEG: Exif and XMP, cut out without touching a pixel.

A file from outside may lie about its notes: nothing here believes the lengths written in them.
"""

from io import BytesIO
from PIL import Image
import re
import struct


START, SCAN, NOTES = b"\xff\xd8", 0xDA, 0xE1
#: JFIF stands before the notes.
JFIF = 0xE0
EXIF = b"Exif\0\0"
ORIENTATION, ARTIST, COPYRIGHT = 0x0112, 0x013B, 0x8298
KEPT = (ORIENTATION, ARTIST, COPYRIGHT)
#: The pointer to the place, in the order of bytes of either maker, or its name in XMP.
PLACE = re.compile(rb"\x88\x25\x00\x04|\x25\x88\x04\x00|GPSL|Iptc4xmpExt:Location")
Segment = tuple[int, bytes]


def split(data: bytes) -> tuple[list[bytes], tuple[list[Segment], bytes]]:
    """Return the notes of a JPEG, and the rest of it: segments, and what follows them."""
    found: list[bytes] = []
    others: list[Segment] = []
    at = len(START)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        if data[at + 1] == 0xFF:
            # Filling between segments
            at += 1
            continue
        end = at + 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
        if data[at + 1] == NOTES:
            found.append(data[at + 4 : end])
        else:
            others.append((data[at + 1], data[at:end]))
        at = end
    return found, (others, data[at:])


def join(rest: tuple[list[Segment], bytes], note: bytes) -> bytes:
    """Return a JPEG made of the rest of one and a note in place of its own."""
    segments, scan = rest
    before = [segment for kind, segment in segments if kind == JFIF]
    after = [segment for kind, segment in segments if kind != JFIF]
    if note:
        before.append(b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note)
    return b"".join([START, *before, *after, scan])


def tells_place(note: bytes) -> bool:
    """Tell whether a note says where a photograph was taken."""
    return PLACE.search(note) is not None


def upright(data: bytes) -> bytes:
    """Return a note of how a photograph stands and whose it is: all that is kept of its notes."""
    kept = Image.Exif()
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            noted = image.getexif()
            kept.update({tag: noted[tag] for tag in KEPT if tag in noted})
        made = kept.tobytes() if len(kept) else b""
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):
        # Notes that cannot be read are thrown away whole.
        return b""
    return made if len(made) < 60_000 else b""
