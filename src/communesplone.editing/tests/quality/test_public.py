"""A page that citizens read takes nothing in that the law forbids to publish."""

from base64 import b64encode
from communesplone.editing.drafts.store import of_person
from communesplone.editing.quality.public import added
from communesplone.editing.quality.public import reaches_citizens
from DateTime import DateTime
from lxml import html
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.textfield.value import RichTextValue
from urllib.parse import urlencode
import json
import pytest
import transaction


TEXT = "form.widgets.IRichTextBehavior.text"
TITLE = "form.widgets.IDublinCore.title"
SAVE = "form.buttons.save"
BARE = '<p><img src="pont.jpg"></p>'
TOLD = '<p><img src="pont.jpg" alt="Le pont"></p>'


@pytest.fixture
def online(make):
    """`online("<p>…</p>")`: a page that citizens read."""

    def published(text="<p>Bonjour.</p>", **dates):
        page = make("bags", text)
        page.portal_workflow.doActionFor(page, "publish")
        for name, date in dates.items():
            setattr(page, name, date)
        transaction.commit()
        return page

    return published


@pytest.fixture
def write(webmaster):
    """`write(page, "<p>…</p>")`: another text sent by the form of the page."""

    def send(page, text, title=None):
        webmaster.open(f"{page.absolute_url()}/edit")
        webmaster.getControl(name=TEXT).value = text
        if title:
            webmaster.getControl(name=TITLE).value = title
        webmaster.getControl(name=SAVE).click()
        transaction.begin()
        return html.fromstring(webmaster.contents)

    return send


def refusal(tree):
    found = tree.xpath("//*[@id='quality-refusal']")
    return " ".join(found[0].text_content().split()) if found else ""


def test_a_picture_without_words_is_not_saved_to_a_page_that_is_online(online, write, webmaster):
    page = online()
    tree = write(page, BARE)
    assert "422" in webmaster.headers["Status"]
    assert "Que montre cette photo" in refusal(tree)
    assert "Image décorative" in refusal(tree), "its mends are named"
    assert page.text.raw == "<p>Bonjour.</p>"
    assert "pont.jpg" in webmaster.getControl(name=TEXT).value


def test_what_was_typed_comes_back_and_is_saved_once_it_is_mended(online, write, webmaster):
    page = online()
    write(page, BARE)
    webmaster.open(f"{page.absolute_url()}/edit?communes.typed=1")
    assert "pont.jpg" in webmaster.getControl(name=TEXT).value
    webmaster.getControl(name=TEXT).value = TOLD
    webmaster.getControl(name=SAVE).click()
    transaction.begin()
    assert "Le pont" in page.text.raw


def test_what_was_there_before_holds_nothing_back(online, write, webmaster):
    page = online()
    page.text = RichTextValue(BARE, "text/html", "text/x-html-safe")
    transaction.commit()
    tree = write(page, f"<p>Bonsoir.</p>{BARE}", title="Sacs PMC")
    assert not refusal(tree)
    assert (page.title, "Bonsoir" in page.text.raw) == ("Sacs PMC", True)
    assert refusal(write(page, BARE * 2)), "a second one is another"


@pytest.mark.parametrize(
    ("dates", "held"),
    [
        ({"effective_date": DateTime() + 1}, True),
        ({"expiration_date": DateTime() - 1}, False),
    ],
)
def test_what_appears_by_itself_counts_as_online_and_what_is_withdrawn_does_not(
    online, dates, held
):
    page = online(**dates)
    assert reaches_citizens(page) == held


def test_a_draft_takes_everything_in(make, write):
    page = make("bags")
    assert not refusal(write(page, BARE))
    assert "pont.jpg" in page.text.raw


def test_advice_is_never_added_by_law(online):
    page = online()
    link = '<p><a href="/nowhere">cliquez ici</a></p>'
    text = RichTextValue(link, "text/html", "text/x-html-safe")
    assert added(page, {"text": text})[1] == []


def test_a_working_copy_takes_the_text_along(online, write, webmaster, portal):
    page = online()
    tree = write(page, BARE)
    (button,) = tree.xpath("//*[@id='quality-refusal']//button")
    form = next(button.iterancestors("form"))
    fields = [*form.form_values(), (button.get("name"), button.get("value"))]
    webmaster.post(button.get("formaction"), urlencode(fields))
    transaction.begin()
    assert "copy_of_bags/edit" in webmaster.url
    assert "pont.jpg" in webmaster.getControl(name=TEXT).value
    webmaster.getControl(name=SAVE).click()
    transaction.begin()
    assert "pont.jpg" in portal["copy_of_bags"].text.raw
    assert page.text.raw == "<p>Bonjour.</p>"
    assert [one.uid for one in of_person(portal, SITE_OWNER_NAME)] == []


def test_other_programs_write_nothing_there_that_a_form_would_refuse(online, webmaster):
    page = online()
    secret = b64encode(f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}".encode()).decode()
    headers = {
        "Accept": "application/json",
        "Authorization": f"Basic {secret}",
        "Content-Type": "application/json",
    }

    def patch(text):
        answer = webmaster.testapp.request(
            page.absolute_url(),
            method="PATCH",
            headers=headers,
            body=json.dumps({"title": "Bacs", "text": text}).encode(),
            expect_errors=True,
        )
        transaction.begin()
        return answer.status_int, answer.text

    before = page.title
    status, said = patch(BARE)
    assert (status, page.title, page.text.raw) == (400, before, "<p>Bonjour.</p>")
    assert "Que montre cette photo" in said
    assert patch(TOLD)[0] == 204
    assert page.title == "Bacs"
    page.portal_workflow.doActionFor(page, "retract")
    transaction.commit()
    assert patch(BARE)[0] == 204, "a draft takes everything in"


def test_a_former_text_that_the_law_forbids_does_not_come_back(online, write, webmaster):
    page = online()
    page.portal_workflow.doActionFor(page, "retract")
    transaction.commit()
    write(page, BARE)
    write(page, TOLD)
    page.portal_workflow.doActionFor(page, "publish")
    transaction.commit()

    def restore():
        webmaster.open(f"{page.absolute_url()}/@@versions")
        webmaster.getControl(name="do").click()
        transaction.begin()
        return webmaster.headers["Status"][:3], "Le pont" in page.text.raw

    assert restore() == ("422", True)
    assert "Que montre cette photo" in webmaster.contents
    page.portal_workflow.doActionFor(page, "retract")
    transaction.commit()
    assert restore() == ("200", False)
