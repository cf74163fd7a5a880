"""Sections are checked when they are written, and told to the rest of the site."""

from communesplone.pages.behavior import sections_of
from communesplone.pages.interfaces import InvalidSections
from communesplone.pages.writing import revision
from communesplone.pages.writing import save
from plone import api
from plone.app.linkintegrity.utils import getIncomingLinks
from plone.app.linkintegrity.utils import hasIncomingLinks
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from zope.schema import ValidationError
import pytest


@pytest.fixture
def page(integration):
    setRoles(integration["portal"], TEST_USER_ID, ["Manager"])
    return api.content.create(integration["portal"], "Document", "page", title="Page")


@pytest.fixture
def other(integration, page):
    return api.content.create(integration["portal"], "Document", "other", title="Other")


def found(text):
    return [brain.getId for brain in api.content.find(SearchableText=text)]


def test_words_of_sections_are_found(page):
    save(page, [{"id": "s1", "type": "quote", "text": "Pomegranates", "width": "full"}])

    assert found("pomegranates") == ["page"]


def test_what_is_wrong_is_told_and_nothing_is_kept(page):
    good = [{"id": "s1", "type": "quote", "text": "Kept"}]
    save(page, good)
    with pytest.raises(InvalidSections) as caught:
        save(page, [{"id": "s1", "type": "quote"}, {"id": "s2", "type": "nothing"}])

    assert set(caught.value.errors) == {"s1.text", "s2"}
    assert sections_of(page)[0]["text"] == "Kept"


@pytest.mark.parametrize(
    "wrong",
    [
        "text",
        {"id": "s1"},
        [{"id": "s1"}],
        [{"id": "1 2", "type": "text"}],
        [{"id": "s1", "type": "text"}, {"id": "s1", "type": "text"}],
        [{"id": f"s{number}", "type": "quote", "text": "x"} for number in range(81)],
    ],
)
def test_what_is_no_list_of_sections_is_refused(page, wrong):
    with pytest.raises(ValidationError):
        save(page, wrong)


def test_a_section_whose_type_is_gone_is_kept_as_it_is(page):
    gone = {"id": "s1", "type": "gone", "words": "x"}
    page.sections = [gone]
    save(page, [{"id": "s1", "type": "gone"}, {"id": "s2", "type": "quote", "text": "New"}])

    assert sections_of(page)[0] == gone


def test_deleting_what_sections_refer_to_warns(page, other, integration):
    for context in (page, integration["portal"]):
        uid = other.UID()
        save(context, [{"id": "s1", "type": "teasers", "items": [uid]}])
        assert hasIncomingLinks(other)
        assert {link.from_object.getId() for link in getIncomingLinks(other)} == {context.getId()}
        save(context, [])
        assert not hasIncomingLinks(other)


def test_where_an_item_is_used_is_told(page, other, integration):
    link = {"title": "There", "address": f"resolveuid/{other.UID()}"}
    save(page, [{"id": "s1", "type": "links", "links": [link]}])
    view = api.content.get_view("where-used", other, integration["request"])

    assert [row["title"] for row in view.rows()] == ["Page"]
    assert "Page" in view()


def test_a_revision_changes_with_anything_and_with_nothing_else():
    one = [{"id": "s1", "type": "quote", "text": "A"}]

    assert revision(one) == revision([{"type": "quote", "text": "A", "id": "s1"}])
    assert revision(one) != revision([{**one[0], "text": "B"}])


def test_versions_keep_sections(page, integration):
    repository = integration["portal"].portal_repository
    save(page, [{"id": "s1", "type": "quote", "text": "First"}])
    repository.save(page)
    first = page.version_id
    save(page, [{"id": "s1", "type": "quote", "text": "Second"}])
    repository.save(page)
    repository.revert(page, first)

    assert sections_of(integration["portal"]["page"])[0]["text"] == "First"
