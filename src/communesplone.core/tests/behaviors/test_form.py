"""The behaviours through a real add form, as a webmaster fills it in."""

import pytest
import transaction


MORNING = [["08:00", "12:00"]]
HOURS = "form.widgets.IOpeningHours.opening_hours"
ADDRESS = "form.widgets.IPostalAddress"
LATITUDE, LONGITUDE = f"{ADDRESS}.latitude", f"{ADDRESS}.longitude"
CONTACT = "form.widgets.IContactPoint"


@pytest.fixture
def form(browser, site):
    browser.open(f"{site.absolute_url()}/++add++Desk")
    browser.getControl(name="form.widgets.IDublinCore.title").value = "Population"
    return browser


def fill(form, values):
    for name, value in values.items():
        form.getControl(name=name).value = value


def save(form):
    form.getControl(name="form.buttons.save").click()


def test_what_is_typed_is_stored_as_data(form, site):
    fill(
        form,
        {
            f"{HOURS}.mon": "8:30-12, 13h - 16h30",
            f"{HOURS}.tue": "8.30-12 (by appointment)",
            f"{HOURS}.seasons": "1/7 - 31/8 : 8-13\n",
            f"{HOURS}.exceptions": "25/12/2026 : closed (Christmas)\n2026-12-24: 8-12",
        },
    )
    save(form)
    assert site.population.opening_hours == {
        "week": {
            "mon": [["08:30", "12:00"], ["13:00", "16:30"]],
            "tue": [["08:30", "12:00", "appointment"]],
        },
        "seasons": [
            {
                "from": "07-01",
                "to": "08-31",
                "week": {"mon": [["08:00", "13:00"]], "tue": [["08:00", "13:00"]]},
            }
        ],
        "exceptions": [
            {"from": "2026-12-25", "to": "2026-12-25", "spans": [], "reason": "Christmas"},
            {
                "from": "2026-12-24",
                "to": "2026-12-24",
                "spans": [["08:00", "12:00"]],
                "reason": "",
            },
        ],
        "closed_on_holidays": True,
        "closed_on_wallonia_day": False,
    }


def test_what_cannot_be_read_is_kept_with_a_sentence_that_names_the_day(form, site):
    fill(form, {f"{HOURS}.wed": "from nine", f"{HOURS}.thu": "9-12"})
    save(form)
    assert "population" not in site
    assert "Wednesday: “from nine” cannot be read. Write hours such as 8:30-12" in form.contents
    assert form.getControl(name=f"{HOURS}.wed").value == "from nine"
    assert form.getControl(name=f"{HOURS}.thu").value == "9-12"
    fill(form, {f"{HOURS}.wed": "9-12"})
    save(form)
    assert site.population.opening_hours["week"]["wed"] == [["09:00", "12:00"]]


def test_sentence_names_the_line_of_an_exception(form, site):
    fill(form, {f"{HOURS}.exceptions": "25/12/2026 : closed\n30/2/2027 : closed"})
    save(form)
    assert "Line 2: “30/2/2027” cannot be read. There is no such date." in form.contents
    assert "population" not in site


def test_every_wrong_part_is_told_at_once(form, site):
    fill(form, {f"{HOURS}.mon": "12-8", f"{HOURS}.fri": "8-12, 11-13"})
    save(form)
    assert "Monday: 12:00-08:00 ends before it starts." in form.contents
    assert "Friday: 08:00-12:00 and 11:00-13:00 overlap." in form.contents


def test_two_exceptions_on_one_day_are_refused(form, site):
    fill(form, {f"{HOURS}.exceptions": "25/12/2026 : closed\n25/12/2026 : 9-12"})
    save(form)
    assert "Exceptions: Two exceptions cover 2026-12-25." in form.contents


