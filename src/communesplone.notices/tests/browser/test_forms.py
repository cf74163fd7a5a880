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


def said_at(webmaster, name):
    """Return what stands in the box of a field."""
    start = webmaster.contents.index(f'id="formfield-form-widgets-{name}"')
    return webmaster.contents[start : webmaster.contents.find('id="formfield-', start + 1)]


@pytest.mark.parametrize(
    ("kind", "values", "name", "said"),
    [
        ("Vacancy", {"start": "2026-12-09", "deadline": "2026-12-01"}, "deadline", "before the"),
        ("Vacancy", {"start": "0026-12-09"}, "start", "four digits"),
        ("PublicContract", {"awarded_on": "2026-12-09"}, "awarded_to", "or neither"),
        ("PublicContract", {"awarded_to": "Example"}, "awarded_on", "or neither"),
    ],
)
def test_a_rule_between_fields_is_told_at_the_field_to_change(
    folder, webmaster, kind, values, name, said
):
    fill(webmaster, folder, kind, {"IDublinCore.title": "Kept title", **values})
    assert said in said_at(webmaster, name)
    assert "Kept title" in webmaster.contents
    assert not folder.objectIds()


def test_the_form_names_the_rule_of_a_short_period_and_keeps_what_was_typed(folder, webmaster):
    title = {"IDublinCore.title": "Kept title", "basis:list": ["codt_permit"]}
    fill(webmaster, folder, "PublicInquiry", {**title, **DAYS})
    assert "15 days at least (CoDT, livre VIII)" in said_at(webmaster, "end")
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
    assert "Line 1" in said_at(webmaster, name)
    assert said in said_at(webmaster, name)
    assert text in webmaster.contents
    assert not folder.objectIds()
