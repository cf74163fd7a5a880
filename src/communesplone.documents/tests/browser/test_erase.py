"""A former file that should not have been public is erased for all."""

from communesplone.core import memory
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


@pytest.fixture
def replaced(add, a_file):
    """A document whose file was replaced."""
    document = add(words="Ancien")
    document.file = a_file("Nouveau")
    notify(ObjectModifiedEvent(document))
    transaction.commit()
    memory.forget()
    return document


def test_an_editor_erases_a_version_which_is_then_found_by_nobody(replaced, webmaster, visitor):
    address = f"{replaced.absolute_url()}/@@version/1"
    visitor.open(address)
    assert visitor.headers["status"].startswith("200")
    webmaster.open(replaced.absolute_url())
    assert "restent publics" in webmaster.contents
    webmaster.getLink("Effacer cette version").click()
    assert "reglement.pdf" in webmaster.contents
    visitor.open(address)
    assert visitor.headers["status"].startswith("200")
    webmaster.getControl("Effacer cette version").click()
    assert webmaster.url == replaced.absolute_url()
    for browser in (visitor, webmaster):
        browser.open(address)
        assert browser.headers["status"].startswith("404")
        browser.open(replaced.absolute_url())
        assert "Version jusqu" not in browser.contents
    visitor.open(f"{replaced.absolute_url()}/latest")
    assert visitor.headers["content-type"] == "application/pdf"


def test_visitors_are_not_offered_to_erase_and_may_not(replaced, visitor):
    visitor.open(replaced.absolute_url())
    assert "erase-version" not in visitor.contents
    moment = replaced.former[0].replaced.isoformat().replace("+", "%2B")
    visitor.post(f"{replaced.absolute_url()}/@@erase-version", f"replaced={moment}")
    transaction.begin()
    assert replaced.former[0].file is not None


def test_a_forged_form_erases_nothing(replaced, webmaster):
    moment = replaced.former[0].replaced.isoformat().replace("+", "%2B")
    webmaster.post(f"{replaced.absolute_url()}/@@erase-version", f"replaced={moment}")
    assert webmaster.headers["status"].startswith("403")
    transaction.begin()
    assert replaced.former[0].file is not None


def test_a_version_that_is_not_listed_can_be_erased_too(replaced, webmaster, visitor):
    replaced.keep_versions = False
    transaction.commit()
    visitor.open(replaced.absolute_url())
    assert "Version jusqu" not in visitor.contents
    webmaster.open(replaced.absolute_url())
    assert "@@version/1" not in webmaster.contents
    webmaster.getLink("Effacer cette version").click()
    webmaster.getControl("Effacer cette version").click()
    transaction.begin()
    assert replaced.former[0].file is None


def test_a_version_that_is_not_there_cannot_be_erased(replaced, webmaster):
    webmaster.open(f"{replaced.absolute_url()}/@@erase-version?replaced=never")
    assert webmaster.headers["status"].startswith("404")
