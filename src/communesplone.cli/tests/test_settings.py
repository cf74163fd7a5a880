import pytest


def current(command, site_id="namur"):
    return command("set", site_id, "--json").json["settings"]


def test_without_values_the_keys_are_listed(command):
    keys = current(command)
    assert {"title", "language", "population", "postal_codes"} <= set(keys)
    assert "nis" not in keys


def test_a_population_is_written_with_its_year_and_source(command):
    command(
        "set", "namur", "population=114000", "population_year=2025", "population_source=Statbel"
    )
    shown = command("show", "namur", "--json").json["site"]
    assert shown["population"] == 114000
    assert (shown["population_year"], shown["population_source"]) == (2025, "Statbel")


def test_a_population_without_year_and_source_is_refused(command, refused):
    before = current(command, "st-vith")
    said = refused("set", "st-vith", "population=10000", "title=Changed")
    assert "population_year" in said
    assert "population_source" in said
    assert current(command, "st-vith") == before


def test_the_title_changes_everywhere_it_is_shown(command):
    command("set", "st-vith", "title=Stadt Sankt Vith")
    script = "print(portal.title, '/', portal.portal_registry['plone.site_title'])"
    shown = command("shell", "st-vith", input=script)
    assert shown.stdout == "Stadt Sankt Vith / Stadt Sankt Vith\n"
    command("set", "st-vith", "title=Sankt Vith")


def test_lists_are_written_with_commas(command):
    before = ",".join(current(command)["postal_codes"])
    assert command("set", "namur", "postal_codes=5000, 5100", "--json").json == {
        "id": "namur",
        "settings": {"postal_codes": ["5000", "5100"]},
    }
    command("set", "namur", f"postal_codes={before}")


def test_the_language_of_administration_changes_place_with_the_second_one(command):
    command("set", "st-vith", "language=fr")
    shown = command("show", "st-vith", "--json").json["site"]
    assert (shown["language"], shown["facility_languages"]) == ("fr", ["de"])
    assert shown["name"] == "Saint-Vith"
    command("set", "st-vith", "language=de")
    assert command("show", "st-vith", "--json").json["site"]["name"] == "Sankt Vith"


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("language=nl", "has no pages in “nl”"),
        ("population=many", "population: “many” cannot be written"),
        ("demonstration=perhaps", "Write yes or no"),
        ("nis=12345", "nothing called “nis”"),
        ("tittle=Namur", "Did you mean title?"),
        ("plone.site_title=Namur", "nothing called “plone.site_title”"),
    ],
)
def test_what_cannot_be_written_changes_nothing(command, refused, pair, said):
    before = current(command)
    assert said in refused("set", "namur", pair)
    assert current(command) == before


def test_what_is_not_a_pair_is_a_usage_error(refused):
    refused("set", "namur", "title", exit_code=2)


def test_a_change_is_counted_so_that_caches_forget_the_old_pages(command, instance):
    before = instance.call(count, "namur")
    command("set", "namur", "title=Namur")
    assert instance.call(count, "namur") == before + 1


def count(app, site_id):
    from communesplone.core.changes import counter

    return counter(app[site_id])
