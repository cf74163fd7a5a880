"""The command while the sites are served: what it changes is answered without a restart.

The client hears of a change from the database server, a moment after the command has ended.
"""

import pytest
import time


PATIENCE = 10


@pytest.fixture(scope="module")
def served(instance):
    instance.start_client()
    return instance


def answered(served, status, host, path="/"):
    """Return the page of a host once it answers with this status."""
    deadline = time.monotonic() + PATIENCE
    while (page := served.get(host, path)).status != status:
        assert time.monotonic() < deadline, f"{host} still answers {page.status}"
        time.sleep(0.1)
    return page


def test_a_new_commune_answers_on_its_host(served, command):
    assert served.get("havelange.localhost").status == 421
    command("add", "havelange")
    page = answered(served, 200, "havelange.localhost")
    assert "Havelange" in page.text


def test_the_other_hosts_of_a_commune_lead_to_the_main_one(served, command):
    command("hosts", "namur", "--add", "www.namur.be")
    moved = answered(served, 301, "www.namur.be", "/services?x=1")
    assert moved.headers["location"] == f"http://namur.localhost:{served.port}/services?x=1"
    command("hosts", "namur", "--remove", "www.namur.be")
    answered(served, 421, "www.namur.be")


def test_a_removed_commune_does_not_answer_any_more(served, command):
    assert served.get("havelange.localhost").status == 200
    command("remove", "havelange", "--name", "Havelange")
    answered(served, 421, "havelange.localhost")


def test_the_command_as_people_run_it_works_beside_the_client(served):
    result = served.run("list", "--json")
    assert result.exit_code == 0, result.stderr
    assert "namur" in [site["id"] for site in result.json["sites"]]
    assert served.get("namur.localhost").status == 200
