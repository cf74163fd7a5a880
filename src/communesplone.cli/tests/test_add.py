from click.testing import CliRunner
from communesplone.cli.main import main
import json
import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("namur", "--region", "wallonia"),
        ("--province", "namur", "--region", "wallonia"),
        ("namur", "durbuy", "--host", "namur.be"),
        ("namur", "--host", "http://namur.be/"),
        ("namur", "--language", "it"),
    ],
)
def test_arguments_that_contradict_each_other_are_a_usage_error(arguments):
    result = CliRunner().invoke(main, ["add", *arguments])
    assert result.exit_code == 2


def test_an_unknown_name_suggests_the_nearest_before_the_database_is_opened():
    result = CliRunner(env={"COMMUNES_VAR": None}).invoke(main, ["add", "namurr"])
    assert result.exit_code == 1
    assert "Namur (92094)" in result.stderr


def test_several_wrong_names_are_named_together():
    result = CliRunner().invoke(main, ["add", "namurr", "durbuyy", "spa"])
    assert "Namur" in result.stderr
    assert "Durbuy" in result.stderr


def test_an_ambiguous_name_lists_the_choices():
    result = CliRunner().invoke(main, ["add", "saint"])
    assert result.exit_code == 1
    assert "Saint-Hubert (84059)" in result.stderr


def test_a_commune_is_created_with_its_host_and_identity(command):
    added = command("add", "85009", "--json").json["communes"]
    assert [(c["id"], c["status"], c["hosts"]) for c in added] == [
        ("etalle", "created", ["etalle.localhost"])
    ]
    assert added[0]["seconds"] > 0
    assert added[0]["bytes"] > 0
    shown = command("show", "etalle", "--json").json["site"]
    assert (shown["nis"], shown["name"], shown["language"]) == ("85009", "Etalle", "fr")
    assert shown["postal_codes"]


def test_hosts_and_language_may_be_chosen(command):
    command("add", "waimes", "--host", "www.waimes.be", "--host", "waimes.be", "--language", "de")
    shown = command("show", "waimes", "--json").json["site"]
    assert shown["hosts"] == ["www.waimes.be", "waimes.be"]
    assert shown["language"] == "de"


def test_existing_communes_are_reported_and_skipped(command):
    result = command("add", "NAMUR", "saint vith", "--json").json["communes"]
    assert [(c["id"], c["status"]) for c in result] == [
        ("namur", "existing"),
        ("st-vith", "existing"),
    ]


def take_id(app, name):
    app.manage_addFolder(name)


def release_id(app, name):
    app._delObject(name)


def test_a_taken_id_is_refused_before_anything_is_written(instance, command, refused):
    instance.call(take_id, "spa")
    try:
        assert "“spa” is taken" in refused("add", "virton", "spa")
    finally:
        instance.call(release_id, "spa")
    assert "virton" not in ids(command)


def test_a_taken_host_is_refused_before_anything_is_written(command, refused):
    said = refused("add", "virton", "--host", "namur.localhost")
    assert "namur.localhost belongs to namur" in said
    assert "virton" not in ids(command)


def ids(command):
    return [site["id"] for site in command("list", "--json").json["sites"]]


def let_fail(app, site_id):
    """Make the creation of one site fail, until its handler is taken away."""
    from plone.base.interfaces import IPloneSiteRoot
    from zope.component import getGlobalSiteManager
    from zope.lifecycleevent.interfaces import IObjectAddedEvent

    def fail(site, event):
        if site.getId() == site_id:
            getGlobalSiteManager().unregisterHandler(fail, (IPloneSiteRoot, IObjectAddedEvent))
            raise ValueError("the disk is full")

    getGlobalSiteManager().registerHandler(fail, (IPloneSiteRoot, IObjectAddedEvent))


def test_a_commune_that_fails_leaves_nothing_and_the_same_command_creates_it(instance, command):
    instance.call(let_fail, "daverdisse")
    result = instance.command("add", "daverdisse", "herbeumont")
    assert result.exit_code == 1
    assert "failed   daverdisse  ValueError: the disk is full" in result.stdout
    assert "created  herbeumont" in result.stdout
    assert "the same command again" in result.stderr
    assert "daverdisse" not in ids(command)
    again = command("add", "daverdisse", "herbeumont", "--json").json["communes"]
    assert [c["status"] for c in again] == ["created", "existing"]


def test_a_province_is_selected_whole_in_the_reference_data():
    from communesplone.cli.add import chosen

    assert len(chosen((), "namur", None)) == 38
    assert {c.province for c in chosen((), "Liège", None)} == {"Province de Liège"}


def test_json_is_the_only_thing_on_the_output(command):
    result = command("add", "namur", "--json")
    assert list(json.loads(result.stdout)) == ["communes"]
