from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams
from communesplone.accounts.testing import is_in
from dataclasses import replace
from datetime import date
from datetime import timedelta
import pytest
import re
import transaction


@pytest.fixture
def marie(browser):
    return browser("marie")


def fill(tab, site, title="Bibliothèque", right="write", folders=("library",), members=("jean",)):
    tab.open(f"{site.absolute_url()}/@@team")
    form = tab.getForm(id="team-form")
    form.getControl(name="title").value = title
    form.getControl(name="right").value = [right]
    form.getControl(name="folders").value = [site[name].UID() for name in folders]
    form.getControl(name="members").value = list(members)
    form.getControl(name="act").click()
    transaction.begin()
    return tab


def test_a_webmaster_makes_a_team_and_takes_it_back(marie, site, kept):
    fill(marie, site)
    assert "Bibliothèque" in marie.contents
    assert "a créé l’équipe" in marie.contents
    assert "Contributor" not in marie.contents
    assert team(site, "team-bibliotheque").members == ("jean",)
    marie.getControl("Annuler").click()
    transaction.begin()
    assert "team-bibliotheque" not in [one.id for one in teams(site)]
    assert "est revenu en arrière" in marie.contents


def test_what_is_missing_is_said_and_nothing_typed_is_lost(marie, site):
    fill(marie, site, title=" ", right="publish", members=("lucie",))
    assert marie.headers["status"].startswith("400")
    assert "Donnez un nom" in marie.contents
    controls = marie.getForm(id="team-form")
    assert controls.getControl(name="right").value == ["publish"]
    assert controls.getControl(name="members").value == ["lucie"]
    assert controls.getControl(name="folders").value == [site["library"].UID()]


def test_changed_rights_hold_without_logging_in_again(browser, marie, site):
    jean = browser("jean")
    jean.open(f"{site['library']['hours'].absolute_url()}/edit")
    assert "form-widgets-IDublinCore-title" not in jean.contents
    fill(marie, site)
    jean.open(f"{site['library']['hours'].absolute_url()}/edit")
    assert "form-widgets-IDublinCore-title" in jean.contents
    jean.open(f"{site['sports']['hours'].absolute_url()}/edit")
    assert "form-widgets-IDublinCore-title" not in jean.contents


@pytest.mark.parametrize(
    "page", ["@@teams", "@@team", "@@leaver?person=jean", "library/@@rights", "library/@@see-as"]
)
@pytest.mark.parametrize("who", ["", "jean"])
def test_only_webmasters_open_these_pages(browser, site, page, who):
    tab = browser(who)
    tab.open(f"{site.absolute_url()}/{page}")
    assert "Marie" not in tab.contents
    assert "Webmestres" not in tab.contents


def test_a_leaver_without_a_name_leads_to_the_people(marie, site):
    marie.open(f"{site.absolute_url()}/@@leaver")
    assert marie.url.endswith("/@@teams?tab=people")


@pytest.mark.parametrize("who", ["", "jean"])
def test_a_form_sent_by_somebody_else_does_nothing(browser, site, who):
    tab = browser(who)
    for form in (
        "act=add-person&team=Webmasters&person=jean",
        "act=invite&address=friend@evil.example&team=Webmasters",
        "act=remove&team=Webmasters",
    ):
        tab.post(f"{site.absolute_url()}/@@teams", form)
    transaction.begin()
    assert team(site, "Webmasters").members == ("marie",)
    assert not site.__annotations__["communesplone.accounts"].invitations


def test_a_form_of_another_site_sent_by_a_webmasters_browser_does_nothing(marie, site):
    marie.post(f"{site.absolute_url()}/@@teams", "act=add-person&team=Webmasters&person=jean")
    transaction.begin()
    assert team(site, "Webmasters").members == ("marie",)


def test_an_unknown_act_is_refused(marie, site):
    marie.post(f"{site.absolute_url()}/@@teams", "act=__call__")
    assert marie.headers["status"].startswith("400")


def test_an_invitation_that_expired_is_at_the_top_of_what_is_to_do(marie, site, kept, mailbox):
    marie.open(f"{site.absolute_url()}/@@teams")
    marie.getControl(name="address").value = "paul@commune.example"
    marie.getControl(name="team", index=0).value = ["Reviewers"]
    marie.getControl(name="act", index=0).click()
    assert "a invité" in marie.contents
    transaction.begin()
    key, found = next(iter(kept.invitations.items()))
    kept.invitations[key] = replace(found, expires=utc_now() - timedelta(days=1))
    transaction.commit()
    marie.open(f"{site.absolute_url()}/@@teams")
    assert "a expiré" in marie.contents


