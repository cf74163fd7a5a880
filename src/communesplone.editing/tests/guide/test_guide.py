"""Who reads the guide, and how they come to it."""

from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def site(functional):
    return functional["portal"]


@pytest.fixture
def guide(site):
    return f"{site.absolute_url()}/@@guide"


@pytest.fixture
def member(functional, site):
    """A browser of somebody who has an account and edits nothing of the site itself."""
    with api.env.adopt_roles(["Manager"]):
        api.user.revoke_roles(username=TEST_USER_NAME, roles=["Manager"])
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    return browser


def test_whoever_works_here_reads_the_contents_a_topic_and_the_words(guide, member):
    member.open(guide)
    assert "Écrire une démarche" in member.contents
    member.getLink("Écrire une démarche").click()
    assert member.url == f"{guide}/demarches"
    assert "<html" in member.contents
    assert 'lang="fr"' in member.contents
    member.getLink("The words of the site, explained").click()
    assert 'id="brouillon"' in member.contents


def test_what_is_typed_is_searched_and_stays_in_the_field(guide, member):
    member.open(guide)
    member.getControl(name="q").value = 'synonyme "> <script>'
    member.getForm(action=guide).submit()
    assert "<script>" not in member.contents.partition("<main")[2].partition("</main")[0]
    member.open(f"{guide}?q=synonyme")
    assert f"{guide}/glossaire#synonyme" in member.contents
    member.open(f"{guide}?q=zzyx")
    assert "No part of the guide" in member.contents


def test_an_unknown_topic_is_not_found(guide, member):
    for name in ("nowhere", "../README", "x.png", "demarches/more", "%2e%2e%2fpyproject"):
        member.open(f"{guide}/{name}")
        assert member.headers["status"].startswith("404"), name


def test_visitors_are_asked_to_log_in(guide, visitor):
    for path in ("", "/demarches"):
        visitor.open(f"{guide}{path}")
        assert "Écrire une démarche" not in visitor.contents


def test_a_page_leads_to_its_topic(site, guide, member):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(site, "Document", "page", title="Page")
    transaction.commit()
    for query, name in (("", "pages"), ("?view=statistics", "statistiques"), ("?view=x", "pages")):
        member.open(f"{page.absolute_url()}/@@how-to{query}")
        assert member.url == f"{guide}/{name}"


def test_a_type_without_topic_leads_to_the_contents(site, guide, member):
    with api.env.adopt_roles(["Manager"]):
        link = api.content.create(site, "Link", "link", title="Link")
    transaction.commit()
    member.open(f"{link.absolute_url()}/@@how-to")
    assert member.url == guide
