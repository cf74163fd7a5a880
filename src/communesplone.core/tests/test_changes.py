from collections.abc import Iterator
from communesplone.core import changes
from communesplone.core import jobs
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from threading import Thread
import pytest
import transaction


@contextmanager
def proxy(status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """A server that takes bans; yields its address and the sites banned so far."""
    banned: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_BAN(self):
            banned.append(self.headers["X-Commune"])
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args):
            """Nothing on the test's terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", banned
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_transaction_counts_once(functional_portal):
    before = changes.counter(functional_portal)
    changes.touch(functional_portal)
    changes.touch(functional_portal)
    assert changes.counter(functional_portal) == before + 1
    transaction.commit()
    changes.touch(functional_portal)
    assert changes.counter(functional_portal) == before + 2


def test_what_is_not_committed_is_not_counted(functional_portal):
    before = changes.counter(functional_portal)
    changes.touch(functional_portal)
    transaction.abort()
    assert changes.counter(functional_portal) == before


def test_any_write_of_a_publication_counts(functional_app, functional_portal):
    browser = Browser(functional_app)
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional_portal.absolute_url()}/@@site-controlpanel")
    transaction.begin()
    before = changes.counter(functional_portal)
    browser.reload()
    transaction.begin()
    assert changes.counter(functional_portal) == before
    browser.getControl(name="form.widgets.site_title").value = "Autre nom"
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert changes.counter(functional_portal) == before + 1


def test_edit_form_still_locks_without_asking_for_a_confirmation(
    functional_app, functional_portal
):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(functional_portal, "Document", "page", title="Page")
    transaction.commit()
    browser = Browser(functional_app)
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional_portal.absolute_url()}/page/edit")
    assert browser.url.endswith("/page/edit")
    transaction.begin()
    assert functional_portal.page.restrictedTraverse("@@plone_lock_info").is_locked()


def test_commit_bans_the_pages_of_the_site_and_a_job_bans_them_again(
    functional_portal, monkeypatch
):
    with proxy() as (one, banned), proxy() as (other, banned_too):
        monkeypatch.setenv("COMMUNES_BAN_URL", f"{one} {other}")
        changes.touch(functional_portal)
        assert banned == []
        transaction.commit()
        assert (banned, banned_too) == (["plone"], ["plone"])
        (job,) = jobs.pending(functional_portal)
        assert job.name == changes.BAN_AGAIN
        jobs.run_due(functional_portal, job.due)
        assert banned == ["plone", "plone"]


def test_nothing_is_banned_by_what_is_not_committed(functional_portal, monkeypatch):
    with proxy() as (address, banned):
        monkeypatch.setenv("COMMUNES_BAN_URL", address)
        changes.touch(functional_portal)
        transaction.abort()
        assert banned == []


def test_proxy_that_is_down_or_refuses_is_logged_and_stops_nobody(
    functional_portal, monkeypatch, caplog
):
    with proxy(status=403) as (refusing, _banned), proxy() as (address, banned):
        monkeypatch.setenv("COMMUNES_BAN_URL", f"http://127.0.0.1:1/ {refusing} {address}")
        changes.touch(functional_portal)
        transaction.commit()
        assert banned == ["plone"]
    assert "http://127.0.0.1:1/" in caplog.text
    assert "403" in caplog.text


def test_without_a_proxy_there_is_nothing_to_repeat(functional_portal, monkeypatch):
    monkeypatch.delenv("COMMUNES_BAN_URL", raising=False)
    changes.touch(functional_portal)
    transaction.commit()
    assert jobs.pending(functional_portal) == ()


def test_earliest_declared_moment_counts(http_request):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert changes.next_change(http_request) is None
    changes.declare_next_change(http_request, noon)
    changes.declare_next_change(http_request, noon + timedelta(hours=1))
    assert changes.next_change(http_request) == noon
    changes.declare_next_change(http_request, noon - timedelta(hours=1))
    assert changes.next_change(http_request) == noon - timedelta(hours=1)


def test_moment_without_timezone_is_refused(http_request):
    with pytest.raises(ValueError, match="timezone"):
        changes.declare_next_change(http_request, datetime(2026, 11, 23))
