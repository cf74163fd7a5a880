import pytest
import transaction


DAYS = {"start": "2026-03-02", "end": "2026-03-06"}


def fill(webmaster, folder, kind, values):
    """Send the form of a new notice."""
    webmaster.open(f"{folder.absolute_url()}/++add++{kind}")
    for name, value in values.items():
        control = webmaster.getControl(name=f"form.widgets.{name}")
        control.value = value
    webmaster.getControl(name="form.buttons.save").click()
    transaction.begin()


def test_the_form_names_the_rule_of_a_short_period_and_keeps_what_was_typed(folder, webmaster):
    title = {"IDublinCore.title": "Kept title", "basis:list": ["codt_permit"]}
    fill(webmaster, folder, "PublicInquiry", {**title, **DAYS})
    assert "15 days at least (CoDT, livre VIII)" in webmaster.contents
    assert "16/03/2026" in webmaster.contents
    assert "Kept title" in webmaster.contents
    assert not folder.objectIds()


def test_a_period_that_the_form_computes_is_stored(folder, webmaster):
    fields = {"IDublinCore.title": "Flats", "basis:list": ["roads"], "start": "2026-09-01"}
    fill(webmaster, folder, "PublicInquiry", fields)
    assert folder["flats"].end.isoformat() == "2026-09-30"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("streets", "Rue Haute | | Z", "There is no sector"),
        ("rounds", "PMC | A | 05/01/2026 | 0 | 28/12/2026", "how many weeks"),
        ("moves", "31/02/2026 | -", "is no day"),
    ],
)
def test_the_form_names_the_line_of_a_calendar_that_is_wrong(folder, webmaster, name, text, said):
    fields = {"IDublinCore.title": "Kept title", "sectors": "A | Centre", name: text}
    fill(webmaster, folder, "WasteCalendar", fields)
    assert "Line 1" in webmaster.contents
    assert said in webmaster.contents
    assert text in webmaster.contents
    assert not folder.objectIds()
