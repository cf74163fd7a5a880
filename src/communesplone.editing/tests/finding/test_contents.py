from Acquisition import aq_base
from communesplone.core import ways
from communesplone.editing.finding import saved_views
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from itertools import count
from plone import api
import pytest


@pytest.fixture
def titles(work):
    """`titles("?state=private", "bea")`: what the table of contents shows a person."""

    def found(query, name):
        tree = work(f"/@@contents{query}", name)
        return [one.text for one in tree.cssselect(".office-table tbody th a")]

    return found


@pytest.fixture
def filled(site, add, person):
    """Two folders, with pages in several states; a webmaster and an editor of one folder."""
    library, sport = (add("Folder", name, None, "publish") for name in ("Library", "Sport"))
    person("bea", "Site Administrator")
    person("anne", "Editor", "Contributor", where=library)
    add("Document", "Readings of winter", library, "publish")
    add("Document", "Draft of spring", library)
    add("Document", "Tennis", sport, "submit")
    add("Document", "Swimming", sport, "publish", expiration_date=DateTime() - 1)
    add("Document", "Chess", sport, "publish", effective_date=DateTime() + 2)
    return site


def test_contents_are_found_by_words_of_their_title(filled, titles):
    assert titles("?SearchableText=read+wint", "bea") == ["Readings of winter"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("private", ["Draft of spring"]),
        ("pending", ["Tennis"]),
        ("expired", ["Swimming"]),
        ("scheduled", ["Chess"]),
    ],
)
def test_contents_are_found_by_state(filled, titles, state, shown):
    assert titles(f"?state={state}", "bea") == shown


def test_contents_are_found_by_kind_and_part_and_day(filled, titles):
    assert titles("?type=Folder&order=title", "bea") == ["Library", "Sport"]
    assert set(titles("?part=library", "bea")) == {
        "Library",
        "Readings of winter",
        "Draft of spring",
    }
    tomorrow = (date.today() + timedelta(2)).isoformat()
    assert titles(f"?since={tomorrow}", "bea") == []


def test_contents_are_found_by_who_made_them(filled, add, titles):
    with api.env.adopt_user(username="anne"):
        add("Document", "Of Anne", filled["library"])
    assert titles("?owner=anne", "bea") == ["Of Anne"]


def test_an_editor_finds_no_draft_of_another_section(filled, titles):
    assert "Tennis" not in titles("", "anne")
    assert "Draft of spring" in titles("", "anne")


def test_an_editor_is_led_to_the_forms_of_their_own_section_only(filled, work):
    tree = work("/@@contents", "anne")
    edits = [one.get("href") for one in tree.cssselect(".office-table .acts a")]
    assert edits
    assert all("/library/" in one for one in edits)


def test_the_state_is_a_word_and_a_shape(filled, work):
    tree = work("/@@contents?state=scheduled", "bea")
    state = tree.cssselect(".office-table .office-state")[0]
    assert "scheduled" in state.get("class")
    assert state.text


def test_visitors_find_nothing(filled, browse):
    browser = browse()
    browser.open(f"{filled.absolute_url()}/@@contents")
    assert "office-table" not in browser.contents


def form_with(browser, field):
    """The form that has a field; the first one has controls that stand outside of it."""
    forms = (browser.getForm(index=at) for at in count())
    return next(form for form in forms if field in form._form.fields)


def test_a_view_is_kept_for_one_person_and_forgotten(filled, browse, work):
    browser = browse("bea")
    browser.open(f"{filled.absolute_url()}/@@contents?state=private")
    form_with(browser, "view_name").getControl(name="view_name").value = "All drafts"
    form_with(browser, "view_name").submit()
    views = work("/@@contents", "bea").cssselect(".office-context .key a")
    assert [one.text for one in views] == ["All drafts"]
    assert views[0].get("href").endswith("?state=private")
    assert not work("/@@contents", "anne").cssselect(".office-context .key a")
    form_with(browser, "forget").getControl("Oublier").click()
    assert not work("/@@contents", "bea").cssselect(".office-context .key a")


def test_a_view_without_name_is_not_kept_and_the_search_stays(filled, browse):
    browser = browse("bea")
    browser.open(f"{filled.absolute_url()}/@@contents?state=private")
    form_with(browser, "view_name").submit()
    assert "Mes brouillons" in browser.contents
    assert "Draft of spring" in browser.contents


def test_a_view_of_the_same_name_is_replaced_and_twenty_are_enough(site, person):
    person("anne")
    with api.env.adopt_user(username="anne"):
        for number in range(20):
            saved_views.keep(site, str(number), f"state={number}")
        saved_views.keep(site, "3", "state=late")
        with pytest.raises(saved_views.NotKept):
            saved_views.keep(site, "one more", "")
        assert dict(saved_views.kept(site))["3"] == "state=late"


def test_where_contents_stand_is_said_in_titles_and_of_hidden_folders_nothing(
    filled, add, person, work
):
    inner = add("Folder", "Sports hall", filled["sport"])
    person("luc", "Editor", where=add("Folder", "Swimming pool", inner))
    add("Document", "Hours", inner["swimming-pool"])

    def where(name):
        rows = work("/@@contents?SearchableText=hours", name).cssselect(".office-table tbody th")
        return [one.cssselect(".office-quiet")[0].text for one in rows]

    assert where("bea") == ["Sport › Sports hall › Swimming pool"]
    assert where("luc") == ["Sport › … › Swimming pool"]


def test_a_list_of_contents_asks_once_where_they_stand(filled, add, monkeypatch):
    catalog = filled.portal_catalog
    brains = list(catalog.searchResults(portal_type="Document"))
    asked = []
    kind = type(aq_base(catalog))
    search = kind.searchResults

    def counting(*args, **query):
        asked.append(1)
        return search(*args, **query)

    monkeypatch.setattr(kind, "searchResults", counting)
    found = ways.ways(filled, brains, "fr")
    assert set(found.values()) == {"Library", "Sport"}
    assert asked == [1]