def test_form_shows_what_was_stored_and_saves_it_unchanged(form, site):
    fill(form, {f"{HOURS}.mon": "8:30-12", f"{HOURS}.seasons": "1/7 - 31/8 : Mon-Fri 8-13"})
    form.getControl(name=f"{HOURS}.wallonia_day").value = ["1"]
    form.getControl(name=f"{HOURS}.holidays").value = []
    save(form)
    stored = site.population.opening_hours
    form.open(f"{site.absolute_url()}/population/edit")
    assert form.getControl(name=f"{HOURS}.seasons").value.strip() == "1/7 - 31/8 : Mon-Fri 8-13"
    save(form)
    assert site.population.opening_hours == stored
    assert (stored["closed_on_holidays"], stored["closed_on_wallonia_day"]) == (False, True)


def test_nothing_typed_stores_nothing(form, site):
    save(form)
    assert site.population.opening_hours is None


def test_page_shows_the_hours(form, site):
    fill(form, {f"{HOURS}.mon": "8:30-12", f"{HOURS}.exceptions": "25/12/2026 : closed"})
    save(form)
    form.open(f"{site.absolute_url()}/population")
    assert "8:30-12" in form.contents
    assert "25/12/2026 : closed" in form.contents


def test_french_form_reads_and_answers_in_french(form, site):
    site.portal_registry["plone.default_language"] = "fr"
    site.portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    form.open(f"{site.absolute_url()}/++add++Desk")
    fill(
        form,
        {
            "form.widgets.IDublinCore.title": "Population",
            f"{HOURS}.mon": "8-12 (sur rendez-vous)",
            f"{HOURS}.tue": "neuf heures",
        },
    )
    save(form)
    assert "Mardi : « neuf heures » est illisible." in form.contents.replace("\xa0", " ")


def test_position_keeps_all_its_decimals_through_the_form(form, site):
    fill(form, {LATITUDE: "50,466912", LONGITUDE: "4.867456"})
    save(form)
    form.open(f"{site.absolute_url()}/population/edit")
    save(form)
    assert (site.population.latitude, site.population.longitude) == (50.466912, 4.867456)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({LATITUDE: "50.4"}, "Write both the latitude and the longitude"),
        (
            {LATITUDE: "4.86", LONGITUDE: "50.4"},
            "This is not in Belgium",
        ),
        (
            {LATITUDE: "north", LONGITUDE: "4.8"},
            "Write degrees in digits",
        ),
        ({f"{ADDRESS}.postal_code": "B-5000"}, "Write a Belgian postal code"),
        ({f"{CONTACT}.phone": "call me"}, "Write a complete telephone number"),
        ({f"{CONTACT}.email": "population@namur"}, "Write a complete e-mail address"),
        ({f"{CONTACT}.website": "www.namur.example"}, "Write a complete web address"),
    ],
)
def test_wrong_contact_says_what_to_write_and_keeps_what_was_typed(form, site, values, said):
    fill(form, values)
    save(form)
    assert said in form.contents
    assert "population" not in site
    for name, value in values.items():
        assert form.getControl(name=name).value == value


def said_at(form, name):
    """Return what stands in the box of a field."""
    start = form.contents.index(f'id="formfield-form-widgets-{name.replace(".", "-")}"')
    end = form.contents.find('id="formfield-', start + 1)
    return form.contents[start:end]


def test_a_rule_between_two_fields_is_told_at_the_field_to_change_and_above(form, site):
    form.getControl(name=LATITUDE).value = "50.4669"
    save(form)
    sentence = "Write both the latitude and the longitude, or neither."
    assert sentence in said_at(form, "IPostalAddress.longitude")
    assert sentence not in said_at(form, "IPostalAddress.latitude")
    assert form.getControl(name=LATITUDE).value == "50.4669"
    assert "population" not in site


def test_a_town_beyond_the_border_is_told_and_kept_to_be_corrected(form, site):
    fill(form, {LATITUDE: "50.6292", LONGITUDE: "3.0573"})
    save(form)
    sentence = "50.6292, 3.0573 is not in Belgium."
    assert sentence in said_at(form, "IPostalAddress.longitude")
    assert form.getControl(name=LATITUDE).value == "50.6292"
    assert "population" not in site


def test_an_error_of_the_field_itself_is_not_covered(form, site):
    fill(form, {LATITUDE: "50.4669", LONGITUDE: "far"})
    save(form)
    assert "Write degrees in digits" in said_at(form, "IPostalAddress.longitude")
