"""What a commune's site is from its first moment."""

from communesplone.core.behaviors.review_date import IReviewDate
from communesplone.core.identity import identity
from communesplone.core.reference import find
from communesplone.policy.sites import as_system
from communesplone.policy.sites import create_commune
from datetime import date
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.base.interfaces.constrains import IConstrainTypes
from plone.distribution.api import distribution
from plone.distribution.api import site as site_api
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest
import pytest


MANDATORY = {
    "fr": ("contact", "accessibilite", "vie-privee", "mentions-legales"),
    "de": ("kontakt", "barrierefreiheit", "datenschutz", "rechtliche-hinweise"),
}


def test_a_commune_knows_who_it_is(namur):
    who = identity(namur)
    assert (who.nis, who.name, who.kind, who.languages) == ("92094", "Namur", "commune", ("fr",))
    assert "5000" in who.postal_codes
    assert who.province == "Province de Namur"
    assert namur.title == "Namur"
    assert not who.demonstration


def test_german_comes_first_where_it_is_the_language_of_administration(st_vith):
    assert identity(st_vith).languages == ("de", "fr")
    assert st_vith.title == "Sankt Vith"
    assert api.portal.get_tool("portal_languages").getDefaultLanguage() == "de"


def test_one_language_has_no_language_folder(namur):
    folders = ["demarches", "services", "actualites", "agenda", "avis", "alertes", "commune"]
    assert list(namur.contentIds()) == folders


def test_several_languages_have_a_folder_each_in_their_own_words(st_vith):
    assert {"dienste", "aktuelles", "termine", "gemeinde"} <= set(st_vith["de"].contentIds())
    assert {"services", "actualites", "agenda", "commune"} <= set(st_vith["fr"].contentIds())


def test_folders_and_pages_are_linked_as_translations(st_vith):
    for german, french in (
        (st_vith["de"]["dienste"], st_vith["fr"]["services"]),
        (st_vith["de"]["gemeinde"]["datenschutz"], st_vith["fr"]["commune"]["vie-privee"]),
    ):
        assert ITranslationManager(german).get_translation("fr") == french
        assert (german.Language(), french.Language()) == ("de", "fr")


def test_mandatory_pages_are_drafts_that_say_what_is_missing(namur):
    for page_id in MANDATORY["fr"]:
        page = namur["commune"][page_id]
        assert api.content.get_state(page) == "private"
        assert "<mark>[" in page.text.output
        assert "{" not in page.text.raw
        assert "[[" not in page.text.raw


def test_the_publisher_is_named_in_good_french(namur):
    assert "L’administration communale de Namur" in namur["commune"]["contact"].text.raw


def test_mandatory_pages_come_back_for_review_within_a_year(namur):
    for page_id in MANDATORY["fr"]:
        page = namur["commune"][page_id]
        assert 0 < (IReviewDate(page).review_date - date.today()).days <= 366


def test_each_folder_takes_what_belongs_there(namur, member):
    member("Editors")
    news = IConstrainTypes(namur["actualites"]).getLocallyAllowedTypes()
    assert "News Item" in news
    assert "Event" not in news
    assert "Service" in IConstrainTypes(namur["services"]).getLocallyAllowedTypes()


def test_items_of_two_communes_can_be_told_apart(app, enter):
    ours = IUUID(enter("namur")["services"])
    assert IUUID(enter("st-vith")["fr"]["services"]) != ours


def test_the_answers_that_are_kept_hold_no_secret(namur):
    answers = distribution.get_creation_report(namur).answers
    assert answers["nis"] == "92094"
    assert not [key for key in answers if "pass" in key.lower()]


def test_a_language_can_be_chosen(app):
    site = create_commune(app, find("63040"), site_id="waimes-de", language="de")
    assert identity(site).languages == ("de", "fr")


def test_a_taken_id_is_refused(app):
    with pytest.raises(BadRequest):
        create_commune(app, find("92094"))


def test_a_failure_leaves_nothing_of_the_commune(app, monkeypatch):
    def broken(site):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("communesplone.policy.handlers.prune_transforms", broken)
    with pytest.raises(RuntimeError, match="on purpose"):
        create_commune(app, find("83012"))
    assert "durbuy" not in app.objectIds()
    monkeypatch.undo()
    assert create_commune(app, find("83012")).getId() == "durbuy"


def test_five_communes_can_be_made_one_after_the_other(app):
    for nis in ("83012", "92003", "62063", "63023", "57096"):
        commune = find(nis)
        assert identity(create_commune(app, commune)).name == commune.name


def test_what_a_form_sends_beside_the_questions_is_not_kept(app):
    answers = {
        "site_id": "auto",
        "title": "auto",
        "nis": "83012",
        "password": "secret",
        "form.submitted": True,
    }
    with as_system(app) as root:
        made = site_api.create(root, "commune", answers)
    assert (made.getId(), made.title) == ("durbuy", "Durbuy")
    assert "password" not in distribution.get_creation_report(made).answers
