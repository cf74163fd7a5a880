"""Other eyes: read only, for webmasters, written down, and never a person's own."""

from communesplone.accounts import journal
from communesplone.accounts.changing import save
from plone import api
from plone.app.testing import login
from urllib.parse import urlencode
import pytest
import re
import transaction


@pytest.fixture
def draft(site, as_marie):
    """A draft of the library, which the team of Jean keeps, and one that Jean wrote in sports."""
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    page = api.content.create(site["library"], "Document", "draft", title="Brouillon commun")
    with api.env.adopt_roles(["Manager"]):
        own = api.content.create(site["sports"], "Document", "own", title="Brouillon de Jean")
        own.manage_setLocalRoles("jean", ["Owner"])
        own.reindexObjectSecurity()
    transaction.commit()
    return page


@pytest.fixture
def look(browser, site, draft):
    """`look(page, eyes)`: what Marie sees with other eyes."""
    tab = browser("marie")

    def at(page, eyes="citizen"):
        tab.open(f"{page.absolute_url()}/@@see-as")
        tab.getControl(name="eyes").value = [eyes]
        tab.getControl(name="act").click()
        return tab

    return at


def test_a_citizen_sees_what_is_online_under_a_band(look, site):
    tab = look(site["library"]["hours"])
    assert "Heures library" in tab.contents
    assert 'id="other-eyes"' in tab.contents
    assert "un citoyen" in tab.contents
    assert "edit-zone" not in tab.contents


def test_a_citizen_sees_no_draft_and_a_member_of_its_team_does(look, draft):
    assert "cette page n’existe pas" in look(draft).contents
    assert "Brouillon commun" in look(draft, "team-library").contents


def test_what_a_person_keeps_for_themselves_is_not_shown(look, site):
    tab = look(site["sports"]["own"], "team-library")
    assert "cette page n’existe pas" in tab.contents
    assert "other-eyes" not in tab.contents


def test_nothing_runs_and_nothing_is_sent(look, draft):
    tab = look(draft, "team-library")
    assert "<script" not in tab.contents
    assert not re.search(r"<form[^>]* action=", tab.contents)
    policy = tab.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "no-store" in tab.headers["Cache-Control"]


def test_links_keep_the_eyes(look, site):
    tab = look(site["library"]["hours"])
    assert "/@@see-as?t=" in tab.contents.partition("other-eyes")[2]


def test_looking_writes_nothing_but_the_line_of_the_journal(look, site, draft):
    tab = look(draft, "team-library")
    transaction.begin()
    lines = [one for one in journal.entries(site) if one.act == journal.LOOKED]
    assert [one.about["title"] for one in lines] == ["Brouillon commun"]
    before = site._p_jar.db().lastTransaction()
    tab.reload()
    assert "Brouillon commun" in tab.contents
    assert site._p_jar.db().lastTransaction() == before


def test_what_a_page_writes_while_it_is_drawn_is_thrown_away(look, site, draft, monkeypatch):
    from plone.dexterity.content import Item

    tab = look(draft, "team-library")
    real = Item.Description

    def writes(self):
        self.written = True
        return real(self)

    monkeypatch.setattr(type(draft.aq_base), "Description", writes, raising=False)
    before = site._p_jar.db().lastTransaction()
    tab.reload()
    assert site._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_eyes_write_nothing_by_any_method(look, site, draft, method):
    tab = look(draft, "team-library")
    address = tab.url
    title = draft.Title()
    tab.post(address, urlencode({"act": "save", "title": "Hacked", "REQUEST_METHOD": method}))
    transaction.begin()
    assert draft.Title() == title
    assert "Hacked" not in str(tab.contents)


def test_the_address_is_good_for_the_webmaster_who_looked_only(look, browser, draft):
    address = look(draft, "team-library").url
    for who in ("", "jean"):
        tab = browser(who)
        tab.open(address)
        assert "other-eyes" not in tab.contents


def test_a_forged_address_shows_nothing(look, draft):
    tab = look(draft)
    tab.open(tab.url.replace(b"citizen".hex(), b"Administrators".hex()))
    assert tab.headers["status"].startswith("403")


def test_nobody_looks_with_eyes_that_may_do_more(look, browser, site, draft):
    tab = look(draft)
    tab.open(f"{draft.absolute_url()}/@@see-as")
    assert 'value="Administrators"' not in tab.contents


def test_a_team_that_became_stronger_is_refused(look, site, draft):
    tab = look(draft, "team-library")
    with api.env.adopt_roles(["Manager"]):
        api.group.grant_roles(groupname="team-library", roles=["Manager"])
    transaction.commit()
    tab.open(tab.url)
    assert tab.headers["status"].startswith("403")
    login(site, "marie")
