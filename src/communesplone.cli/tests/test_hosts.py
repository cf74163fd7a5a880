from communesplone.cli.errors import CommandError
from communesplone.cli.hosts import changed
import pytest


def test_a_host_is_added_last_and_the_main_one_stays():
    assert changed(("a.be",), ("b.be", "c.be"), (), ()) == ("a.be", "b.be", "c.be")


def test_the_main_host_comes_first_and_is_added_when_new():
    assert changed(("a.be", "b.be"), (), ("b.be",), ()) == ("b.be", "a.be")
    assert changed(("a.be",), (), ("c.be",), ()) == ("c.be", "a.be")


def test_adding_a_host_twice_changes_nothing():
    assert changed(("a.be",), ("a.be",), (), ()) == ("a.be",)


def test_removing_a_host_that_is_not_there_is_refused():
    with pytest.raises(CommandError, match=r"b\.be is not a host"):
        changed(("a.be",), (), (), ("b.be",))


def test_hosts_are_added_made_main_and_removed(command):
    command("hosts", "namur", "--add", "www.namur.be", "--add", "NAMUR.be.")
    assert command("hosts", "namur", "--json").json == {
        "id": "namur",
        "main": "namur.localhost",
        "hosts": ["namur.localhost", "www.namur.be", "namur.be"],
    }
    command("hosts", "namur", "--main", "www.namur.be", "--remove", "namur.be")
    assert command("hosts", "namur").stdout == "www.namur.be  (main)\nnamur.localhost\n"
    command("hosts", "namur", "--main", "namur.localhost", "--remove", "www.namur.be")


def test_a_host_of_another_site_is_refused_and_the_way_told(refused):
    said = refused("hosts", "st-vith", "--add", "namur.localhost")
    assert "namur.localhost already belongs to namur" in said
    assert "communes hosts namur --remove namur.localhost" in said


@pytest.mark.parametrize(
    "host", ["http://namur.be", "namur.be:8080", "na mur.be", "-a.be", "", "zope.localhost"]
)
def test_what_is_not_a_host_name_is_a_usage_error(refused, host):
    refused("hosts", "namur", "--add", host, exit_code=2)


def test_an_unknown_site_suggests_the_nearest(refused):
    assert "Did you mean namur?" in refused("hosts", "namr")
