from communesplone.accounts import leaving
from communesplone.accounts.changing import save
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.teams import team
from plone import api
from plone.app.testing import login
import pytest
import transaction


@pytest.fixture
def team_of_two(site, as_marie):
    """Jean and Lucie keep the library; Jean wrote a page and a draft."""
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean", "lucie"))
    login(site, "jean")
    for name in ("draft", "other"):
        api.content.create(site["library"], "Document", name, title=name)
    login(site, "marie")
    transaction.commit()
    return "team-library"


def creators(site):
    return {one.getId(): one.Creator() for one in site["library"].objectValues()}


def test_the_summary_says_what_waits(site, team_of_two):
    kept = leaving.kept_by(site, "jean")
    assert [one.id for one in kept.teams] == ["team-library"]
    assert (kept.pages, kept.drafts) == (2, 2)


def test_access_ends_at_once_and_pages_go_to_the_heir(site, team_of_two, kept, run):
    leaving.close(site, "jean", "lucie")
    assert "jean" in kept.closed
    assert "jean" not in team(site, "team-library").members
    transaction.commit()
    run()
    assert creators(site)["draft"] == "lucie"
    assert "jean" not in dict(site["library"]["draft"].get_local_roles())
    assert "Owner" in dict(site["library"]["draft"].get_local_roles())["lucie"]
    assert len(api.content.find(Creator="lucie")) == 2


def test_it_is_taken_back_whole(site, team_of_two, kept, run):
    leaving.close(site, "jean", "lucie")
    transaction.commit()
    run()
    leaving.reopen(site, "jean")
    transaction.commit()
    run()
    assert "jean" not in kept.closed
    assert "jean" in team(site, "team-library").members
    assert creators(site)["draft"] == "jean"
    assert "lucie" not in dict(site["library"]["draft"].get_local_roles())


def test_more_than_a_batch_goes_in_several_jobs(site, team_of_two, run, monkeypatch):
    monkeypatch.setattr(leaving, "BATCH", 1)
    leaving.close(site, "jean", "lucie")
    transaction.commit()
    run()
    assert set(creators(site).values()) - {"admin", "test_user_1_", "test-user"} <= {"lucie"}


def test_the_last_webmaster_stays(site, as_marie):
    with pytest.raises(Refusal, match="own access"):
        leaving.close(site, "marie", "jean")
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lucie", roles=["Site Administrator"])
    api.group.remove_user(groupname="Webmasters", username="marie")
    with api.env.adopt_user("marie"), pytest.raises(Refusal, match="last webmaster"):
        leaving.close(site, "lucie", "jean")


def test_pages_do_not_stay_with_nobody(site, team_of_two):
    for heir in ("", "jean", "nobody-here"):
        with pytest.raises(Refusal):
            leaving.close(site, "jean", heir)


def test_a_closed_access_is_not_closed_twice(site, team_of_two):
    leaving.close(site, "jean", "lucie")
    with pytest.raises(Refusal):
        leaving.close(site, "jean", "lucie")
    with pytest.raises(Refusal):
        leaving.reopen(site, "lucie")
