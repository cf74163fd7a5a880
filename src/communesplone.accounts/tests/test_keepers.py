"""Plone's own pages and services do not undo what the page of teams promises."""

from communesplone.accounts import journal
from communesplone.accounts.changing import save
from communesplone.accounts.changing import undo
from communesplone.accounts.interfaces import IAccountsLayer
from communesplone.accounts.keepers import keepers
from communesplone.accounts.keepers import NOBODY
from communesplone.accounts.keepers import NotKept
from communesplone.accounts.store import Closed
from communesplone.accounts.store import utc_now
from communesplone.accounts.testing import PASSWORD
from communesplone.accounts.testing import sign_in
from communesplone.core.roles import GroupDeclaration
from communesplone.core.roles import IGroupDeclaration
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
import json
import pytest
import re
import transaction


class Tab:
    """A browser and a program of one person, with the token that forms carry."""

    def __init__(self, browser, site):
        self.browser, self.url = browser, site.absolute_url()

    def token(self, path):
        self.browser.open(f"{self.url}/{path}")
        found = re.search(r'name="_authenticator"[^>]*value="(\w+)"', self.browser.contents)
        return found[1]

    def post(self, path, form):
        data = [*form, ("_authenticator", self.token(path)), ("form.submitted", "1")]
        self.browser.post(f"{self.url}/{path}", urlencode(data))
        return self.browser


@pytest.fixture
def marie(browser, site):
    return Tab(browser("marie"), site)


@pytest.fixture
def program(functional, site):
    """`program("PATCH", "@groups/x", {...})` as the webmaster, by a token."""

    def call(method, path, data=None, who="marie"):
        tab = Browser(functional["app"])
        tab.handleErrors, tab.raiseHttpErrors = True, False
        tab.addHeader("Accept", "application/json")
        login = json.dumps({"login": who, "password": PASSWORD})
        tab.post(f"{site.absolute_url()}/++api++/@login", login, "application/json")
        token = json.loads(tab.contents)["token"]
        app = tab.testapp
        answer = app.request(
            f"{site.absolute_url()}/++api++/{path}",
            method=method,
            headers={
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Authorization": f"Bearer {token}",
            },
            body=json.dumps(data or {}).encode(),
            expect_errors=True,
        )
        transaction.begin()
        return answer

    return call


def test_the_last_webmaster_is_not_taken_out_by_the_group_panel(marie, site):
    answer = marie.post(
        "@@usergroup-groupmembership?groupname=Webmasters",
        [("delete:list", "marie"), ("delete", "1")],
    )
    transaction.begin()
    assert keepers(site) == {"marie"}
    assert answer.headers["status"].startswith("403")
    assert "webmestre" in answer.contents or "webmaster" in answer.contents
    assert "@@teams" in answer.contents


def test_the_refusal_is_a_page_of_the_back_office(site):
    request = site.REQUEST
    alsoProvides(request, IAccountsLayer)
    page = getMultiAdapter((NotKept(NOBODY), request), name="index.html")()
    assert "Somebody must keep the site" in page
    assert "@@teams" in page
    assert request.response.getStatus() == 403


def test_nor_by_rest_whether_out_of_the_team_or_deleted_with_the_account(program, site):
    for method, path, data in (
        ("PATCH", "@groups/Webmasters", {"users": {"marie": False}}),
        ("DELETE", "@groups/Webmasters", None),
        ("DELETE", "@users/marie", None),
        ("PATCH", "@groups/Webmasters", {"roles": ["Member"]}),
    ):
        answer = program(method, path, data)
        assert keepers(site) == {"marie"}, path
        assert answer.status_int == 403, (path, answer.text)
        assert answer.json["message"]
        assert "Webmasters" in site.acl_users.source_groups.listGroupIds()


def test_with_a_second_webmaster_the_first_goes(program, site):
    api.group.add_user(groupname="Webmasters", username="lucie")
    transaction.commit()
    assert program("DELETE", "@users/marie").status_int == 204
    assert keepers(site) == {"lucie"}


def test_a_closed_access_keeps_nothing(program, site, kept):
    api.group.add_user(groupname="Webmasters", username="lucie")
    kept.closed["lucie"] = Closed(utc_now(), "marie", ())
    transaction.commit()
    assert program("DELETE", "@users/marie").status_int == 403


