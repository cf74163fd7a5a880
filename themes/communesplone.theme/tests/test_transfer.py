from communesplone.core.interfaces import ISiteData
from communesplone.theme import pictures
from io import BytesIO
from PIL import Image
from zope.component import getAdapter
import json


def test_a_picture_comes_back_from_an_export_with_its_focal_point(integration):
    portal = integration["portal"]
    data = getAdapter(portal, ISiteData, name="communesplone.theme")
    assert data.dump() is None
    buffer = BytesIO()
    Image.new("RGB", (1300, 400), "#336699").save(buffer, "PNG")
    pictures.keep(portal, buffer.getvalue(), (80, 20))
    kept, cut = json.loads(json.dumps(data.dump())), pictures.cut(portal, "phone")
    pictures.drop(portal)
    data.load(kept, same_site=True)
    assert pictures.shown(portal).focus == (80, 20)
    assert pictures.cut(portal, "phone") == cut
    data.load(None, same_site=True)
    assert pictures.shown(portal) is None
