"""`communes keys` and `communes peers`."""

import json
import pytest


@pytest.fixture
def keys(command):
    """`keys("namur")`: its public keys, the current one first."""

    def listed(site_id):
        found = json.loads(command("keys", "list", site_id, "--json").stdout)["keys"]
        assert {one["site"] for one in found} == {site_id}
        return found

    return listed


def test_each_site_signs_with_a_key_of_its_own(command, keys):
    found = {keys(one)[0]["key"] for one in ("hub", "namur", "st-vith")}
    assert len(found) == 3
    assert keys("namur")[0]["issuer"] == "nis:92094"
    table = command("keys", "list").stdout
    assert all(one in table for one in found)


def test_a_key_is_rotated_and_a_leaked_one_revoked(command, keys, refused):
    first = keys("namur")[0]["key"]
    assert first not in command("keys", "rotate", "namur").stdout
    second, former = keys("namur")[:2]
    assert (former["key"], bool(former["until"]), former["revoked"]) == (first, True, "")
    refused("keys", "revoke", "namur", input="n\n")
    assert keys("namur")[0] == second
    command("keys", "revoke", "namur", input="y\n")
    third, leaked = keys("namur")[:2]
    assert leaked["key"] == second["key"]
    assert leaked["revoked"]
    assert third["key"] not in (first, second["key"])


def test_a_peer_is_added_by_https_alone_and_when_it_answers(command, refused):
    assert "https" in refused("peers", "add", "namur", "http://hub.example.be", "key")
    said = refused("peers", "add", "namur", "https://localhost:1", "key")
    assert "inner network" in said
    said = refused(
        "peers", "add", "namur", "http://localhost:1", "key", COMMUNES_SHARING_HOSTS="localhost:1"
    )
    assert "does not answer" in said
    assert json.loads(command("peers", "list", "--json").stdout) == {"peers": []}
    assert "shares with nobody" in refused("peers", "remove", "namur", "https://hub.example.be")
    assert "no site" in refused("peers", "list", "nowhere")
