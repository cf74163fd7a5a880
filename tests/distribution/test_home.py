"""The home of a new commune is a page of sections with a good default."""

from communesplone.pages.behavior import sections_of
from communesplone.policy.home import furnish_existing


def test_a_demonstration_shows_procedures_agenda_and_news_in_each_language(st_vith, visit):
    for language, title in (("de", "Reisepass"), ("fr", "Passeport")):
        types = [section["type"] for section in sections_of(st_vith[language])]
        page = visit("st-vith").get(f"/{language}")

        assert types[:4] == ["procedures", "ways", "agenda", "news"]
        assert page.status_int == 200
        assert title in page
        assert 'id="agenda"' in page
        assert 'id="news"' in page


def test_a_new_commune_has_the_sections_and_shows_none_that_is_empty(namur, visit):
    assert sections_of(namur)[0]["below"] == namur["demarches"].UID()
    assert 'id="procedures"' not in visit("namur").get("/")


def test_a_site_that_exists_gets_them_once(namur):
    before = sections_of(namur)
    del namur.sections
    furnish_existing(namur)

    assert [one["type"] for one in sections_of(namur)] == [one["type"] for one in before]
    assert sections_of(namur)[0]["below"] == namur["demarches"].UID()
    namur.sections = before[:1]
    furnish_existing(namur)
    assert sections_of(namur) == before[:1]


def test_a_demonstration_has_a_page_of_every_section_and_a_mini_site(st_vith, visit):
    browser = visit("st-vith")
    for path, words in (
        ("/de/leben/neue-nachbarn", "Ihre ersten drei Wochen"),
        ("/de/leben/mediathek", "Treten Sie ein"),
    ):
        page = browser.get(path)
        assert page.status_int == 200, path
        assert words in page
        assert "resolveuid" not in page
