from communesplone.core.settings import settings
from communesplone.theme.branding import branding
from communesplone.theme.interfaces import ITheme
from communesplone.theme.upgrades import v1001


NEW = ("colour", "second_colour", "face", "header", "own_skyline")


def test_a_site_made_before_1001_answers_and_gets_the_new_choices(integration):
    portal = integration["portal"]
    settings(ITheme, portal).hue = 30
    for name in NEW:
        del portal.portal_registry.records[f"{ITheme.__identifier__}.{name}"]
    assert branding(portal).header == "standard"
    for _twice in range(2):
        v1001.upgrade(portal.portal_setup)
    chosen = settings(ITheme, portal)
    assert (chosen.hue, chosen.header, chosen.colour) == (30, "standard", None)
