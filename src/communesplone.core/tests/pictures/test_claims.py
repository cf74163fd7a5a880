"""Notes that claim more than they have are seen, in whichever list they stand."""

from communesplone.core.pictures.claims import are_true
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import RefusedPicture
from io import BytesIO
from PIL import Image
import piexif
import pytest
import struct


MANY = 50_000_000
NOTED = {
    "0th": {piexif.ImageIFD.Make: b"Camera", piexif.ImageIFD.YCbCrCoefficients: ((1, 2),) * 3},
    "Exif": {piexif.ExifIFD.LensMake: b"A lens", piexif.ExifIFD.ISOSpeedRatings: 100},
    "GPS": {piexif.GPSIFD.GPSLatitude: ((50, 1), (28, 1), (0, 1))},
    "Interop": {piexif.InteropIFD.InteroperabilityIndex: b"R98 and more"},
    "1st": {piexif.ImageIFD.Software: b"Program"},
}
ENTRIES = {
    "0th": (piexif.ImageIFD.YCbCrCoefficients, 5, 3),
    "Exif": (piexif.ExifIFD.ISOSpeedRatings, 3, 1),
    "GPS": (piexif.GPSIFD.GPSLatitude, 5, 3),
    "Interop": (piexif.InteropIFD.InteroperabilityIndex, 2, 13),
    "1st": (piexif.ImageIFD.Software, 2, 8),
}


def note(name=None, kind=3, count=MANY):
    """Return a note, in one list of which an entry claims what it has not."""
    small = BytesIO()
    Image.new("RGB", (8, 8)).save(small, "JPEG")
    made = piexif.dump(NOTED | {"thumbnail": small.getvalue()})
    if name is None:
        return made
    entry = struct.pack(">HHL", *ENTRIES[name])
    assert made.count(entry) == 1
    return made.replace(entry, struct.pack(">HHL", ENTRIES[name][0], kind, count))


def test_what_a_camera_writes_is_true(drawn):
    for kind in ("JPEG", "WEBP", "PNG"):
        check(BytesIO(drawn(kind=kind, exif=note())), "a.jpg")
    check(BytesIO(drawn(kind="TIFF")), "a.tiff")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("name", list(ENTRIES))
def test_a_lie_in_any_list_is_refused(drawn, name, kind):
    data = drawn(40, 40, kind, exif=note(name))
    with pytest.raises(RefusedPicture, match="cannot be true"):
        check(BytesIO(data), "a.jpg")


@pytest.mark.parametrize("kind", range(1, 13))
def test_a_lie_about_any_type_is_refused(drawn, kind):
    assert not are_true(drawn(40, 40, exif=note("GPS", kind)), b"")


def test_many_small_lies_are_one(drawn):
    # Each claims what the note has; together they claim it many times over.
    entries = b"".join(struct.pack(">HHLL", 0x100 + n, 1, 900, 8) for n in range(80))
    made = b"Exif\0\0MM\0*" + struct.pack(">LH", 8, 80) + entries + bytes(4)
    assert not are_true(drawn(40, 40, exif=made), b"")


def test_a_lie_split_over_two_notes_is_refused(drawn):
    first = b"Exif\0\0MM\0*" + struct.pack(">L", 8 + 60) + bytes(60)
    second = b"Exif\0\0" + struct.pack(">HHHLL", 1, 0x110, 3, MANY, 8)
    clean = drawn(40, 40)
    segments = b"".join(
        b"\xff\xe1" + struct.pack(">H", len(one) + 2) + one for one in (first, second)
    )
    data = clean[:2] + segments + clean[2:]
    noted = Image.open(BytesIO(data)).info["exif"]
    assert not are_true(data, noted)


def test_lists_that_point_at_one_another_end(drawn):
    entries = struct.pack(">HHLL", 0x8769, 4, 1, 8) + struct.pack(">HHLL", 0x8825, 4, 1, 8)
    made = b"Exif\0\0MM\0*" + struct.pack(">LH", 8, 2) + entries + struct.pack(">L", 8)
    assert are_true(drawn(40, 40, exif=made), b"")


def test_an_address_that_is_none_is_refused(drawn):
    entry = struct.pack(">HHLL", 0x8769, 9, 1, 2**32 - 40)
    made = b"Exif\0\0MM\0*" + struct.pack(">LH", 8, 1) + entry + bytes(4)
    assert not are_true(drawn(40, 40, exif=made), b"")


def test_more_notes_than_cameras_write_are_not_read(drawn):
    clean = drawn(40, 40)
    assert not are_true(clean[:2] + b"\xff\xe1\x00\x08Exif\0\0" * 1000 + clean[2:], b"")


@pytest.mark.parametrize("end", range(0, 200, 7))
def test_a_note_cut_short_is_no_trouble(end):
    assert are_true(b"", note()[:end]) in (True, False)
