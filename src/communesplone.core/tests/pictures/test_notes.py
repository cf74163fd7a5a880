"""What a camera notes of a place leaves, however it is noted."""

from communesplone.core.pictures import notes
from io import BytesIO
from PIL import Image
import piexif
import pytest
import struct


XMP = b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>50,28N</exif:GPSLatitude>"


def cleaned(data):
    return notes.join(notes.split(data)[1], notes.upright(data))


def with_note(data, note):
    """Return a JPEG with one more note before all others."""
    segment = b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
    return data[:2] + segment + data[2:]


def pixels(data):
    return Image.open(BytesIO(data)).tobytes()


def test_place_and_camera_leave_and_the_picture_stays(placed):
    made = cleaned(placed)
    found = Image.open(BytesIO(made)).getexif()
    assert dict(found) == {notes.ORIENTATION: 6}
    assert pixels(made) == pixels(placed)
    assert not any(map(notes.tells_place, notes.split(made)[0]))


def test_a_place_in_xmp_is_seen_and_leaves_even_before_exif(placed, drawn):
    for data in (with_note(drawn(), XMP), with_note(placed, XMP)):
        assert any(map(notes.tells_place, notes.split(data)[0]))
        made = cleaned(data)
        assert b"GPS" not in made
        assert not any(map(notes.tells_place, notes.split(made)[0]))
        assert pixels(made) == pixels(data)


def test_a_picture_without_place_is_not_one_that_tells_it(drawn):
    data = drawn(exif=piexif.dump({"0th": {piexif.ImageIFD.Make: b"Camera"}}))
    assert not any(map(notes.tells_place, notes.split(data)[0]))


@pytest.mark.parametrize("count", [0, 3_000_000, 0x7FFFFFFF, 0xFFFFFFFF])
@pytest.mark.parametrize("kind", [2, 3, 5, 99])
def test_notes_that_lie_about_their_length_leave_too(placed, count, kind):
    entry = struct.pack(">HHL", piexif.GPSIFD.GPSLatitude, 5, 3)
    assert entry in placed
    made = cleaned(placed.replace(entry, struct.pack(">HHL", 2, kind, count)))
    assert not any(map(notes.tells_place, notes.split(made)[0]))
    assert Image.open(BytesIO(made)).size == (800, 600)


@pytest.mark.parametrize("end", [3, 5, 8, 25, 60])
def test_a_file_cut_short_is_no_trouble(placed, end):
    notes.split(placed[:end])
    assert notes.upright(placed[:end]) == b""
