"""@@updates and @@merge: what is taken back together is taken back whole, pictures are seen."""

from communesplone.core.sharing.signing import digest
from communesplone.sharing.adopting import adopt
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.sides import sides
from plone import api
from plone.app.textfield.value import RichTextValue
from urllib.parse import urlencode
import pytest
import re
import transaction


PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def pages(commune, kept, namur):
    """Two pages that were adopted and brought to revision 2."""
    with api.env.adopt_roles(["Manager"]):
        made = []
        for number in (1, 2):
            urn = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
            page = adopt(commune, namur.revision(1, urn=urn), {}, {}, {}, kept)
            revised = namur.revision(2, page.text.raw.replace("quinze", "dix"), urn=urn)
            kept.pending[page.UID()] = Pending(revised, {})
            mark = sides(page, kept.items[page.UID()], revised, kept).mark
            taking.take(page, kept, {}, mark, "webmaster")
            made.append(page)
    transaction.commit()
    return made


def send(browser, url, **fields):
    browser.open(url)
    token = re.search(r'name="_authenticator" value="(\w+)"', browser.contents)[1]
    browser.post(url, urlencode({"_authenticator": token} | fields))
    transaction.begin()


def test_updates_are_taken_back_all_or_none(webmaster, commune, pages, kept):
    first, second = pages
    text = second.text.raw.replace("dix jours", "dix jours, souvent huit,")
    second.text = RichTextValue(text, "text/html", "text/x-html-safe")
    transaction.commit()
    both = f"{first.UID()}.{second.UID()}"
    send(webmaster, f"{commune.absolute_url()}/@@updates", do="undo", uid=both)
    assert webmaster.headers["status"].startswith("409")
    assert "You have changed the same words since" in webmaster.contents
    assert "dix jours" in first.text.raw
    assert not kept.pending
    # What the page shows is what is kept
    assert "Nothing new in what you have adopted" in webmaster.contents
    send(webmaster, f"{commune.absolute_url()}/@@updates", do="undo", uid=first.UID())
    assert "quinze jours" in first.text.raw


def test_a_picture_that_comes_is_seen_before_it_is_taken(webmaster, pages, kept, namur):
    page, key = pages[0], "ref-0123456789abcdef"
    told = {"key": key, "type": "Image", "title": "Bac", "urn": "", "file": digest(PICTURE)}
    text = f'{page.text.raw}<p>Le bac : <img alt="Bac" src="resolveuid/{key}"></p>'
    revised = namur.revision(3, text, [told], [PICTURE])
    kept.pending[page.UID()] = Pending(revised, {digest(PICTURE): PICTURE})
    transaction.commit()
    webmaster.open(f"{page.absolute_url()}/@@merge")
    assert "their links become plain words" not in webmaster.contents
    source = re.search(r'<img[^>]* src="([^"]*file=[^"]*)"', webmaster.contents)[1]
    webmaster.open(source)
    assert webmaster.headers["content-type"] == "image/png"
    assert webmaster.headers["content-disposition"] == "inline"
    webmaster.open(source.replace(digest(PICTURE)[7:20], "0" * 13))
    assert webmaster.headers["status"].startswith("404")
