"""An old site brought in from the command line, and by a real worker that is killed in between."""

from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
import pytest
import signal
import subprocess
import time


SITE = "gembloux"
SAMPLES = Path(__file__).parents[2] / "communesplone.ingest" / "tests" / "samples"
PATIENCE = 180


def load(name):
    spec = spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ingested = load("ingested")


@pytest.fixture(scope="module")
def site(instance):
    result = instance.command("add", SITE)
    assert result.exit_code == 0, result.stderr
    return SITE


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def start_worker(instance):
    return subprocess.Popen(
        [instance.folder / "bin" / "communes", "worker"],
        env=instance.variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_worker_killed_while_it_writes_leaves_nothing_twice(instance, site):
    worker = start_worker(instance)
    try:
        run = instance.call(ingested.begin, site)
        wait_for(lambda: instance.call(ingested.stands, site, run)[0] == "ready")
        instance.call(ingested.act, site, run, "write")
        wait_for(lambda: instance.call(ingested.stands, site, run)[1] >= 40)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        state, position = instance.call(ingested.stands, site, run)
        assert state == "writing"
        # What was committed is whole: as many pages as the position says, each once.
        assert instance.call(ingested.pages, site) == [position] * 3
        worker = start_worker(instance)
        wait_for(lambda: instance.call(ingested.stands, site, run)[0] == "done")
        assert instance.call(ingested.pages, site) == [ingested.PAGES] * 3
        instance.call(ingested.act, site, run, "undo")
        wait_for(lambda: instance.call(ingested.stands, site, run)[0] == "undone")
        assert instance.call(ingested.pages, site) == [0] * 3
    finally:
        worker.kill()
        worker.wait()


def test_a_dry_run_writes_nothing_and_says_how_to_go_on(command, instance, site):
    shown = command("ingest", site, "wordpress", str(SAMPLES / "wordpress.zip")).stdout
    assert "ready" in shown
    assert "nothing is written yet: --run" in shown


def test_the_command_brings_a_wordpress_in_as_sections_and_again_nothing(
    command, instance, site, tmp_path
):
    given = ("ingest", site, "wordpress", str(SAMPLES / "wordpress.zip"), "--write", "--json")
    found = command(*given, "--report", str(tmp_path / "report.csv")).json
    assert found["state"] == "done"
    assert sum(found["fates"].values()) == 23
    assert "Nous écrire" in (tmp_path / "report.csv").read_text("utf-8-sig")
    waste = instance.call(ingested.sections, site, "vivre-ici/dechets")
    assert [one["type"] for one in waste] == ["text", "table", "faq", "text"]
    assert waste[1]["heading"] == "Jours de collecte"
    assert waste[1]["caption"] == "Collectes par quartier"
    assert waste[2]["questions"][0]["question"] == "Quand sortir le sac ?"
    pictures = instance.call(ingested.sections, site, "vivre-ici/en-images")
    assert [one["type"] for one in pictures] == ["text", "gallery", "text"]
    contact = instance.call(ingested.sections, site, "contact")
    assert "video" in [one["type"] for one in contact]
    old = "/2019/05/travaux-rue-du-moulin"
    assert instance.call(ingested.target, site, old).endswith("/travaux-rue-du-moulin")
    again = command(*given).json
    assert again["fates"].get("added") is None
    undone = command("ingest", site, "--run", found["run"], "--undo", "--json").json
    assert undone["fates"]["removed"] == found["fates"]["added"]
    assert instance.call(ingested.target, site, old) is None


def test_the_password_of_an_account_goes_by_https_only_and_is_shown_nowhere(instance, site):
    old = ("restapi", "http://www.old.example", "--user", "webmestre")
    result = instance.command("ingest", site, *old, COMMUNES_INGEST_PASSWORD="correct horse")
    said = result.stdout + result.stderr
    assert result.exit_code == 1
    assert "only goes to an address with https" in said
    assert "correct horse" not in said
    assert not list((instance.var / "ingest").glob("*"))


def test_a_table_of_places_comes_in_by_the_directory(command, site, tmp_path):
    table = tmp_path / "places.csv"
    table.write_bytes(
        "id;title;kind\r\necole;École;school\r\nparc;Parc;park\r\n".encode("latin-1")
    )
    found = command("ingest", site, "csv:Place", str(table), "--write", "--json").json
    assert (found["state"], found["fates"]) == ("done", {"added": 2})
    undone = command("ingest", site, "--run", found["run"], "--undo", "--json").json
    assert undone["fates"] == {"removed": 2}


def test_a_table_of_procedures_comes_in_by_their_add_on(command, site, tmp_path):
    table = tmp_path / "procedures.csv"
    table.write_text(
        "id;titre;étapes;prix;Démarches apparentées\n"
        'carte;Carte perdue;"Bloquez | Tout de suite.\nVenez";Carte | 27 €;passeport\n'
        "passeport;Passeport;;;carte\n"
    )
    found = command("ingest", site, "csv:Procedure", str(table), "--write", "--json").json
    assert (found["state"], found["fates"]) == ("done", {"added": 2})
    undone = command("ingest", site, "--run", found["run"], "--undo", "--json").json
    assert undone["fates"] == {"removed": 2}


def test_a_table_with_a_wrong_line_brings_nothing(refused, site, tmp_path):
    table = tmp_path / "places.csv"
    table.write_text("id;title;kind\r\necole;École;school\r\nparc;Parc;volcano\r\n")
    said = refused("ingest", site, "csv:Place", str(table), "--write")
    assert "nothing was written" in said


def test_what_cannot_be_read_is_told(refused, site, tmp_path):
    assert "There is no file" in refused("ingest", site, "wordpress", str(tmp_path / "none.xml"))
    assert "what the old site is" in refused("ingest", site, "joomla", str(Path(__file__)))
    assert "damaged at line 1" in refused("ingest", site, "wordpress", str(SAMPLES / "pages.csv"))
    assert "inner network" in refused("ingest", site, "website", "http://127.0.0.1:1/")
    refused("ingest", site, exit_code=2)
