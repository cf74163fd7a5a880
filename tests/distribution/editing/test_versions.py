"""What a page said before, and the way back."""

from .hands import change
from .hands import post
from communesplone.editing.versions import history
from plone import api
import re


def test_a_former_text_comes_back_and_can_be_undone(online, account, log_in, back):
    change(online, "Deuxième texte")
    account("web", "Webmasters")
    browser = log_in("web")
    path = "/dechets/sacs/@@versions"
    first = history_of(online)[-1]
    done = post(browser, path, do="restore", number=str(first)).follow()
    back()
    assert "2 €" in online.text.raw
    undo = re.search(r'name="number" type="hidden" value="(\d+)"', done.text)[1]
    post(browser, path, done, do="restore", number=undo)
    back()
    assert "Deuxième texte" in online.text.raw
    assert api.content.get_state(online) == "published"


def history_of(page):
    with api.env.adopt_roles(["Manager"]):
        return [one.number for one in history.versions(page) if one.number]


def test_versions_are_compared_word_by_word(online, account, log_in):
    change(online, "Le prix est de 5 €.")
    account("web", "Webmasters")
    answer = log_in("web").get("/dechets/sacs/@@versions")
    assert re.search(r"<ins>.*?5</ins>", answer.text, re.S)


def test_a_version_that_is_not_there_is_not_found(online, account, log_in):
    account("web", "Webmasters")
    assert log_in("web").get("/dechets/sacs/@@versions?compare=99").status_int == 404
    assert log_in("web").get("/dechets/sacs/@@versions?compare=x").status_int == 404
