"""Answers in words: yes or no, why, and what would change it; never the name of a role."""

from communesplone.accounts.changing import save
from communesplone.accounts.people import People
from communesplone.accounts.rights import ACTS
from communesplone.accounts.rights import explain
from plone import api
from plone.app.testing import login
from zope.annotation.interfaces import IAnnotations
import pytest


ROLES = ("Manager", "Site Administrator", "Editor", "Contributor", "Reviewer", "Owner", "Reader")


@pytest.fixture
def teams(site, as_marie):
    """Jean writes in the library; Lucie writes and publishes in sports."""
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    save(site, "", "Sports", "publish", (site["sports"].UID(),), ("lucie",))


def ask(site, who, act, path):
    kept = IAnnotations(site.REQUEST)
    for key in list(kept):
        del kept[key]
    person = People(site).get(who) if who else None
    return explain(site, person, act, site.unrestrictedTraverse(path))


def words(answer):
    from zope.i18n import interpolate

    return interpolate(answer.reason.default or str(answer.reason), answer.reason.mapping)


def test_a_member_changes_what_the_team_keeps(site, teams):
    answer = ask(site, "jean", "modify", "library/hours")
    assert answer.yes
    assert "“Library”" in words(answer)
    assert "Jean is in it" in words(answer)


def test_a_page_of_another_team_is_not_theirs_and_the_mend_is_that_team(site, teams):
    answer = ask(site, "jean", "modify", "sports/hours")
    assert not answer.yes
    assert "team “Sports” keeps" in words(answer)
    assert "keeps only “Library”" in words(answer)
    assert answer.mend_team.id == "team-sports"


def test_who_writes_and_does_not_publish_hears_so(site, teams):
    answer = ask(site, "jean", "publish", "library/hours")
    assert not answer.yes
    assert "submits for review" in words(answer)


def test_a_webmaster_may_by_the_team_of_the_whole_site(site, teams):
    answer = ask(site, "marie", "publish", "sports/hours")
    assert answer.yes
    assert "the whole site" in words(answer)


def test_a_place_that_nobody_keeps_is_said_to_be(site, as_marie):
    answer = ask(site, "jean", "modify", "sports/hours")
    assert not answer.yes
    assert "No team keeps" in words(answer)


def test_a_citizen_sees_what_is_online_and_changes_nothing(site, teams):
    assert ask(site, "", "view", "sports/hours").yes
    assert not ask(site, "", "modify", "sports/hours").yes
    login(site, "lucie")
    api.content.create(site["sports"], "Document", "draft", title="Draft")
    assert not ask(site, "", "view", "sports/draft").yes


def test_the_author_of_a_page_under_review_hears_why(site, as_marie):
    with api.env.adopt_roles(["Manager"]):
        site["sports"].manage_setLocalRoles("jean", ["Contributor"])
    login(site, "jean")
    page = api.content.create(site["sports"], "Document", "mine", title="Mine")
    answer = ask(site, "jean", "modify", "sports/mine")
    assert answer.yes
    assert "wrote" in words(answer)
    api.content.transition(page, "submit")
    answer = ask(site, "jean", "modify", "sports/mine")
    assert not answer.yes
    assert "waits for review" in words(answer)


def test_what_a_folder_does_not_inherit_is_not_promised(site, teams):
    site["library"]["hours"].__ac_local_roles_block__ = True
    assert not ask(site, "jean", "modify", "library/hours").yes


@pytest.mark.parametrize("who", ["", "marie", "jean", "lucie"])
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("path", ["library/hours", "sports", "sports/hours"])
def test_the_answer_is_that_of_zope_and_names_no_role(site, teams, who, act, path):
    answer = ask(site, who, act, path)
    item = site.unrestrictedTraverse(path)
    if who:
        user = site.acl_users.getUserById(who)
        assert answer.yes == bool(user.has_permission(ACTS[act], item))
    assert not [role for role in ROLES if role in words(answer)]
