"""Pictures made on the spot, and the content that holds them."""

from communesplone.core import jobs
from io import BytesIO
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobImage
import piexif
import pytest
import struct
import transaction


@pytest.fixture
def drawn():
    """`drawn(800, 600, "JPEG", colour=…, exif=…)`: the bytes of a picture, red at its left."""

    def make(width=800, height=600, kind="JPEG", **options):
        image = Image.new("RGB", (width, height), "white")
        image.paste((200, 0, 0), (0, 0, width // 4, height))
        # Not a drawing of few colours: a photograph has many.
        image.paste(Image.linear_gradient("L").resize((width // 4, height)), (width // 2, 0))
        made = BytesIO()
        image.save(made, kind, **options)
        return made.getvalue()

    return make


@pytest.fixture
def placed(drawn):
    """A photograph that says where it was taken, and lies on its side."""
    noted = {
        "0th": {piexif.ImageIFD.Make: b"Camera", piexif.ImageIFD.Orientation: 6},
        "GPS": {piexif.GPSIFD.GPSLatitude: ((50, 1), (28, 1), (0, 1))},
    }
    return drawn(exif=piexif.dump(noted))


@pytest.fixture
def lying(placed):
    """A photograph whose note of a few bytes claims fifty million numbers."""
    entry = struct.pack(">HHL", piexif.GPSIFD.GPSLatitude, 5, 3)
    assert entry in placed
    return placed.replace(entry, struct.pack(">HHL", piexif.GPSIFD.GPSLatitude, 3, 50_000_000))


@pytest.fixture
def add(functional, drawn):
    """`add(data, **fields)`: a picture, stored and committed."""

    def make(data=None, name="picture.jpg", **fields):
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(
                functional["portal"],
                "Image",
                title="Picture",
                image=NamedBlobImage(data or drawn(), filename=name),
                **fields,
            )
        transaction.commit()
        return made

    return make


@pytest.fixture
def work(functional):
    """`work()`: run the jobs that wait, as the worker does."""

    def run():
        with api.env.adopt_roles(["Manager"]):
            jobs.run_due(functional["portal"])
        transaction.commit()

    return run
