"""What the tests of editing do with pages and forms."""

from html import unescape
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import re
import transaction


PASSWORD = "correct horse battery"


def change(page, text):
    with api.env.adopt_roles(["Manager"]):
        _write(page, text)
    transaction.commit()


def _write(page, text):
    page.text = RichTextValue(f"<p>{text}</p>", "text/html", "text/x-html-safe")
    notify(ObjectModifiedEvent(page))
    transaction.commit()


def words(answer):
    """Return a page as people read it: entities resolved, spaces as they are typed."""
    return unescape(answer.text).replace("\u00a0", " ")


def token(answer):
    return re.search(r'name="_authenticator" value="([^"]+)"', answer.text)[1]


def seen(answer):
    return re.search(r'name="seen"[^>]*value="([^"]*)"', answer.text)[1]


def post(browser, path, answer=None, **form):
    """Send a form as its page would have it sent."""
    answer = answer or browser.get(path)
    assert answer.status_int == 200, answer.text[-2000:]
    found = {"_authenticator": token(answer)}
    if 'name="seen"' in answer.text:
        found["seen"] = seen(answer)
    return browser.post(path, {**found, **form})


def picture():
    data = BytesIO()
    Image.new("RGB", (900, 600), "#336699").save(data, "PNG")
    return NamedBlobImage(data.getvalue(), filename="plan.png")
