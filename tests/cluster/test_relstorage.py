"""The cluster over a real PostgreSQL: two clients, one database, its backup."""

from .conftest import settings
from .content import add_file
from .content import add_operator
from .content import read_file
from .running import PASSWORD
from collections.abc import Iterator
from communesplone.cli.cluster import Address
from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import is_healthy
from communesplone.cli.cluster import start_client
from communesplone.cli.testing import Instance
from communesplone.cli.testing_postgresql import postgresql
from pathlib import Path
import glob
import httpx
import os
import pytest
import subprocess


pytestmark = pytest.mark.needs("initdb")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The connection string of a PostgreSQL server of our own."""
    with postgresql() as server:
        yield server.dsn


@pytest.fixture(scope="module")
def site(short_folder: Path, database: str) -> Iterator[Instance]:
    """An installation on that database, with one commune; nothing serves it yet."""
    options = settings() | {"database": database, "object-cache": "5000"}
    instance = Instance(short_folder / "r", settings=options, profile="profiles/relstorage.cfg")
    instance.build()
    try:
        added = instance.command("add", "92094")
        assert added.exit_code == 0, added.stderr
        instance.call(add_operator, PASSWORD)
        yield instance
    finally:
        instance.stop()


@pytest.fixture
def clients(site: Instance) -> Iterator[tuple[Address, ...]]:
    """The addresses of its two clients, running."""
    cluster = Cluster.read(site.folder / "parts" / "cluster.json", site.folder / "bin")
    for client in cluster.clients:
        start_client(cluster, site.processes, client, ready=lambda c=client: is_healthy(c))
    yield cluster.clients
    site.processes.stop()


def ask(client: Address, method: str, path: str, **options: object) -> httpx.Response:
    url = "http://{}:{}".format(*client) + path
    headers = {"Host": "namur.localhost", "Accept": "application/json"}
    account = ("operator", PASSWORD)
    return httpx.request(method, url, headers=headers, auth=account, timeout=60, **options)


def test_what_one_client_writes_the_other_serves(clients):
    here, there = clients
    page = {"@type": "Document", "id": "shared", "title": "Written here"}
    file = {"@type": "File", "id": "shared.txt", "title": "File"}
    file["file"] = {"data": "in the database", "filename": "x.txt", "content-type": "text/plain"}
    for item in (page, file):
        assert ask(here, "POST", "/", json=item).status_code == 201
    assert ask(there, "GET", "/shared").json()["title"] == "Written here"
    assert ask(there, "GET", "/shared.txt/@@download/file").text == "in the database"
    assert ask(there, "PATCH", "/shared", json={"title": "Written there"}).status_code == 204
    assert ask(here, "GET", "/shared").json()["title"] == "Written there"


def test_backup_brings_back_what_was_lost(site, monkeypatch):
    programs = glob.glob("/usr/lib/postgresql/*/bin")
    monkeypatch.setenv("PATH", os.pathsep.join([os.environ["PATH"], *programs]))
    site.call(add_file, "namur", "of Monday")
    run(site, "backup")
    assert site.command("remove", "namur", "--name", "Namur").exit_code == 0
    # The database is put back while nobody has it open.
    site.stop()
    run(site, "restore")
    assert site.call(read_file, "namur") == ["of Monday", "of Monday"]


def run(instance: Instance, program: str) -> None:
    command = [instance.folder / "bin" / program]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
