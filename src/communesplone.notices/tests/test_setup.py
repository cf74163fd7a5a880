from Acquisition import aq_base
from communesplone.notices.setuphandlers import LAYOUT
from plone import api
from plone.app.testing import applyProfile


TYPES = ("PublicInquiry", "Vacancy", "PublicContract", "WasteCalendar")


def test_types_index_and_column_are_there_and_leave_again(functional, folder):
    portal = functional["portal"]
    assert all(name in portal.portal_types for name in TYPES)
    assert "notice_last_day" in portal.portal_catalog.indexes()
    with api.env.adopt_roles(["Manager"]):
        applyProfile(portal, "communesplone.notices:uninstall")
    assert not any(name in portal.portal_types for name in TYPES)
    assert "notice_last_day" not in portal.portal_catalog.indexes()
    assert "notice_facts" not in portal.portal_catalog.schema()
    assert getattr(aq_base(folder), "layout", None) != LAYOUT
