from communesplone.core.settings import settings
from communesplone.feedback.settings import IFeedbackSettings


def test_the_control_panel_saves_how_long_comments_are_kept(functional, webmaster):
    portal = functional["portal"]
    webmaster.open(f"{portal.absolute_url()}/@@feedback-settings")
    webmaster.getControl(name="form.widgets.months").value = "6"
    webmaster.getControl(name="form.buttons.save").click()
    assert settings(IFeedbackSettings, portal).months == 6
