"""What a test writes into the database of its cluster: called there, by `Instance.call`.

The process that calls imports this file alone.
"""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.statistics import counting
from communesplone.statistics.store import store_of
from datetime import datetime
from datetime import UTC
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.component.hooks import setSite


def add_operator(app: Any, password: str) -> None:
    """Give the cluster an account that may do everything."""
    app.acl_users._doAddUser("operator", password, ["Manager"], [])


def publish_page(app: Any, site_id: str) -> None:
    """Add a published page, as `page`, titled by the site's id, unless it is there."""
    setSite(app[site_id])
    if "page" in app[site_id].objectIds():
        return
    page = api.content.create(app[site_id], "Document", "page", title=f"Page of {site_id}")
    api.content.transition(page, "publish")


def add_file(app: Any, site_id: str, text: str) -> None:
    """Add a page and a file, as `kept` and `kept.txt`, that a backup must bring back."""
    setSite(app[site_id])
    api.content.create(app[site_id], "Document", "kept", title=text)
    file = NamedBlobFile(text.encode(), "text/plain", "kept.txt")
    api.content.create(app[site_id], "File", "kept.txt", title="Kept", file=file)


def read_file(app: Any, site_id: str) -> tuple[str, str]:
    """Return the title of the page and what is in the file."""
    site = app[site_id]
    return site["kept"].title, site["kept.txt"].file.data.decode()


def open_until(app: Any, site_id: str, closing: str) -> None:
    """Add a published service, as `desk`, that is open every day until `closing`, "16:00"."""
    setSite(app[site_id])
    desk = api.content.create(app[site_id], "Service", "desk", title="Desk")
    week = {day: [["00:00", closing]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    desk.opening_hours = {"week": week, "closed_on_holidays": False}
    desk.reindexObject()
    api.content.transition(desk, "publish")


def changes_of(app: Any, site_id: str) -> int:
    """Return how often a site has changed."""
    return changes.counter(app[site_id])


def do_now(app: Any, site_id: str, name: str, *arguments: str) -> None:
    """Have the worker run a job at once that would wait for its hour."""
    setSite(app[site_id])
    jobs.add(name, *arguments)


def waiting(app: Any, site_id: str) -> list[str]:
    """Return the names of the jobs of a site that are due, and of those given up."""
    site, now = app[site_id], datetime.now(UTC)
    due = [job.name for job in jobs.pending(site) if job.due <= now]
    return due + [f"failed {job.name}: {job.error}" for job in jobs.failed(site)]


def make_draft(app: Any, site_id: str) -> None:
    """Add a page that nobody has published, as `draft`."""
    setSite(app[site_id])
    api.content.create(app[site_id], "Document", "draft", title="Nobody knows")


def count_visits(app: Any, site_id: str) -> None:
    """Have the worker read the log now."""
    counting.count_soon(app[site_id])


def views_of(app: Any, site_id: str) -> int:
    """Return how often the page of `publish_page` was read since it is there."""
    site = app[site_id]
    months = store_of(site).months.values()
    number = store_of(site).numbers.get(site["page"].UID())
    return sum(month.pages.get(number, 0) for month in months) if number else 0
