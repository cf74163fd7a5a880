"""`++add++Type` of a type that a folder does not take: the view `index.html` of the refusal."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def folder(functional):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Folder", "notices", title="Notices")
        rule = ISelectableConstrainTypes(made)
        rule.setConstrainTypesMode(1)
        rule.setLocallyAllowedTypes(["Document"])
        rule.setImmediatelyAddableTypes(["Document"])
    transaction.commit()
    return made


@pytest.fixture
def browse(functional):
    """`browse(user)`: a browser that shows answers of every status."""

    def make(signed_in=True):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.handleErrors = True
        if signed_in:
            browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        return browser

    return make


def test_a_type_that_the_folder_does_not_take_is_refused_with_what_it_takes(folder, browse):
    browser = browse()
    browser.open(f"{folder.absolute_url()}/++add++Event")
    assert browser.headers["status"].startswith("403")
    assert "“Event” cannot be added here" in browser.contents
    assert f"{folder.absolute_url()}/++add++Document" in browser.contents
    assert "++add++News" not in browser.contents


def test_what_is_posted_there_is_not_stored(folder, browse):
    browser = browse()
    browser.post(f"{folder.absolute_url()}/++add++Event", "form.buttons.save=Save")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert not folder.objectIds()


def test_a_type_that_it_takes_has_its_form(folder, browse):
    browser = browse()
    browser.open(f"{folder.absolute_url()}/++add++Document")
    assert browser.headers["status"].startswith("200")
    assert "form.widgets.IDublinCore.title" in browser.contents


def test_who_may_add_nothing_is_asked_to_sign_in(folder, browse):
    browser = browse(signed_in=False)
    browser.open(f"{folder.absolute_url()}/++add++Event")
    assert "cannot be added here" not in browser.contents
    assert "__ac_name" in browser.contents
