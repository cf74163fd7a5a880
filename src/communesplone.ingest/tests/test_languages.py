"""An old site in two languages: each page in the folder of its language, linked with its other."""

from communesplone.ingest import report
from communesplone.ingest.mapping import destination
from communesplone.ingest.records import completed
from communesplone.ingest.records import Record
from plone import api
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.redirector.interfaces import IRedirectionStorage
from zope.component import getUtility
import pytest


PLONE = ("plone", "plone-languages.zip")
WORDPRESS = ("wordpress", "wordpress.zip")


@pytest.fixture
def portal(integration):
    return integration["portal"]


@pytest.fixture
def bilingual(portal):
    """A commune with a folder for each of two languages."""
    with api.env.adopt_roles(["Manager"]):
        portal.portal_setup.runAllImportStepsFromProfile("profile-plone.app.multilingual:default")
        api.portal.set_registry_record("plone.available_languages", ["fr", "nl"])
        SetupMultilingualSite(portal).setupSite(portal)
    return portal


def translation(item, language):
    return ITranslationManager(item).get_translation(language)


def test_a_plone_in_two_languages_comes_into_both_folders_and_stays_linked(bilingual, bring):
    run = bring(*PLONE)
    assert run.state == "done", run.problem
    waste = bilingual["fr"]["vie-communale"]["dechets"]
    other = bilingual["nl"]["gemeenteleven"]["afval"]
    assert (waste.Language(), other.Language()) == ("fr", "nl")
    assert translation(waste, "nl") == other
    assert translation(other, "fr") == waste
    folder = bilingual["fr"]["vie-communale"]
    assert translation(folder, "nl") == bilingual["nl"]["gemeenteleven"]
    # Links between languages, and pictures of the other one, are found.
    assert f"resolveuid/{other.UID()}" in waste.text.raw
    assert f"resolveuid/{bilingual['nl']['brug.png'].UID()}" in other.text.raw
    assert "contact" in bilingual["fr"]
    assert set(report.fates(run)) == {"added"}


def test_a_draft_of_one_language_stays_a_draft(bilingual, bring):
    bilingual.portal_workflow.setDefaultChain("simple_publication_workflow")
    bring(*PLONE, keep_public=True)
    state = bilingual.portal_workflow.getInfoFor
    assert state(bilingual["nl"]["gemeenteleven"]["afval"], "review_state") == "published"
    assert state(bilingual["nl"]["gemeenteleven"]["bos"], "review_state") == "private"


def test_a_commune_of_one_language_gets_a_folder_for_the_other(portal, bring, undo):
    run = bring(*PLONE)
    assert portal["vie-communale"]["dechets"].title == "Déchets"
    assert portal["nl"].title == "Nederlands"
    assert portal["nl"]["gemeenteleven"]["afval"].Language() == "nl"
    assert getUtility(IRedirectionStorage).get("/plone/fr/vie-communale/dechets")
    undo(run)
    assert "nl" not in portal


def test_the_same_export_again_changes_nothing(bilingual, bring):
    bring(*PLONE)
    assert set(report.fates(bring(*PLONE))) == {"same"}


def test_a_polylang_comes_into_both_folders_and_stays_linked(bilingual, bring):
    run = bring(*WORDPRESS)
    assert run.state == "done", run.problem
    sports, sport = bilingual["fr"]["sports"], bilingual["nl"]["sport"]["accueil"]
    assert (sports.Language(), sport.Language()) == ("fr", "nl")
    assert translation(sports, "nl") == sport
    assert bilingual["nl"]["sport"]["zwembad"].title == "Zwembad"
    # What Polylang calls a language is no subject of a page.
    assert sports.subject == ()
    assert f"resolveuid/{sports.UID()}" in sport.text.raw


def test_what_wpml_exports_is_read_too(bilingual, bring):
    fields = (
        "<wp:postmeta><wp:meta_key>_wpml_import_language_code</wp:meta_key>"
        "<wp:meta_value>{}</wp:meta_value></wp:postmeta><wp:postmeta>"
        "<wp:meta_key>_wpml_import_translation_group</wp:meta_key>"
        "<wp:meta_value>7</wp:meta_value></wp:postmeta>"
    )
    pages = "".join(
        f"<item><title>{title}</title><link>https://w.example/{name}/</link><wp:post_id>{number}"
        f"</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>"
        f"<wp:post_name>{name}</wp:post_name>{fields.format(code)}</item>"
        for number, (title, name, code) in enumerate(
            [("Sports", "sports", "fr"), ("Sport", "sport", "nl-be")], 1
        )
    )
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        f"<wp:base_blog_url>https://w.example</wp:base_blog_url>{pages}</channel></rss>"
    )
    bring("wordpress", export.encode())
    assert translation(bilingual["fr"]["sports"], "nl") == bilingual["nl"]["sport"]


def test_the_same_name_in_two_languages_is_two_folders():
    french = Record(key="1", kind="page", title="a", section="sports", name="a")
    dutch = Record(key="2", kind="page", title="b", section="sports", name="b", language="nl")
    found = completed([french, dutch])
    assert sum(one.kind == "folder" for one in found) == 2
    options = {"into": "/fr", "languages": {"nl": "/nl"}}
    paths = {destination(one, options).path for one in found}
    assert paths == {
        ("fr", "sports"),
        ("fr", "sports", "a"),
        ("nl", "sports"),
        ("nl", "sports", "b"),
    }
