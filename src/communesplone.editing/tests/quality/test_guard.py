"""Publication is refused for what the law asks, and for nothing else.

The view of the refusal, index.html, leads to where it is mended.
"""

from communesplone.core.quality import HeldBack
from communesplone.editing.copies import working
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.quality import personal
from communesplone.editing.quality.acting import do_accept
from communesplone.editing.quality.engine import holding_back
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
        "<h2></h2><h5>x</h5><p>85.07.30-033.29 jean.dupont@x.be "
        '<a href="/nowhere">cliquez ici</a> <span style="color: yellow">x</span></p>',
    )
    api.content.transition(page, "publish")
    assert api.content.get_state(page) == "published"


NUMBER = "<p>Né sous le numéro 85.07.30-033.28.</p>"
OTHER = "<p>Né sous le numéro 85.07.30-130.28.</p>"


def test_a_national_number_does_not_go_online(make, write):
    page = make("bags", NUMBER)
    with pytest.raises(HeldBack) as refused:
        api.content.transition(page, "publish")
    assert [one.check for one in refused.value.findings] == ["national_numbers"]
    assert "033" not in str(refused.value)
    assert "A national number. The law forbids showing it" in str(refused.value)
    assert api.content.get_state(page) == "private"
    write(page, "<p>Né sous le numéro […].</p>")
    api.content.transition(page, "publish")
    assert api.content.get_state(page) == "published"


def test_digits_of_which_somebody_says_they_are_no_national_number_go_online(make, write, kept):
    assert personal.is_national_number("85.07.30-130.28")
    page = make("bags", NUMBER)
    (found,) = holding_back(page)
    do_accept(page, found.key)
    (said,) = kept.said[page.UID()]
    assert (said.mark, said.by) == (found.mark, api.user.get_current().getId())
    write(page, OTHER)
    assert found.excerpt == holding_back(page)[0].excerpt
    with pytest.raises(HeldBack):
        api.content.transition(page, "publish")
    write(page, NUMBER.replace(".30-", " 30 "))
    api.content.transition(page, "publish")
    assert api.content.get_state(page) == "published"


def test_what_was_said_of_a_page_counts_for_its_working_copy_and_comes_back(make, write):
    page = make("bags", NUMBER)
    do_accept(page, holding_back(page)[0].key)
    api.content.transition(page, "publish")
    copy = working.make(page)
    assert not holding_back(copy)
    write(copy, f"{NUMBER}{OTHER}")
    do_accept(copy, holding_back(copy)[0].key)
    page = working.check_in(copy, "")
    assert not holding_back(page)


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