def test_a_site_that_nobody_keeps_yet_can_be_worked_on(functional, site):
    api.group.remove_user(groupname="Webmasters", username="marie")
    transaction.commit()
    tab = Browser(functional["app"])
    tab.handleErrors, tab.raiseHttpErrors = True, False
    tab.followRedirects = True
    sign_in(tab, site, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert tab.headers["status"].startswith("200")


def test_a_team_that_comes_with_the_site_is_not_removed(program, site):
    declared = GroupDeclaration(
        "Webmasters", "", ("Site Administrator",), "communesplone.accounts:default"
    )
    registry = getGlobalSiteManager()
    registry.registerUtility(declared, IGroupDeclaration, "Webmasters")
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lucie", roles=["Site Administrator"])
    transaction.commit()
    try:
        answer = program("DELETE", "@groups/Webmasters")
        assert answer.status_int == 403
        assert "Webmasters" in answer.json["message"]
        assert "Webmasters" in site.acl_users.source_groups.listGroupIds()
    finally:
        registry.unregisterUtility(declared, IGroupDeclaration, "Webmasters")


def test_what_plones_page_does_to_a_team_stands_in_the_journal_and_is_taken_back(
    program, site, as_marie
):
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    transaction.commit()
    assert program("PATCH", "@groups/team-library", {"users": {"lucie": True}}).status_int == 204
    line = next(iter(journal.entries(site)))
    assert (line.act, line.actor) == (journal.TEAM_CHANGED, "marie")
    undo(site, line.id)
    assert api.user.get_users(groupname="team-library")[0].getId() == "jean"
    assert len(api.user.get_users(groupname="team-library")) == 1


def test_our_page_writes_one_line(site, as_marie, kept):
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean", "lucie"))
    assert [one.act for one in kept.journal] == [journal.TEAM_MADE]


def test_a_team_removed_by_plone_leaves_no_right_for_its_namesake(program, site, as_marie):
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    transaction.commit()
    assert program("DELETE", "@groups/team-library").status_int == 204
    assert "team-library" not in dict(site["library"].get_local_roles())


@pytest.fixture
def three(site, as_marie):
    """Marie keeps the site, Jean writes in the library, Lucie reviews the whole site."""
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lucie", roles=["Reviewer"])
        api.group.create("Operators", roles=["Manager"])
    transaction.commit()


@pytest.mark.parametrize("who", ["marie", "jean", "lucie"])
def test_nobody_makes_themselves_a_manager_by_rest(program, site, three, who):
    held = set(api.user.get_roles(username=who))
    for method, path, data in (
        ("PATCH", f"@users/{who}", {"roles": {"Manager": True}}),
        ("PATCH", "@groups/Operators", {"users": {who: True}}),
        ("PATCH", "@groups/team-library", {"roles": ["Manager"], "users": {who: True}}),
        ("POST", "@groups", {"groupname": "mine", "roles": ["Manager"], "users": [who]}),
        ("POST", "@users", {"username": "other", "roles": ["Manager"], "email": "x@y.example"}),
    ):
        program(method, path, data, who)
        assert set(api.user.get_roles(username=who)) - {"Member"} == held - {"Member"}, path
    other = api.user.get(username="other")
    assert other is None or "Manager" not in other.getRoles()


@pytest.mark.parametrize("who", ["jean", "lucie"])
def test_editors_and_reviewers_give_no_right_on_plones_sharing_page(program, site, three, who):
    roles = {"Editor": True, "Reader": True, "Reviewer": True, "Contributor": True}
    for path in ("sports", "library"):
        for other in (who, "marie"):
            data = {"entries": [{"id": other, "type": "user", "roles": roles}]}
            program("POST", f"{path}/@sharing", data, who)
            assert other not in dict(site[path].get_local_roles()), (path, other)
    entry = {"id": "jean", "type": "user", "roles": {"Editor": True}}
    program("POST", "sports/@sharing", {"entries": [entry]})
    assert "Editor" in dict(site["sports"].get_local_roles())["jean"]
