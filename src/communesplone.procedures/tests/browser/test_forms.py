from communesplone.core.settings import settings
from communesplone.core.topics import LANGUAGES
from communesplone.procedures.labels import labels
from communesplone.procedures.labels import LISTS
from communesplone.procedures.settings import IProceduresSettings
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from zope.component import getUtility
import pytest
import transaction


def field(browser, name):
    return browser.getControl(name=f"form.widgets.{name}")


@pytest.fixture
def form(functional, webmaster):
    webmaster.open(f"{functional['portal'].absolute_url()}/++add++Procedure")
    field(webmaster, "IDublinCore.title").value = "Identity card"
    return webmaster


def saved(browser):
    browser.getControl(name="form.buttons.save").click()
    return browser.contents


def test_a_webmaster_types_lines_without_script(form, functional):
    field(form, "steps").value = "Declare | At the desk.\nCollect"
    field(form, "channels").value = "desk (easiest) | Come."
    field(form, "tariffs").value = "Adult | 27 € | 3 weeks"
    field(form, "bring").value = "a photo\n27 €"
    field(form, "ITopical.audiences:list").value = ["young"]
    saved(form)
    item = functional["portal"]["identity-card"]
    assert [row["title"] for row in item.steps] == ["Declare", "Collect"]
    assert item.channels[0]["channel"] == {"kind": "desk", "state": "best"}
    assert item.tariffs[0]["price"] == {"value": "27.00", "unit": ""}
    assert item.bring == ["a photo", "27 €"]
    assert item.audiences == ["young"]


def test_a_line_that_cannot_be_read_loses_nothing(form, functional):
    field(form, "tariffs").value = "Adult | 27\nChild | 25 to 60 €"
    contents = saved(form)
    assert "Line 2: “25 to 60 €” is not one amount" in contents
    assert field(form, "tariffs").value.splitlines() == ["Adult | 27", "Child | 25 to 60 €"]
    assert "identity-card" not in functional["portal"]


def test_an_address_that_runs_a_script_is_refused(form, functional):
    field(form, "legal_basis").value = "Law | javascript:alert(1)"
    assert "Line 1" in saved(form)
    assert "identity-card" not in functional["portal"]


def test_unavailable_without_a_reason_is_refused(form, functional):
    field(form, "status:list").value = ["unavailable"]
    assert "Say why the procedure is unavailable." in saved(form)
    assert "identity-card" not in functional["portal"]


def test_editing_shows_the_lines_again_and_keeps_what_is_not_touched(full, webmaster):
    before = {name: getattr(full, name) for name in ("steps", "channels", "tariffs", "first")}
    webmaster.open(f"{full.absolute_url()}/edit")
    assert "desk (easiest) | Population desk." in field(webmaster, "channels").value
    saved(webmaster)
    transaction.begin()
    assert {name: getattr(full, name) for name in before} == before


def test_what_an_editor_cannot_see_stays_chosen(add, webmaster):
    hidden = "0123456789abcdef0123456789abcdef"
    item = add("Card", service=hidden)
    webmaster.open(f"{item.absolute_url()}/edit")
    saved(webmaster)
    transaction.begin()
    assert item.service in (hidden, None)


def test_the_control_panel_changes_labels(functional, webmaster):
    portal = functional["portal"]
    webmaster.open(f"{portal.absolute_url()}/@@procedures-settings")
    field(webmaster, "life_events").value = "waste | Poubelles | Afval"
    saved(webmaster)
    transaction.begin()
    assert labels("life_events", "fr", portal) == {"waste": "Poubelles"}
    assert labels("life_events", "nl", portal) == {"waste": "Afval"}
    assert labels("life_events", "de", portal) == {"waste": "Poubelles"}


def test_a_label_without_a_key_is_refused_and_nothing_changes(functional, webmaster):
    portal = functional["portal"]
    before = list(settings(IProceduresSettings, portal).life_events)
    webmaster.open(f"{portal.absolute_url()}/@@procedures-settings")
    field(webmaster, "life_events").value = "Poubelles"
    saved(webmaster)
    transaction.begin()
    assert settings(IProceduresSettings, portal).life_events == before


@pytest.mark.parametrize("name", LISTS)
def test_every_label_is_there_in_four_languages(functional, name):
    found = [labels(name, language, functional["portal"]) for language in LANGUAGES]
    assert len({tuple(one) for one in found}) == 1
    assert all(label for one in found for label in one.values())


def test_the_type_is_private_until_it_is_published(functional):
    fti = getUtility(IDexterityFTI, name="Procedure")
    assert fti.add_permission == "communesplone.procedures.add"
    assert api.portal.get_tool("portal_types")["Folder"].view_methods[-1] == "procedures"
