"""What the Exif notes of a picture claim to hold, counted before anything believes it.

A note of a few bytes may claim a list of fifty million numbers. Plone reads notes when it
makes the value of a picture, with a reader that sets room aside for what is claimed.
"""

from collections.abc import Iterator
import re
import struct


#: More notes than any camera writes.
MOST_NOTES = 16
#: Bytes of numbers, each of which becomes an object.
MOST_NUMBERS = 1024 * 1024
#: Bytes that a value of each type of Exif takes.
WIDTHS = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
#: Text, and bytes without type: they are cut out, not taken apart.
CUT_OUT = (2, 7)
#: Tags that say where another list stands: Exif, place, interoperability; and types of those.
POINTERS = (0x8769, 0x8825, 0xA005)
ADDRESSES = (4, 13)
EXIF = b"Exif"
SEGMENT = re.compile(rb"\xff\xe1(?=(..)Exif)", re.DOTALL)


def are_true(data: bytes, noted: bytes) -> bool:
    """Tell whether the notes of a picture claim no more bytes than they have.

    :param noted: its note as Pillow reads it, which may be several put together.
    """
    for number, note in enumerate([*_notes(data), noted]):
        # Readers leave these six letters out.
        note = note[6:] if note.startswith(EXIF) else note
        whole, numbers = _claimed(note)
        if number > MOST_NOTES or whole > len(note) or numbers > MOST_NUMBERS:
            return False
    return True


def _notes(data: bytes) -> Iterator[bytes]:
    """Yield all that a reader could take for the note of a picture, but not many more."""
    if data.startswith(b"\xff\xd8"):
        # Wherever it stands: readers disagree about how to walk through a broken file.
        for _number, match in zip(range(MOST_NOTES + 2), SEGMENT.finditer(data), strict=False):
            length = int.from_bytes(match[1], "big")
            start = match.start()
            # piexif reads to the end of the file when the length is 1.
            yield data[start + 4 : len(data) if length == 1 else start + 2 + length]
    elif data.startswith((b"II", b"MM")):
        yield data
    elif data.startswith(b"RIFF"):
        at = 12
        while at + 8 <= len(data):
            length = int.from_bytes(data[at + 4 : at + 8], "little")
            if data[at : at + 4] == b"EXIF":
                yield data[at + 8 : at + 8 + length]
            at += 8 + length + length % 2


def _claimed(note: bytes) -> tuple[int, int]:
    """Return the bytes that all lists of a note claim: of everything, and of numbers."""
    order = "<" if note.startswith(b"II") else ">"
    whole = numbers = 0
    seen: set[int] = set()
    waiting = [_number(note, 4, order)]
    while waiting:
        at = waiting.pop()
        if at in seen or at + 2 > len(note):
            continue
        count = struct.unpack_from(f"{order}H", note, at)[0]
        if not seen:
            # Behind the first list stands the address of that of the small picture, or 0.
            waiting.append(_number(note, at + 2 + 12 * count, order) or len(note))
        seen.add(at)
        end = at + 2 + 12 * min(count, (len(note) - at - 2) // 12)
        for tag, kind, many, value in struct.iter_unpack(f"{order}HHLL", note[at + 2 : end]):
            size = many * WIDTHS.get(kind, 1)
            if size > 4:
                whole += size
                numbers += 0 if kind in CUT_OUT else size
            if tag in POINTERS:
                if kind not in ADDRESSES or many != 1:
                    # An address that is none: readers would go where we do not look.
                    return len(note) + 1, 0
                waiting.append(value)
    return whole, numbers


def _number(note: bytes, at: int, order: str) -> int:
    """Return the number of four bytes at a place of a note; past its end when it is cut short."""
    return struct.unpack_from(f"{order}L", note, at)[0] if at + 4 <= len(note) else len(note)
