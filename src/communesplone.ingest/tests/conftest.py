"""The layers of this add-on's tests, declared in the root conftest.py; samples of old sites."""

from collections.abc import Callable
from communesplone.core.ingest import IIngest
from communesplone.ingest.store import BUSY
from communesplone.ingest.store import Run
from communesplone.ingest.store import run_of
from io import BytesIO
from pathlib import Path
from plone import api
import pytest
import transaction


SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def integration(ingest_integration):
    return ingest_integration


@pytest.fixture
def functional(ingest_functional):
    return ingest_functional


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    return lambda name: SAMPLES.joinpath(name).read_bytes()


@pytest.fixture
def bring(integration, sample) -> Callable[..., Run]:
    """`bring("wordpress", "wordpress.zip")`: that sample, read and written into the site."""

    def doing(
        source: str, given: str | bytes = b"", *, write: bool = True, address: str = "", **options
    ) -> Run:
        site = integration["portal"]
        ingest = IIngest(site)
        data = sample(given) if isinstance(given, str) else given
        with api.env.adopt_roles(["Manager"]):
            run_id = ingest.begin(source, "sample", BytesIO(data) if data else None, address)
            # In a site, the upload is committed before anybody reads it.
            transaction.savepoint(optimistic=True)
            finish(site, run_id)
            if options:
                ingest.choose(run_id, options)
            if write and run_of(site, run_id).state == "ready":
                ingest.start(run_id, "write")
                finish(site, run_id)
        return run_of(site, run_id)

    return doing


@pytest.fixture
def undo(integration) -> Callable[[Run], Run]:
    """Takes out what an import made."""

    def doing(run: Run) -> Run:
        site = integration["portal"]
        with api.env.adopt_roles(["Manager"]):
            IIngest(site).start(run.id, "undo")
            finish(site, run.id)
        return run

    return doing


def finish(site, run_id: str) -> None:
    """Do every step of an import, as the worker does."""
    for _step in range(200):
        if not IIngest(site).advance(run_id):
            break
    assert run_of(site, run_id).state not in BUSY
