"""A production cluster of its own for the tests: every port free, everything stopped by pid."""

from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.testing import free_port
from communesplone.cli.testing import Instance
from pathlib import Path
import os
import pytest
import tempfile


os.environ["PATH"] += os.pathsep + "/usr/sbin"


def loopback() -> str:
    return f"127.0.0.1:{free_port()}"


def settings(folder: Path, clients: int = 2) -> dict[str, str]:
    """Return the settings of a cluster under `folder`, on ports that are free now."""
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
    }


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder with a short path: a Unix socket's may have 107 characters."""
    with tempfile.TemporaryDirectory(prefix="communes-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def built(short_folder: Path) -> Instance:
    """The test profile, built, nothing started."""
    folder = short_folder / "c"
    instance = Instance(folder, settings=settings(folder), profile="profiles/test.cfg")
    instance.build()
    return instance


@pytest.fixture(scope="session")
def cluster(built: Instance) -> Cluster:
    """Where the parts of the built cluster are."""
    return Cluster.read(built.folder / "parts" / "cluster.json", built.folder / "bin")
