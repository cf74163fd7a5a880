"""Wagtail with like content: gunicorn over PostgreSQL, its own production settings."""

from benchmarks.set_ups import CACHE
from benchmarks.set_ups import make_python
from collections.abc import Iterator
from communesplone.cli.processes import free_port
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.cli.testing_postgresql import postgresql
from contextlib import contextmanager
from pathlib import Path
import os
import secrets
import subprocess
import tempfile


HERE = Path(__file__).resolve().parent
PROJECT = HERE / "wagtail_site"
PACKAGES = ("wagtail", "gunicorn", "psycopg[binary]")
PATHS = {
    "home": "/",
    "page": "/section-0/page-0/",
    "listing": "/actualites/",
    "search": "/search/?query={word}",
    "procedure": "/demarches/procedure-9/",
    "agenda": "/agenda/",
}


@contextmanager
def served(count: int) -> Iterator[tuple[int, list[int]]]:
    """Serve a site of `count` items; yield its port and the pids whose work it is."""
    python = make_python(CACHE / "wagtail", PACKAGES)
    with tempfile.TemporaryDirectory(prefix="bench-wagtail-") as scratch, postgresql() as database:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": f"{PROJECT}:{HERE / 'shared'}:{scratch}",
            "SECRET_KEY": secrets.token_hex(),
            "STATIC_ROOT": f"{scratch}/static",
            "PGHOST": str(database.folder),
        }
        migrations = Path(scratch, "made_migrations")
        migrations.mkdir()
        migrations.joinpath("__init__.py").touch()
        for command in (["makemigrations", "municipal"], ["migrate"], ["fill", str(count)]):
            manage = [python, "-m", "django", *command, "--verbosity", "0"]
            subprocess.run(manage, env=environment, cwd=scratch, check=True)
        port = free_port()
        processes = Processes(Path(scratch))
        child = processes.start(
            "gunicorn",
            [
                python,
                *("-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"),
                "wsgi:application",
            ],
            environment=environment,
            ready=lambda: listens(("127.0.0.1", port)),
        )
        try:
            yield port, [child.process.pid, database.pid]
        finally:
            processes.stop()
