"""Teams: made, changed, taken back; never a way to a right that one does not have."""

from communesplone.accounts import changing
from communesplone.accounts import journal
from communesplone.accounts.changing import add_person
from communesplone.accounts.changing import save
from communesplone.accounts.changing import undo
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams
from communesplone.accounts.testing import PASSWORD
from plone import api
from plone.app.testing import login
from zope.annotation.interfaces import IAnnotations
import pytest


def has(site, user_id, permission, path):
    # Plone remembers local roles for the length of a request, and this test is all one
    kept = IAnnotations(site.REQUEST)
    for key in list(kept):
        del kept[key]
    user = site.acl_users.getUserById(user_id)
    return bool(user.has_permission(permission, site.unrestrictedTraverse(path)))


def made(site, right="write", members=("jean",), folders=("library",)):
    uids = tuple(site[name].UID() for name in folders)
    entry = save(site, "", "Bibliothèque", right, uids, members)
    return journal.find(site, entry).before[0]


def test_a_team_that_writes_changes_its_part_and_nothing_else(site, as_marie):
    made(site)
    assert has(site, "jean", "Modify portal content", "library/hours")
    assert not has(site, "jean", "Review portal content", "library/hours")
    assert not has(site, "jean", "Modify portal content", "sports/hours")
    assert not has(site, "lucie", "Modify portal content", "library/hours")


def test_a_team_that_publishes_does_so_in_its_part(site, as_marie):
    made(site, "publish")
    assert has(site, "jean", "Review portal content", "library/hours")
    assert not has(site, "jean", "Review portal content", "sports/hours")


def test_a_team_that_reviews_adds_nothing(site, as_marie):
    made(site, "review")
    assert has(site, "jean", "Review portal content", "library/hours")
    assert not has(site, "jean", "Add portal content", "library")


def test_plones_sharing_page_says_the_same(site, as_marie):
    made(site, "publish")
    assert set(site["library"].get_local_roles_for_userid("team-bibliotheque")) == {
        "Contributor",
        "Editor",
        "Reviewer",
    }


def test_what_was_changed_can_be_taken_back_in_one_step(site, as_marie):
    team_id = made(site)
    entry = save(site, team_id, "Culture", "publish", (site["sports"].UID(),), ("jean", "lucie"))
    assert has(site, "lucie", "Modify portal content", "sports/hours")
    undo(site, entry)
    found = team(site, team_id)
    assert (found.title, found.right, found.members) == ("Bibliothèque", "write", ("jean",))
    assert [part.title for part in found.parts] == ["Library"]
    assert not has(site, "lucie", "Modify portal content", "sports/hours")


def test_a_team_that_was_made_can_be_unmade_and_a_removed_one_brought_back(site, as_marie):
    team_id = made(site)
    entry = changing.remove(site, team_id)
    assert team_id not in [one.id for one in teams(site)]
    assert not has(site, "jean", "Modify portal content", "library/hours")
    undo(site, entry)
    assert has(site, "jean", "Modify portal content", "library/hours")
    first = next(one for one in journal.entries(site) if one.act == journal.TEAM_MADE)
    undo(site, first.id)
    assert team_id not in [one.id for one in teams(site)]


def test_the_last_webmaster_cannot_leave_the_webmasters(site, as_marie):
    with pytest.raises(Refusal, match="keep the site"):
        save(site, "Webmasters", "", "write", (), ())
    assert team(site, "Webmasters").members == ("marie",)
    save(site, "Webmasters", "", "write", (), ("jean",))
    assert team(site, "Webmasters").members == ("jean",)


def test_a_team_of_the_whole_site_keeps_its_title_and_its_rights(site, as_marie):
    save(site, "Webmasters", "Mine", "write", (site["library"].UID(),), ("marie", "jean"))
    found = team(site, "Webmasters")
    assert found.title == "Webmestres"
    assert found.parts == ()
    with pytest.raises(Refusal):
        changing.remove(site, "Webmasters")


def test_nobody_gives_a_right_they_do_not_have(site, as_marie):
    team_id = made(site, "write", ("jean",))
    login(site, "jean")
    for attack in (
        lambda: save(site, team_id, "B", "publish", (site["library"].UID(),), ("jean",)),
        lambda: save(site, team_id, "B", "write", (site["sports"].UID(),), ("jean",)),
        lambda: save(site, "Webmasters", "", "write", (), ("marie", "jean")),
        lambda: add_person(site, "Webmasters", "jean"),
    ):
        with pytest.raises(Refusal):
            attack()
    assert not has(site, "jean", "Review portal content", "library/hours")
    assert team(site, "Webmasters").members == ("marie",)


def test_webmasters_do_not_fill_a_team_of_managers(site, as_marie):
    with api.env.adopt_roles(["Manager"]):
        api.group.create("Operators", roles=["Manager"])
    login(site, "marie")
    with pytest.raises(Refusal, match="do not have"):
        add_person(site, "Operators", "marie")


def test_taking_back_needs_the_right_to_give_what_comes_back(site, as_marie):
    team_id = made(site, "publish")
    entry = changing.remove(site, team_id)
    login(site, "jean")
    with pytest.raises(Refusal):
        undo(site, entry)


def test_only_people_and_folders_of_the_site_are_taken(site, as_marie):
    uid = site["library"].UID()
    with pytest.raises(Refusal):
        save(site, "", "Ghosts", "write", (uid,), ("nobody-here",))
    with pytest.raises(Refusal):
        save(site, "", "Ghosts", "write", ("0" * 32,), ("jean",))
    with pytest.raises(Refusal):
        save(site, "", "Ghosts", "manager", (uid,), ("jean",))
    with pytest.raises(Refusal):
        save(site, "", "   ", "write", (uid,), ("jean",))
    assert not [one for one in teams(site) if not one.is_whole_site]


def test_an_id_of_old_is_not_used_again(site, as_marie):
    team_id = made(site)
    changing.remove(site, team_id)
    with api.env.adopt_roles(["Manager"]):
        api.user.create(email="x@y.example", username="team-bibliotheque", password=PASSWORD)
    assert made(site) != "team-bibliotheque"


def test_folders_given_on_plones_own_page_are_known(site, as_marie, functional):
    team_id = made(site)
    sharing = site["sports"].restrictedTraverse("@@sharing")
    sharing.update_role_settings(
        [{"id": team_id, "type": "group", "roles": ["Editor", "Contributor"]}]
    )
    from plone.app.workflow.events import LocalrolesModifiedEvent
    from zope.event import notify

    notify(LocalrolesModifiedEvent(site["sports"], functional["request"]))
    assert [part.title for part in team(site, team_id).parts] == ["Library", "Sports"]
