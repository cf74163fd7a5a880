"""What is planned goes online through the cache, and a preview link that is cut opens nothing."""

from .content import make_draft
from .running import eventually
from .running import HOSTS
from .running import operator
from .running import running
from .running import Visitor
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.testing import Instance
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import timedelta
import pytest
import re


pytestmark = pytest.mark.needs("haproxy", "varnishd", "redis-server", "openssl")
NAMUR = HOSTS[0]
FORM = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def site(built: Instance, cluster: Cluster) -> Iterator[Instance]:
    """The cluster, running, with a draft."""
    with running(built, cluster):
        built.call(make_draft, "namur")
        yield built


@pytest.fixture
def namur(site, cluster):
    return Visitor(cluster, NAMUR)


@pytest.fixture
def editor(site, cluster):
    return operator(cluster, NAMUR)


def hidden(text: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


def send(editor: Visitor, path: str, page: str, **form: str) -> str:
    """Send a form of a page, and return the page that comes."""
    text = editor.get(page, **FORM).text
    data = {"_authenticator": hidden(text, "_authenticator"), "seen": hidden(text, "seen"), **form}
    assert editor.request("POST", path, headers=FORM, data=data).status_code == 303
    return editor.get(page, **FORM).text


def test_a_cut_preview_link_opens_nothing_through_the_cache(namur, editor):
    text = send(editor, "/draft/@@preview-link", "/draft/@@publish", do="make")
    path = re.search(r"/@@apercu/[\w.-]+", text)[0]
    for _visit in range(2):
        answer = namur.get(path)
        assert answer.status_code == 200
        assert "Nobody knows" in answer.text
        assert answer.headers["X-Cache"] != "hit"
    send(editor, "/draft/@@preview-link", "/draft/@@publish", do="cut")
    closed = namur.get(path)
    assert closed.status_code == 404
    assert "Nobody knows" not in closed.text


def test_a_text_that_is_planned_replaces_the_one_in_the_cache_at_its_hour(namur, editor):
    done = send(editor, "/page/@@working-copy", "/page/@@publish", do="make")
    copy = "/copy_of_page"
    api = {"Accept": "application/json"}
    changed = editor.request("PATCH", copy, headers=api, json={"title": "Planned title"})
    assert changed.status_code == 204, done
    namur.get("/page")
    assert namur.get("/page").headers["X-Cache"] == "hit"
    # The next full minute, for which there is time to ask
    at = (datetime.now(BRUSSELS) + timedelta(seconds=75)).replace(second=0, microsecond=0)
    form = {"do": "publish", "when": "at", "day": f"{at:%Y-%m-%d}", "hour": f"{at:%H:%M}"}
    send(editor, f"{copy}/@@publish", f"{copy}/@@publish", **form)
    assert "Planned title" not in namur.get("/page").text
    eventually(lambda: "Planned title" in namur.get("/page").text, seconds=75)
    assert datetime.now(BRUSSELS) >= at
