"""The editor of text in forms: tables with headers, pictures sent where one may add them."""

from communesplone.core.interfaces import IWriting
from communesplone.editing.interfaces import IEditingLayer
from plone import api
from plone.app.z3cform.widgets.richtext import get_tinymce_options
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
import json
import pytest


@pytest.fixture
def request_of_editors(functional, page):
    alsoProvides(functional["request"], IEditingLayer)
    return functional["request"]


def test_a_new_table_begins_with_a_row_of_headers(page, request_of_editors):
    found = get_tinymce_options(page, None, request_of_editors)["tiny"]
    assert found["table_default_header_rows"] == 1
    assert found["table_header_type"] == "sectionCells"
    assert {"tablerowheader", "tablecolheader"} <= set(found["table_toolbar"].split())


def test_what_a_site_set_by_itself_stays_first(page, request_of_editors):
    mine = json.dumps({"table_default_header_rows": 0})
    api.portal.set_registry_record("plone.other_settings", mine)
    found = get_tinymce_options(page, None, request_of_editors)["tiny"]
    assert found["table_default_header_rows"] == 0


def test_pictures_of_a_text_go_into_the_folder_where_one_may_add_them(page, request_of_editors):
    with api.env.adopt_roles(["Contributor"]):
        there = getMultiAdapter((page, request_of_editors), IWriting).attributes("edit")
    folder = page.aq_parent.absolute_url()
    assert there["data-writing-upload"] == f"{folder}/@@fileUpload"
    with api.env.adopt_roles(["Editor"]):
        there = getMultiAdapter((page, request_of_editors), IWriting).attributes("edit")
    assert there["data-writing-upload"] == ""
