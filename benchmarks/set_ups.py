"""The two set-ups that are compared: this project and a vanilla Plone, built alike.

Both are a client of an own ZEO server with a FileStorage and blobs in a scratch folder, in
production mode, with the same object cache and threads. Vanilla has a Python environment of
its own, made from the same pins, so that nothing of ours is loaded in it.
"""

from collections.abc import Iterator
from communesplone.cli.processes import Child
from communesplone.cli.processes import free_port
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
import json
import os
import platform
import plone.recipe.zope2instance
import shutil
import subprocess
import sys
import tempfile


HOME = Path(__file__).resolve().parent.parent
CACHE = HOME / ".cache"
OBJECT_CACHE = 30000
VANILLA = (
    "Products.CMFPlone",
    "plone.classicui",
    "plone.app.caching",
    "plone.app.discussion",
    "plone.app.iterate",
    "plone.app.multilingual",
    "plone.app.upgrade",
    "plone.restapi",
    "Products.CMFPlacefulWorkflow",
    "plone.api",
    "ZEO",
    "setuptools",
)
ZOPE_CONF = """\
%define INSTANCE {folder}
instancehome $INSTANCE
clienthome $INSTANCE/var
debug-mode off
security-policy-implementation C
verbose-security off
<environment>
    zope_i18n_compile_mo_files 1
</environment>
<zodb_db main>
    cache-size {cache}
    mount-point /
    <zeoclient>
        server $INSTANCE/zeo.sock
        blob-dir $INSTANCE/blobs
        shared-blob-dir on
        storage 1
    </zeoclient>
</zodb_db>
"""
WSGI_INI = """\
[server:main]
use = egg:waitress#main
listen = 127.0.0.1:{port}
threads = 1
[app:zope]
use = egg:Zope#main
zope_conf = {folder}/zope.conf
[filter:guard]
paste.filter_app_factory = communesplone.core.wsgi:guard
[pipeline:main]
pipeline =
    {filters}
    egg:Zope#httpexceptions
    zope
"""
ZEO_CONF = """\
<zeo>
    address {folder}/zeo.sock
</zeo>
<filestorage 1>
    path {folder}/Data.fs
    blob-dir {folder}/blobs
</filestorage>
"""


@dataclass(frozen=True)
class SetUp:
    """A Python and a configured Zope in a scratch folder, its ZEO server running."""

    name: str
    python: Path
    folder: Path
    processes: Processes

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "ZOPE_CONF": str(self.folder / "zope.conf"),
            "COMMUNES_ZOPE_CONF": str(self.folder / "zope.conf"),
            "COMMUNES_VAR": str(self.folder),
        }

    def probe(self, action: str, *arguments: str, script: str = "probe.py") -> dict:
        """Run a script of benchmarks/ there; return what it prints as JSON."""
        done = subprocess.run(
            [str(self.python), str(HOME / "benchmarks" / script), self.name, action, *arguments],
            env=self.environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def work(self) -> Child:
        """Start the worker, stopped with the set-up; return its process."""
        command = [self.python, "-c", "from communesplone.core.worker import main; main()"]
        log = self.folder / "log" / "worker.log"
        return self.processes.start(
            "worker-output",
            command,
            environment=self.environment,
            ready=lambda: log.exists() and "is ready" in log.read_text(),
        )

    def serve(self) -> tuple[int, Child]:
        """Start a client on a free port, stopped with the set-up; return its port and process."""
        port = free_port()
        ini = self.folder / "wsgi.ini"
        filters = "guard" if self.name == "communes" else ""
        ini.write_text(WSGI_INI.format(port=port, folder=self.folder, filters=filters))
        child = self.processes.start(
            "client",
            [self.python, "-m", "Zope2.Startup.serve", "-q", ini],
            environment=self.environment,
            ready=lambda: listens(("127.0.0.1", port)),
        )
        return port, child


@contextmanager
def set_up(name: str, database: Path | None = None) -> Iterator[SetUp]:
    """Give `communes` or `vanilla` a scratch folder and a ZEO server; remove them afterwards.

    :param database: a Data.fs that the server begins with a copy of.
    """
    python = Path(sys.executable) if name == "communes" else vanilla_python()
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as scratch:
        folder = Path(scratch)
        for part in ("var", "blobs", "etc"):
            folder.joinpath(part).mkdir(mode=0o700)
        skeleton = Path(plone.recipe.zope2instance.__file__).parent / "skel4" / "etc"
        shutil.copy(skeleton / "site.zcml", folder / "etc")
        folder.joinpath("zope.conf").write_text(
            ZOPE_CONF.format(folder=folder, cache=OBJECT_CACHE)
        )
        folder.joinpath("zeo.conf").write_text(ZEO_CONF.format(folder=folder))
        if database is not None:
            shutil.copy(database, folder / "Data.fs")
        processes = Processes(folder / "log")
        processes.start(
            "zeo",
            [sys.executable, "-m", "ZEO.runzeo", "-C", folder / "zeo.conf"],
            ready=lambda: listens(folder / "zeo.sock"),
        )
        try:
            yield SetUp(name, python, folder, processes)
        finally:
            processes.stop()


def vanilla_python() -> Path:
    """Return the Python of the vanilla environment, made at the first call."""
    return make_python(CACHE / "vanilla", VANILLA)


def make_python(place: Path, packages: tuple[str, ...]) -> Path:
    """Return the Python of an environment of its own, made from our pins at the first call."""
    python = place / "bin" / "python"
    if not (place / "done").exists():
        uv = CACHE / "uv" / "bin" / "uv"
        subprocess.run(
            [uv, "venv", "--clear", "--quiet", "--python", sys.executable, place], check=True
        )
        install = [uv, "pip", "install", "--quiet", "--python", python]
        subprocess.run([*install, "-c", CACHE / "constraints.txt", *packages], check=True)
        (place / "done").touch()
    return python


def describe_machine() -> str:
    """One paragraph: the machine and what both set-ups share."""
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; "
        f"ZEO on a Unix socket, object cache {OBJECT_CACHE}, one thread measured, debug-mode off."
    )
