"""The panel stands beside the forms of Plone, @@quality-panel by itself, and nowhere else."""

from communesplone.core.settings import settings
from communesplone.editing.quality.settings import IQualitySettings
import transaction


PICTURE = '<p><img src="pont.jpg"></p>'


def test_the_form_of_a_page_shows_what_is_saved(make, webmaster):
    page = make("bags", PICTURE)
    webmaster.open(f"{page.absolute_url()}/edit")
    assert f'data-quality="{page.absolute_url()}/@@quality-check"' in webmaster.contents
    assert "quality-found" in webmaster.contents


def test_the_form_of_a_new_page_has_it_too(portal, webmaster):
    webmaster.open(f"{portal.absolute_url()}/++add++Document")
    assert "@@quality-check-new" in webmaster.contents
    assert 'data-type="Document"' in webmaster.contents


def test_citizens_and_readers_never_see_it(make, webmaster, visitor):
    page = make("bags", PICTURE)
    webmaster.open(page.absolute_url())
    assert "data-quality" not in webmaster.contents
    visitor.open(f"{page.absolute_url()}/@@quality-panel")
    assert "data-quality" not in visitor.contents


def test_a_form_of_an_add_on_may_draw_it(make, webmaster):
    page = make("bags", PICTURE)
    webmaster.open(f"{page.absolute_url()}/@@quality-panel")
    assert 'class="quality-panel"' in webmaster.contents


def test_a_commune_may_leave_other_sites_alone(portal, webmaster):
    webmaster.open(f"{portal.absolute_url()}/@@quality-settings")
    webmaster.getControl(name="form.widgets.ask_other_sites:list").value = []
    webmaster.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert settings(IQualitySettings, portal).ask_other_sites is False
