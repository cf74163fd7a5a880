"""`communes succession`: the key of the former commune signs, or the hub's operator says it."""

from communesplone.cli.errors import CommandError
from communesplone.cli.succession import _issuer
from communesplone.core import jobs
import pytest


def waiting(app, site_id):
    return [job.name for job in jobs.pending(app[site_id])]


def test_the_site_that_has_the_key_signs_and_the_worker_delivers(instance, command):
    done = command("succession", "namur", "92094", "92999")
    assert "nis:92999 follows nis:92094" in done.stdout
    assert "communesplone.sharing.succeed" in instance.call(waiting, "namur")


def test_a_site_without_the_key_signs_nothing(refused):
    assert "does not have the key" in refused("succession", "namur", "83012", "92999")


def test_only_a_hub_says_it_without_the_key(refused):
    said = refused("succession", "namur", "92094", "92999", "--lost-key")
    assert "is not the hub" in said


@pytest.mark.parametrize("code", ["namur", "9209", "920944"])
def test_communes_are_named_by_their_code(code):
    assert _issuer("nis:92094") == _issuer("92094") == "nis:92094"
    with pytest.raises(CommandError):
        _issuer(code)
