"""The command while the sites are served: what it changes is answered at once."""

import pytest
import time


PATIENCE = 10


@pytest.fixture(scope="module")
def served(instance):
    instance.start_client()
    return instance


def test_a_new_commune_answers_at_once_on_its_host(served, command):
    assert served.get("havelange.localhost").status == 421
    command("add", "havelange")
    page = served.get("havelange.localhost")
    assert page.status == 200
    assert "Havelange" in page.text


def test_the_other_hosts_of_a_commune_lead_to_the_main_one(served, command):
    command("hosts", "namur", "--add", "www.namur.be")
    moved = served.get("www.namur.be", "/services?x=1")
    assert moved.status == 301
    assert moved.headers["location"] == f"http://namur.localhost:{served.port}/services?x=1"
    command("hosts", "namur", "--remove", "www.namur.be")
    assert served.get("www.namur.be").status == 421


def test_a_removed_commune_does_not_answer_any_more(served, command):
    assert served.get("havelange.localhost").status == 200
    command("remove", "havelange", "--name", "Havelange")
    # The client hears of it from the database server, a moment later
    deadline = time.monotonic() + PATIENCE
    while served.get("havelange.localhost").status != 421:
        assert time.monotonic() < deadline, "it still answers"
        time.sleep(0.1)


def test_the_command_as_people_run_it_works_beside_the_client(served):
    result = served.run("list", "--json")
    assert result.exit_code == 0, result.stderr
    assert "namur" in [site["id"] for site in result.json["sites"]]
    assert served.get("namur.localhost").status == 200
