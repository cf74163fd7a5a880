"""A home with pictures as heavy as photographs, put there as a webmaster does.

Called in the database of a demonstration commune by vitals.py. Photographs cannot be drawn, and
drawings in few colours weigh a seventh of them: these are noise of every grain, which WebP
compresses as it does a photograph with much detail (about one bit a pixel).
"""

from communesplone.core import jobs
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.pictures.work import MAKE
from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from communesplone.theme.pictures import keep
from io import BytesIO
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobImage
from random import Random
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
from zope.lifecycleevent import ObjectModifiedEvent


TEASERS = 3
SIZE = (2400, 1350)
#: How coarse each noise is, in pixels, and how much of it is blended into the coarser ones.
GRAINS = {300: 0.9, 100: 0.45, 30: 0.3, 10: 0.2, 4: 0.16}


def illustrate(app, site_id):
    """Give the home a hero picture, and teasers that show the pictures of the latest news."""
    alsoProvides(getRequest(), ICommunesLayer)
    site = app[site_id]
    setSite(site)
    keep(site, photograph(0), (50, 50))
    found = api.content.find(site, portal_type="News Item", sort_on="effective")
    items = [brain.getObject() for brain in found[-TEASERS:]]
    for number, item in enumerate(items, 1):
        item.image = NamedBlobImage(photograph(number), "image/jpeg", f"photo-{number}.jpg")
        notify(ObjectModifiedEvent(item))
    teasers = {"id": "teasers", "type": "teasers", "pictures": True, "width": "full"}
    first, *others = sections_of(site)
    save(site, [first, {**teasers, "items": [item.UID() for item in items]}, *others])


def waiting(app, site_id):
    """Return of how many contents the worker has pictures still to make."""
    return sum(job.name == MAKE for job in jobs.pending(app[site_id]))


def photograph(seed):
    """Return a JPEG that compresses as a photograph does, the same for the same seed."""
    random = Random(seed)
    image = Image.new("RGB", SIZE, (128, 128, 128))
    for grain, weight in GRAINS.items():
        width, height = (side // grain + 1 for side in SIZE)
        noise = Image.frombytes("RGB", (width, height), random.randbytes(width * height * 3))
        image = Image.blend(image, noise.resize(SIZE, Image.Resampling.BICUBIC), weight)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
