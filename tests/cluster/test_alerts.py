"""An alert is on every page at once, also on those that the proxy keeps; so is its end."""

from .running import HOSTS
from .running import operator
from .running import running
from .running import Visitor
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.testing import Instance
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


pytestmark = pytest.mark.needs("haproxy", "varnishd", "redis-server", "openssl")
NAMUR = HOSTS[0]
API = {"Accept": "application/json"}
TITLE = "Keep away from the quays"


@pytest.fixture(scope="module")
def site(built: Instance, cluster: Cluster) -> Iterator[Instance]:
    """The cluster, running."""
    with running(built, cluster):
        yield built


@pytest.fixture
def namur(site, cluster):
    return Visitor(cluster, NAMUR)


@pytest.fixture
def editor(site, cluster):
    return operator(cluster, NAMUR)


def moment(hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")


def is_kept(visitor: Visitor, path: str) -> bool:
    visitor.get(path)
    return visitor.get(path).headers["X-Cache"] == "hit"


def test_the_request_after_the_publication_shows_it_and_the_one_after_the_end_does_not(
    namur, editor
):
    body = {
        "@type": "Alert",
        "id": "quays",
        "title": TITLE,
        "instruction": "Go upstairs.",
        "level": "emergency",
        "kind": "flood",
        "start": moment(-1),
        "end": moment(3),
        "crisis": True,
    }
    assert editor.request("POST", "/", headers=API, json=body).status_code == 201
    assert TITLE not in namur.get("/page").text
    assert is_kept(namur, "/page")
    assert is_kept(namur, "/")

    done = editor.request("POST", "/quays/@workflow/publish", headers=API, json={})
    assert done.status_code == 200
    assert TITLE in namur.get("/page").text
    home = namur.get("/")
    assert "BE-Alert" in home.text
    assert home.headers["Content-Security-Policy"].startswith("default-src 'none'")

    assert home.headers["Content-Type"].startswith("text/html")
    again = namur.get("/", Cookie="lets-the-proxy=pass")
    assert again.headers["Content-Type"].startswith("text/html")

    # A rush is the proxy's work
    assert all(namur.get("/").headers["X-Cache"] == "hit" for _visit in range(20))
    assert "BE-Alert" in namur.get("/").text
    assert "<main" in namur.get("/?full=1").text
    tag = home.headers["ETag"]
    assert namur.get("/", If_None_Match=tag).status_code == 304

    gone = editor.request("PATCH", "/quays", headers=API, json={"crisis": False})
    assert gone.status_code == 204
    assert "upstairs" in namur.get("/").text
    assert namur.get("/").headers["Content-Security-Policy"].startswith("default-src 'self'")
    over = editor.request("POST", "/quays/@workflow/retract", headers=API, json={})
    assert over.status_code == 200
    assert TITLE not in namur.get("/page").text
