"""The form that adds: what is typed comes back, is one's own alone, and leaves when saved."""

from .test_sending import send
from .test_sending import status
from communesplone.core.interfaces import ICard
from communesplone.editing.dashboard.ledger import gather
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from communesplone.editing.interfaces import IEditingLayer
from plone import api
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
import json
import pytest
import re
import transaction


TITLE = "form.widgets.IDublinCore.title"
LEAD = "form.widgets.IDublinCore.description"
SAVE = "form.buttons.save"
FORM = "add:Document:0123abcd"
PAIRS = json.dumps([[TITLE, "Village fair"], [LEAD, "On the green"]])


@pytest.fixture
def folder(functional):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Folder", "leisure", title="Leisure")
    transaction.commit()
    return made


@pytest.fixture
def anna(browser_of):
    return browser_of("anna", ["Contributor", "Editor"])


@pytest.fixture
def site(functional):
    return functional["portal"]


def begin(browser, site, folder, form=FORM, **fields):
    return send(browser, site, folder, form=form, fields=fields.pop("fields", PAIRS), **fields)


def form_of(folder, kind="Document"):
    return f"{folder.absolute_url()}/++add++{kind}"


def test_each_form_that_adds_has_a_name_of_its_own(anna, folder):
    found = set()
    for _time in range(2):
        anna.open(form_of(folder))
        found.add(re.search(r'data-writing="(add:Document:[0-9a-f]{8})"', anna.contents).group(1))
    assert len(found) == 2
    assert all(names.is_form(name) for name in found)


def test_what_was_typed_into_a_form_that_adds_comes_back(anna, site, folder):
    begin(anna, site, folder)
    assert status(anna) == "200"
    anna.open(form_of(folder))
    assert "Village fair" in anna.contents, "an empty form names what was begun"
    assert anna.getControl(name=TITLE).value == ""
    anna.getLink("Resume").click()
    assert anna.getControl(name=TITLE).value == "Village fair"
    assert anna.getControl(name=LEAD).value == "On the green"
    assert f'data-writing="{FORM}"' in anna.contents


def test_saving_what_was_begun_forgets_the_draft(anna, site, folder):
    begin(anna, site, folder)
    begin(anna, site, folder, form="add:Document:ffffffff")
    anna.open(f"{form_of(folder)}?communes.typed=0123abcd")
    anna.getControl(name=SAVE).click()
    transaction.begin()
    assert folder["village-fair"].title == "Village fair"
    assert [one.form for one in store.of_person(site, "anna")] == ["add:Document:ffffffff"]


@pytest.mark.parametrize(
    ("workflows", "told"), [(("simple_publication_workflow",), True), ((), False)]
)
def test_whoever_saved_is_told_that_it_is_a_draft_and_how_to_go_on(
    anna, site, folder, workflows, told
):
    site.portal_workflow.setChainForPortalTypes(["Document"], workflows)
    transaction.commit()
    anna.open(form_of(folder))
    anna.getControl(name=TITLE).value = "Village fair"
    anna.getControl(name=SAVE).click()
    assert ("It is a draft" in anna.contents) is told


def test_cancelling_throws_the_draft_away(anna, site, folder):
    begin(anna, site, folder)
    anna.open(f"{form_of(folder)}?communes.typed=0123abcd")
    anna.getControl(name="form.buttons.cancel").click()
    transaction.begin()
    assert store.of_person(site, "anna") == []
    assert "village-fair" not in folder


def test_a_form_with_a_mistake_keeps_its_name_and_its_draft(anna, site, folder):
    begin(anna, site, folder)
    anna.open(f"{form_of(folder)}?communes.typed=0123abcd")
    anna.getControl(name=TITLE).value = ""
    anna.getControl(name=SAVE).click()
    assert f'data-writing="{FORM}"' in anna.contents
    transaction.begin()
    assert len(store.of_person(site, "anna")) == 1


def test_nobody_else_sees_what_a_person_begins(anna, browser_of, site, folder):
    begin(anna, site, folder)
    bert = browser_of("bert", ["Contributor", "Editor"])
    for address in ("", "?communes.typed=0123abcd"):
        bert.open(f"{form_of(folder)}{address}")
        assert status(bert) == "200"
        assert "Village fair" not in bert.contents
    bert.open(f"{site.absolute_url()}/@@drafts")
    assert "Village fair" not in bert.contents


@pytest.mark.parametrize("roles", [(), ("Reviewer",)])
def test_who_may_not_add_there_keeps_no_draft(browser_of, site, folder, roles):
    with api.env.adopt_roles(["Manager"]):
        folder.manage_permission("View", ["Anonymous"], 1)
        folder.reindexObjectSecurity()
    transaction.commit()
    bert = browser_of("bert", roles)
    begin(bert, site, folder)
    assert status(bert) == "403"
    assert store.of_person(site, "bert") == []


def test_a_type_that_is_not_there_keeps_no_draft(anna, site, folder):
    begin(anna, site, folder, form="add:Nothing:0123abcd")
    assert status(anna) == "403"
    begin(anna, site, folder, form="add:Document:../x")
    assert status(anna) == "400"


def test_the_dashboard_names_what_was_begun_and_leads_back(anna, site, folder, functional):
    begin(anna, site, folder)
    begin(anna, site, folder, form="add:Document:ffffffff", fields=json.dumps([[LEAD, "Later"]]))
    request = functional["request"]
    alsoProvides(request, IEditingLayer)
    with api.env.adopt_user("anna"):
        untitled, titled = getMultiAdapter((site, request), ICard, "typed").rows(5)
        for number in range(6):
            api.content.create(folder, "Document", f"page-{number}", title=f"Page {number}")
        found = [row.title for row in gather(site, request).group("resume").rows]
    assert found[:2] == ["Page", "Village fair"], "before what was edited last"
    assert titled.title == "Village fair"
    assert titled.act_url == f"{form_of(folder)}?communes.typed=0123abcd"
    assert untitled.title == "Page"
    anna.open(f"{site.absolute_url()}/@@drafts")
    assert "to create: Page" in anna.contents


def test_what_was_begun_in_a_folder_that_is_gone_can_be_read(anna, site, folder):
    begin(anna, site, folder)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(folder, check_linkintegrity=False)
    transaction.commit()
    assert json.loads(begin(anna, site, folder))["gone"]
    anna.open(f"{site.absolute_url()}/@@drafts")
    assert "On the green" in anna.contents


def test_at_the_root_of_the_site_too(browser_of, site):
    chief = browser_of("chief", ["Site Administrator"])
    begin(chief, site, site)
    chief.open(f"{form_of(site)}?communes.typed=0123abcd")
    assert chief.getControl(name=TITLE).value == "Village fair"


def test_what_plone_asks_without_a_word_has_its_help(anna, folder):
    anna.open(form_of(folder))
    assert "as one says it at the desk" in anna.contents
    anna.open(f"{folder.absolute_url()}/edit")
    assert "as one says it at the desk" in anna.contents
