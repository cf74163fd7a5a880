"""Publication is refused for what the law asks, and for nothing else.

The view of the refusal, index.html, leads to where it is mended.
"""

from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.quality.guard import HeldBack
from plone import api
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
import pytest


@pytest.fixture(autouse=True)
def request_of_the_site(functional):
    alsoProvides(getRequest(), IEditingLayer)
    getRequest().set("LANGUAGE", "fr")


def test_a_picture_without_words_does_not_go_online(make, write):
    page = make("bags", '<p><img src="pont.jpg"></p>')
    with pytest.raises(HeldBack) as refused:
        api.content.transition(page, "publish")
    assert "@@quality" in str(refused.value)
    assert [one.check for one in refused.value.findings] == ["alternatives"]
    assert api.content.get_state(page) == "private"
    write(page, '<p><img src="pont.jpg" alt="Le pont"></p>')
    api.content.transition(page, "publish")
    assert api.content.get_state(page) == "published"


def test_nothing_else_holds_back(make):
    page = make(
        "bags",
        "<h2></h2><h5>x</h5><p>85.07.30-033.28 jean.dupont@x.be "
        '<a href="/nowhere">cliquez ici</a> <span style="color: yellow">x</span></p>',
    )
    api.content.transition(page, "publish")
    assert api.content.get_state(page) == "published"


def test_what_is_submitted_or_taken_back_is_never_held(make):
    page = make("bags", '<p><img src="pont.jpg"></p>')
    api.content.transition(page, "submit")
    api.content.transition(page, "retract")
    assert api.content.get_state(page) == "private"


def test_the_person_is_led_to_the_mend_and_reads_why(make, webmaster, token):
    page = make("bags", '<p><img src="pont.jpg"></p>')
    secret = token(webmaster, page)
    webmaster.open(
        f"{page.absolute_url()}/content_status_modify?workflow_action=publish"
        f"&_authenticator={secret}"
    )
    assert api.content.get_state(page) == "private"
    assert webmaster.url == f"{page.absolute_url()}/@@quality"


def test_other_programs_get_the_sentence_as_an_error(make, webmaster):
    page = make("bags", '<p><img src="pont.jpg"></p>')
    webmaster.addHeader("Accept", "application/json")
    webmaster.post(f"{page.absolute_url()}/@workflow/publish", "{}", "application/json")
    assert webmaster.headers["status"].startswith("400")
    assert "@@quality" in str(webmaster.contents)
