from communesplone.core.links import without_private
from communesplone.core.rest import VisibleText
from plone import api
from plone.app.contenttypes.behaviors.richtext import IRichTextBehavior
from plone.app.testing import logout
from plone.app.textfield.value import RichTextValue
from plone.restapi.interfaces import IFieldSerializer
from zope.component import getMultiAdapter
import pytest


@pytest.fixture
def pages(portal):
    """An open page whose text names an open and a private one."""
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        for name in ("open", "secret", "text"):
            page = api.content.create(portal, "Document", name, title=f"Title of {name}")
            if name != "secret":
                api.content.transition(page, "publish")
        named = "".join(
            f'<p><a href="resolveuid/{portal[name].UID()}">words for {name}</a></p>'
            for name in ("open", "secret")
        )
        portal["text"].text = RichTextValue(named, "text/html", "text/x-html-safe")
    return portal


def test_a_citizen_reads_the_words_and_not_where_a_private_page_is(pages):
    logout()
    text = without_private(pages["text"].text.output)
    assert "words for secret" in text
    assert "/open" in text
    assert "/secret" not in text


def test_a_picture_that_is_private_goes_with_its_title(pages):
    logout()
    address = f"{pages.absolute_url()}/secret/@@images/image/mini"
    text = without_private(f'<p>Before <img src="{address}" title="Title of secret"> after</p>')
    assert "secret" not in text
    assert "Before" in text
    assert "after" in text


@pytest.mark.parametrize(
    "text", ["", "<p>No link</p>", '<p><a href="https://www.example.be/secret">Away</a></p>']
)
def test_other_texts_are_left_as_they_are(pages, text):
    logout()
    assert without_private(text) == text


def test_who_may_see_the_page_has_the_link(pages):
    text = pages["text"].text.output
    assert "/secret" in text
    assert without_private(text) == text


def test_the_rest_interface_tells_no_more(pages):
    logout()
    page = pages["text"]
    field = IRichTextBehavior["text"].bind(page)
    found = getMultiAdapter((field, page, pages.REQUEST), IFieldSerializer)
    assert isinstance(found, VisibleText)
    assert "/secret" not in found()["data"]
