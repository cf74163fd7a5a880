"""A production cluster of its own for the tests: every port free, everything stopped by pid."""

from .communes import NAMES
from .communes import PASSWORD
from .communes import Region
from .content import add_operator
from .sharing import make_communes
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.processes import free_port
from communesplone.cli.testing import Instance
from functools import cache
from pathlib import Path
import os
import pytest
import tempfile


os.environ["PATH"] += os.pathsep + "/usr/sbin"


def loopback() -> str:
    return f"127.0.0.1:{free_port()}"


def settings(clients: int = 2) -> dict[str, str]:
    """Return the settings of a cluster on ports that are free now."""
    front = str(free_port())
    return {
        "https-port": front,
        "public-port": front,
        "http-port": str(free_port()),
        "clients": " ".join(loopback() for _ in range(clients)),
        "varnish-address": loopback(),
        "ban-address": loopback(),
        "backend-address": loopback(),
        "jobs": f"redis://{loopback()}/0",
        "mail-relay": loopback(),
    }


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder with a short path: a Unix socket's may have 107 characters."""
    with tempfile.TemporaryDirectory(prefix="communes-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def build(short_folder: Path) -> Callable[[str], Instance]:
    """`build(profile)`: the profile, built once, nothing started."""

    @cache
    def build(profile: str) -> Instance:
        path = f"profiles/{profile}.cfg"
        instance = Instance(short_folder / profile, settings=settings(), profile=path)
        instance.build()
        return instance

    return build


@pytest.fixture(scope="session")
def built(build: Callable[[str], Instance]) -> Instance:
    """The test profile, built, nothing started."""
    return build("test")


@pytest.fixture(scope="session")
def cluster(built: Instance) -> Cluster:
    """Where the parts of the built cluster are."""
    return Cluster.read(built.folder / "parts" / "cluster.json", built.folder / "bin")


@pytest.fixture(scope="session")
def region(short_folder: Path) -> Iterator[Region]:
    """The hub and five communes on a cluster of their own, nobody at work."""
    made = Region(Instance(short_folder / "region"))
    try:
        made.instance.start()
        made.call(add_operator, PASSWORD)
        made.prepare(workers=4, clients=3)
        made.call(make_communes, list(NAMES))
        yield made
    finally:
        made.stop()
