from communesplone.alerts import texts
from communesplone.alerts.settings import IAlertsSettings
from communesplone.core.settings import settings
from communesplone.core.topics import LANGUAGES
import pytest


def test_the_control_panel_keeps_the_commune_s_own_ready_texts(functional, webmaster):
    portal = functional["portal"]
    webmaster.open(f"{portal.absolute_url()}/@@alerts-settings")
    webmaster.getControl(name="form.widgets.own_texts").value = "Siren test | Do nothing."
    webmaster.getControl(name="form.widgets.refresh_minutes").value = "30"
    webmaster.getControl(name="form.buttons.save").click()
    assert settings(IAlertsSettings, portal).refresh_minutes == 30
    assert texts.ready("fr")[0].instruction == "Do nothing."


def test_a_ready_text_without_an_instruction_is_refused(functional, webmaster):
    portal = functional["portal"]
    webmaster.open(f"{portal.absolute_url()}/@@alerts-settings")
    webmaster.getControl(name="form.widgets.own_texts").value = "Siren test"
    webmaster.getControl(name="form.buttons.save").click()
    assert "Siren test" in webmaster.contents
    assert not settings(IAlertsSettings, portal).own_texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ready_texts_are_there_in_every_language(language):
    shipped = texts.shipped(language)
    assert [text.key for text in shipped] == [text.key for text in texts.shipped("fr")]
    assert all(len(text.title) <= 120 and len(text.instruction) <= 600 for text in shipped)
