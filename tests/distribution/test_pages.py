"""What a browser sees of new sites: no write, the hub's list, Plone's own page to add a site."""

from communesplone.policy.hub import communes
from communesplone.policy.hub import forget_commune
from communesplone.policy.hub import register_commune
from plone import api
import pytest
import transaction


ROOT = ("Basic", ("root", "correct horse"))


@pytest.mark.parametrize(
    ("site_id", "path"),
    [
        ("namur", "/"),
        ("namur", "/services"),
        ("namur", "/sitemap.xml.gz"),
        ("namur", "/robots.txt"),
        ("st-vith", "/"),
        ("st-vith", "/de"),
        ("st-vith", "/fr/services"),
        ("st-vith", "/de/dienste/buergerdienst"),
        ("st-vith", "/de/gemeinde/datenschutz"),
        ("hub", "/"),
        ("hub", "/@@communes"),
    ],
)
def test_the_first_visit_of_a_site_writes_nothing(app, visit, site_id, path):
    before = app._p_jar.db().lastTransaction()
    answer = visit(site_id).get(path)
    assert answer.status_int in (200, 302), answer.text[:500]
    assert app._p_jar.db().lastTransaction() == before


def test_a_draft_is_not_shown(visit):
    assert visit("namur").get("/commune/contact").status_int in (302, 401, 404)


def test_the_hub_opens_on_its_home_and_says_what_it_is_on_a_page(visit):
    assert "Fait par une commune, utile à toutes" in visit("hub").get("/").text
    assert "CommunesPlone est un logiciel libre" in visit("hub").get("/a-propos").text


def test_communes_have_no_list_of_communes(visit):
    assert visit("namur").get("/@@communes").status_int == 404


def test_a_commune_that_is_removed_leaves_the_hubs_list(app, hub):
    assert [listed.id for listed in communes(hub)] == ["st-vith", "namur"]
    app._delObject("namur")
    assert [listed.id for listed in communes(hub)] == ["st-vith"]


def test_a_commune_can_be_written_into_the_list_again(app, hub):
    forget_commune(app, "namur")
    assert [listed.id for listed in communes(hub)] == ["st-vith"]
    register_commune(app, "namur")
    register_commune(app, "namur")
    assert [listed.id for listed in communes(hub)] == ["st-vith", "namur"]


def add(visit, **answers):
    browser = visit("zope")
    browser.authorization = ROOT
    headers = {"Accept": "application/json"}
    return browser.post_json("/++api++/@sites/commune", answers, headers=headers)


def test_plones_own_page_makes_a_commune_of_its_nis_code(app, visit):
    answer = add(visit, nis="83012", site_id="auto", title="auto")
    assert answer.status_int == 200, answer.text
    assert answer.json["title"] == "Durbuy"
    transaction.begin()
    assert "durbuy" in app.objectIds()


def test_plones_own_page_takes_a_name(visit):
    assert add(visit, nis="durbuy", site_id="auto", title="auto").json["id"] == "durbuy"


@pytest.mark.parametrize("wrong", ["00000", "Durbui", "Saint"])
def test_a_wrong_commune_is_refused_in_words(app, visit, wrong):
    before = set(app.objectIds())
    answer = add(visit, nis=wrong, site_id="auto", title="auto")
    assert answer.status_int == 400
    assert wrong in answer.json["message"]
    transaction.begin()
    assert set(app.objectIds()) == before


def test_a_taken_id_is_refused_on_plones_own_page(visit):
    assert add(visit, nis="83012", site_id="namur", title="auto").status_int == 400


@pytest.mark.parametrize("profile", ["communesplone.directory", "communesplone.theme"])
@pytest.mark.parametrize("path", ["/de", "/de/dienste", "/de/aktuelles"])
def test_a_site_works_without_an_add_on(st_vith, visit, profile, path):
    with api.env.adopt_roles(["Manager"]):
        st_vith.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}:uninstall")
    transaction.commit()
    assert visit("st-vith").get(path).status_int == 200
