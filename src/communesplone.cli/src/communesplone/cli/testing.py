"""A real installation in a folder of its own, for tests and benchmarks.

with Instance(tmp_path) as instance:      # buildout, then ZEO on its own socket
    instance.run("add", "Namur")          # bin/communes as a person runs it
    instance.command("list", "--json")    # the same without starting Zope again
    instance.call(function, "namur")      # function(app, "namur") in the database
    instance.start_client()               # one Zope client on a free port
    instance.get("namur.localhost", "/")
"""

from collections.abc import Callable
from collections.abc import Mapping
from communesplone.cli.processes import Child
from communesplone.cli.processes import free_port
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.cli.processes import stop
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
from typing import Self
import http.client
import inspect
import json
import os
import select
import subprocess
import sys


REPOSITORY = Path(__file__).parents[5]
PATIENCE = 600


@dataclass(frozen=True)
class Result:
    """What a command printed and its exit code."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        """Return what was printed as JSON."""
        return json.loads(self.stdout)


@dataclass(frozen=True)
class Page:
    """An HTTP answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Instance:
    """An installation under `folder`, built by the repository's buildout.

    :param folder: a short path, since the ZEO socket's may have 107 characters.
    :param settings: options of buildout's `settings` section to override.
    :param environment: variables for every process of this installation.
    :param profile: the buildout file, in the repository.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    profile: str = "buildout.cfg"

    def __post_init__(self) -> None:
        self.processes = Processes(self.var / "log")
        self._driver: subprocess.Popen | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def variables(self) -> dict[str, str]:
        """Return the environment of its processes: nothing of another installation in it."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("COMMUNES_")}
        return {
            **inherited,
            "COMMUNES_HOME": str(self.folder),
            "COMMUNES_VAR": str(self.var),
            "COMMUNES_ZOPE_CONF": str(self.folder / "parts/client/etc/zope.conf"),
            "COMMUNES_WSGI_INI": str(self.folder / "parts/client/etc/wsgi.ini"),
            "COMMUNES_ZEO_CONF": str(self.folder / "parts/zeo/etc/zeo.conf"),
            **self.environment,
        }

    def build(self) -> None:
        """Run buildout, unless it was."""
        if (self.folder / "bin" / "communes").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        places = {
            "directory": "",
            "parts-directory": "parts",
            "bin-directory": "bin",
            "develop-eggs-directory": "develop-eggs",
            "eggs-directory": "eggs",
            "installed": ".installed.cfg",
        }
        options = [f"buildout:{name}={self.folder / place}" for name, place in places.items()]
        options.append(f"settings:templates={REPOSITORY / 'profiles' / 'templates'}")
        options += [f"settings:{name}={value}" for name, value in self.settings.items()]
        command = [Path(sys.executable).parent / "buildout", "-N", "-c", self.profile, *options]
        done = subprocess.run(  # noqa: S603 our own buildout
            command, cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"buildout failed:\n{done.stdout}{done.stderr}")

    def start(self) -> None:
        """Build it and start its ZEO server."""
        self.build()
        for name in ("filestorage", "blobstorage", "log"):
            (self.var / name).mkdir(parents=True, exist_ok=True)
        self.processes.start(
            "zeo",
            [sys.executable, "-m", "ZEO.runzeo", "-C", self.folder / "parts/zeo/etc/zeo.conf"],
            environment=self.variables,
            ready=lambda: listens(self.var / "zeo.sock"),
        )

    def stop(self) -> None:
        """Stop everything that was started, by pid."""
        if self._driver is not None:
            self._driver.stdin.close()
            stop(self._driver)
            self._driver.stdout.close()
            self._driver = None
        self.processes.stop()

    def start_client(self, port: int = 0) -> Child:
        """Start a Zope client; its port is then `.port`."""
        self.port = port or free_port()
        ini = self.variables["COMMUNES_WSGI_INI"]
        listen = f"http_listen=127.0.0.1:{self.port}"
        return self.processes.start(
            f"client-{self.port}",
            [sys.executable, "-m", "Zope2.Startup.serve", "-q", ini, listen],
            environment=self.variables,
            ready=lambda: listens(("127.0.0.1", self.port)),
        )

    def run(self, *arguments: str, input: str = "", **environment: str) -> Result:
        """Run bin/communes in a process of its own."""
        done = subprocess.run(  # noqa: S603 our own command
            [self.folder / "bin" / "communes", *arguments],
            env={**self.variables, **environment},
            input=input,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def command(self, *arguments: str, input: str = "", **environment: str) -> Result:
        """Run a command in a process that keeps Zope warm; a new connection each time."""
        request = {"argv": arguments, "input": input, "environment": environment}
        return Result(**self._ask(request))

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call `function(app, *arguments)` in one transaction and return its plain result.

        The function is imported from its file by the other process: it may use nothing that
        its test prepared.
        """
        where = f"{inspect.getsourcefile(function)}:{function.__name__}"
        answer = self._ask({"function": where, "arguments": arguments})
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def get(self, host: str, path: str = "/", **headers: str) -> Page:
        """Fetch a page as a browser at `host` would; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}", **headers})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Page(answer.status, found, answer.read())
        finally:
            connection.close()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self._driver is None:
            self._driver = self._start_driver()
        self._driver.stdin.write(json.dumps(request) + "\n")
        self._driver.stdin.flush()
        return self._read()

    def _start_driver(self) -> subprocess.Popen:
        with (self.var / "log" / "driver.log").open("a") as log:
            self._driver = subprocess.Popen(
                [sys.executable, "-m", "communesplone.cli.driver"],
                env=self.variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._read()
        return self._driver

    def _read(self) -> dict[str, Any]:
        ready, _, _ = select.select([self._driver.stdout], [], [], PATIENCE)
        line = self._driver.stdout.readline() if ready else ""
        if not line:
            raise RuntimeError((self.var / "log" / "driver.log").read_text()[-3000:])
        return json.loads(line)
