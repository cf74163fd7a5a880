"""Who may do what with the library: only a hub's reviewers publish, only editors adopt."""

from communesplone.hub.catalogue import catalogue
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.sharing.browser.asking import container
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.places import places
from communesplone.sharing.store import store
from plone import api
from urllib.parse import urlencode
from zExceptions import Unauthorized
import base64
import pytest
import re
import transaction


PASSWORD = "quatre mots sans rapport"


@pytest.fixture
def library_of_two(at, work):
    """The urns of two pages of Sankt Vith in the library, and that of their pack."""
    urns = []
    for name in ("eins", "zwei"):
        with at("st-vith") as site:
            made = api.content.create(site["fr"], "Document", name, title=f"Texte {name}")
            urns.append(offer(made, store(site), Terms("CC-BY-4.0")).urn)
        work()
        with at("hub") as site:
            accept(site, urns[-1], 1, "", "relectrice")
    with at("hub") as site:
        pack = put(site, "", Contents("Un ensemble", "", "fr", tuple(urns)), "")
    work()
    return (*urns, pack.urn)


@pytest.fixture
def person(at):
    """`person("namur", groups, section)`: make an account; return its header."""

    def make(site_id, groups=(), section=""):
        name = "-".join(filter(None, ("role", site_id, *groups, section))).lower()
        with at(site_id) as site:
            api.user.create(email="a@example.example", username=name, password=PASSWORD)
            for group in groups:
                api.group.add_user(groupname=group, username=name)
            if section:
                site[section].manage_setLocalRoles(name, ["Editor", "Contributor"])
                site[section].reindexObjectSecurity()
        token = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
        return {"Authorization": f"Basic {token}"}

    return make


@pytest.fixture
def sections(at):
    """Two folders of Namur."""
    with at("namur") as site:
        for name in ("dechets", "sports"):
            folder = api.content.create(site, "Folder", name, title=name.title())
            api.content.transition(folder, "publish")
        return site["dechets"].UID(), site["sports"].UID()


def post(browser, path, headers, **fields):
    """Send a form as its page would; without a page, as whoever forges it."""
    page = browser.get(path, headers=headers)
    token = re.search(r'data-token="(\w+)"', page.text)
    body = {"_authenticator": token[1] if token else "", **fields}
    answer = browser.post(path, urlencode(body), headers=headers)
    transaction.begin()
    return answer


def adopts(visit, headers, urns, where):
    """Tell whether somebody makes a draft of the first content, and drafts of the pack, there."""
    browser = visit("namur")
    post(browser, f"/@@library-adopt?urn={urns[0]}", headers, where=where)
    one = len(store_of(browser).bases)
    place = {"where.Document": where}
    post(browser, f"/@@library-pack-adopt?urn={urns[2]}", headers, **place)
    return one, len(store_of(browser).bases)


def store_of(browser):
    return store(browser.root["namur"])


@pytest.fixture
def visit(visit, app):
    def of(site_id):
        found = visit(site_id)
        found.root = app
        return found

    return of


@pytest.mark.parametrize(
    ("groups", "section", "made"),
    [
        ((), "", (0, 0)),
        (("Reviewers",), "", (0, 0)),
        ((), "sports", (0, 0)),
        ((), "dechets", (1, 2)),
        (("Editors",), "", (1, 2)),
        (("Webmasters",), "", (1, 2)),
    ],
    ids=["member", "reviewer", "of another section", "of this section", "editor", "webmaster"],
)
def test_only_who_edits_there_adopts(
    visit, person, library_of_two, sections, groups, section, made
):
    headers = person("namur", groups, section)
    transaction.commit()
    assert adopts(visit, headers, library_of_two, sections[0]) == made


def test_nobody_and_who_works_elsewhere_adopt_nothing(visit, person, library_of_two, sections):
    elsewhere = person("st-vith", ("Webmasters",))
    transaction.commit()
    for headers in ({}, elsewhere):
        assert adopts(visit, headers, library_of_two, sections[0]) == (0, 0)
        assert "Texte eins" not in visit("namur").get("/@@library", headers=headers).text


def test_an_editor_of_a_section_is_offered_that_section_alone(enter, person, sections):
    person("namur", (), "dechets")
    site = enter("namur")
    with api.env.adopt_user(username="role-namur-dechets"):
        assert [title for _uid, title in places(site, "Document", "fr")] == ["Dechets"]
        assert container(site, sections[0], "Document").getId() == "dechets"
        with pytest.raises(Unauthorized):
            container(site, sections[1], "Document")


@pytest.mark.parametrize("groups", [None, (), ("Editors",), ("Reviewers",)])
def test_only_reviewers_of_the_hub_publish_to_the_library(visit, person, at, work, groups):
    with at("st-vith") as site:
        made = api.content.create(site["fr"], "Document", "drei", title="Texte drei")
        urn = offer(made, store(site), Terms("CC-BY-4.0")).urn
    work()
    headers = person("hub", groups) if groups is not None else {}
    transaction.commit()
    browser = visit("hub")
    post(browser, "/@@offers", headers, urn=urn, revision="1", decision="accept")
    kept = catalogue(browser.root["hub"])
    may = groups == ("Reviewers",)
    assert bool(kept.offers[urn].accepted) == may
    fields = {"title": "X", "language": "fr", "contents": urn, "do": "save"}
    seen = post(browser, "/@@pack", headers, **fields)
    assert ("pack-form" in seen.text) == may
    assert not kept.packs


def test_a_reviewer_of_a_commune_publishes_nothing_to_the_library(visit, person, at, work):
    with at("st-vith") as site:
        made = api.content.create(site["fr"], "Document", "vier", title="Texte vier")
        urn = offer(made, store(site), Terms("CC-BY-4.0")).urn
    work()
    headers = person("st-vith", ("Reviewers", "Webmasters"))
    transaction.commit()
    browser = visit("hub")
    post(browser, "/@@offers", headers, urn=urn, revision="1", decision="accept")
    assert not catalogue(browser.root["hub"]).offers[urn].accepted