def test_a_wrong_address_stays_in_its_field(marie, site):
    marie.open(f"{site.absolute_url()}/@@teams")
    marie.getControl(name="address").value = "paul at commune"
    marie.getControl(name="act", index=0).click()
    assert "service@commune.be" in marie.contents
    assert marie.getControl(name="address").value == "paul at commune"


def test_the_question_is_answered_in_words(marie, site):
    fill(marie, site)
    marie.open(f"{site.absolute_url()}/@@teams?person=lucie&do=modify&page=Heures+library")
    assert "<b>Non.</b>" in marie.contents
    assert "que tient l’équipe" in marie.contents
    assert "Ajouter à l’équipe" in marie.contents
    assert "team=team-bibliotheque&amp;add=lucie" in marie.contents
    marie.open(f"{site.absolute_url()}/@@teams?person=jean&do=modify&page=/library/hours")
    assert "<b>Oui.</b>" in marie.contents


def test_a_page_that_is_not_there_is_said_so(marie, site):
    marie.open(f"{site.absolute_url()}/@@teams?person=jean&do=modify&page=Xyz")
    assert "Aucune page" in marie.contents


def test_a_title_cannot_put_script_into_the_page(marie, site):
    fill(marie, site, title="<script>alert(1)</script>")
    marie.open(f"{site.absolute_url()}/@@teams?tab=journal")
    assert "<script>alert(1)" not in marie.contents


def test_the_page_about_an_item_lists_who_can_work_there(marie, site):
    fill(marie, site)
    marie.open(f"{site['library']['hours'].absolute_url()}/@@rights")
    able = marie.contents.partition("Qui peut modifier et publier ici")[2]
    assert "Jean" in able
    assert "Lucie" not in able
    assert "Écrit, et soumet ses nouvelles pages à la relecture" in able


def test_somebody_leaves_with_a_summary_first_and_comes_back(browser, marie, site, kept):
    fill(marie, site)
    jean = browser("jean")
    assert is_in(jean, site)
    marie.open(f"{site.absolute_url()}/@@leaver?person=jean")
    assert "Bibliothèque" in marie.contents
    marie.getControl(name="heir").value = ["lucie"]
    marie.getControl(name="act", index=1).click()
    assert "a fermé l’accès" in marie.contents
    assert not is_in(jean, site)
    marie.open(f"{site.absolute_url()}/@@teams")
    marie.getControl("Rouvrir").click()
    transaction.begin()
    assert "jean" not in kept.closed
    assert team(site, "team-bibliotheque").members == ("jean",)


def test_a_last_day_is_noted_shown_and_forgotten(browser, marie, site, kept):
    fill(marie, site)
    marie.open(f"{site.absolute_url()}/@@leaver?person=jean")
    marie.getControl(name="heir").value = ["lucie"]
    marie.getControl(name="day").value = "2001-01-01"
    marie.getControl(name="act", index=0).click()
    assert marie.headers["status"].startswith("400")
    assert "2001-01-01" in marie.contents
    marie.getControl(name="day").value = (date.today() + timedelta(days=20)).isoformat()
    marie.getControl(name="act", index=0).click()
    assert "dernier jour" in marie.contents
    assert "Lucie" in marie.contents
    transaction.begin()
    assert kept.leaves["jean"].heir == "lucie"
    marie.open(f"{site.absolute_url()}/@@leaver?person=jean")
    marie.getControl(name="act", index=1).click()
    transaction.begin()
    assert not kept.leaves


def test_each_part_of_the_site_says_who_writes_and_publishes_there(browser, marie, site):
    fill(marie, site)
    marie.open(f"{site.absolute_url()}/@@teams?tab=pages")
    row = re.search(r"<tr>(?:(?!</tr>).)*>Library</a>.*?</tr>", marie.contents, re.DOTALL)[0]
    assert "Bibliothèque" in row
    assert "Webmestres" in row
    assert "library/@@rights" in row
    jean = browser("jean")
    jean.open(f"{site.absolute_url()}/@@teams?tab=pages")
    assert "Webmestres" not in jean.contents
