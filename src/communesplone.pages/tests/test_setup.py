"""What installing and uninstalling change in a site."""

from communesplone.pages.behavior import ISections
from plone.app.testing import applyProfile


def test_pages_and_homes_have_sections(integration):
    portal = integration["portal"]

    assert ISections.providedBy(portal)
    assert "communesplone.sections" in portal.portal_types["Document"].behaviors


def test_uninstalling_takes_them_away(integration):
    portal = integration["portal"]
    applyProfile(portal, "communesplone.pages:uninstall")

    for name in ("Document", "Plone Site"):
        assert "communesplone.sections" not in portal.portal_types[name].behaviors
