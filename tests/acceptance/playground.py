"""What the tests of publishing share: a playground's pages and people, the jobs, a mail server."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core import memory
from communesplone.core.changes import touch
from communesplone.core.interfaces import IJob
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from http.client import HTTPConnection
from playwright.sync_api import Page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import zopeApp
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import urlsplit
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
import base64
import transaction


#: Milliseconds that a page may take to come on a busy machine.
PATIENCE = 90_000
PASSWORD = "correct horse battery"
TEXT = "<p>La plaine est ouverte de 9 h à {hour}.</p><p>Les enfants viennent avec un adulte.</p>"
#: Account, its group, and whether it keeps the folder of the playground.
PEOPLE = (("victor", "Webmasters", False), ("rita", "Reviewers", False), ("enzo", "", True))


#: A picture of one dot.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def said(words: str, key: str) -> dict[str, object]:
    """Return a section of text."""
    return {"id": key, "type": "text", "heading": "", "text": f"<p>{words}</p>"}


def written(hour: str) -> RichTextValue:
    return RichTextValue(TEXT.format(hour=hour), "text/html", "text/x-html-safe")


@dataclass(frozen=True)
class Answer:
    """What a server says: its headers have small letters."""

    status: int
    headers: dict[str, str]
    text: str


@contextmanager
def inside(host: str = "durbuy") -> Iterator[PloneSite]:
    """A site, as the system sees it; what is changed in the block is kept."""
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        setSite(app[host])
        setRequest(app.REQUEST)
        memory.forget()
        try:
            yield app[host]
            # While the site is known: what waits to be indexed finds its catalog by it
            processQueue()
            touch(app[host])
            transaction.commit()
        finally:
            noSecurityManager()
            clearRequest()
            setSite(None)


def work(*names: str) -> None:
    """Do the jobs that wait and are due, and those of these names whatever their hour."""
    with inside() as site:
        for job in jobs.pending(site):
            if job.name in names:
                getUtility(IJob, job.name)(site, *job.args)
        for _round in range(5):
            if not jobs.run_due(site):
                break


class Mailbox:
    """Takes mail by SMTP: who it is for, and what it says."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=default)
        self.letters.append((message["To"], f"{message['Subject']}\n{message.get_content()}"))
        return "250 2.0.0 OK"

    def told(self, name: str) -> str:
        """Return what somebody was written, on one line."""
        return " ".join(" ".join(text for to, text in self.letters if name in to).split())


def furnish() -> None:
    """Make a folder with a published page and a draft, and three people."""
    with inside() as site:
        folder = api.content.create(site, "Folder", "plaines", title="Plaines de jeux")
        page = api.content.create(folder, "Document", "barvaux", title="Plaine de Barvaux")
        page.text = written("18 h")
        api.content.create(
            folder, "Document", "bomal", title="Plaine de Bomal", text=written("17 h")
        )
        for item in (folder, page):
            api.content.transition(item, "publish")
        for name, group, keeps in PEOPLE:
            api.user.create(email=f"{name}@commune.example", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
            if keeps:
                roles = ["Contributor", "Editor"]
                api.user.grant_roles(username=name, roles=roles, obj=folder)
                folder.reindexObjectSecurity()


def clear() -> None:
    """Take them away again."""
    with inside() as site:
        api.content.delete(site["plaines"], check_linkintegrity=False)
        for name, _group, _keeps in PEOPLE:
            api.user.delete(username=name)


def read(page: Page, address: str) -> str:
    """Return what somebody reads at an address, which may send them to log in."""
    page.goto(address)
    return page.locator("main").inner_text()


def ask(address: str, method: str = "GET", body: str = "") -> Answer:
    """Ask without any account, and follow no redirect."""
    parts = urlsplit(address)
    # glibc knows no *.localhost
    connection = HTTPConnection("127.0.0.1", parts.port, timeout=PATIENCE / 1000)
    try:
        headers = {"Host": parts.netloc}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, parts.path, body or None, headers)
        found = connection.getresponse()
        told = {name.lower(): value for name, value in found.getheaders()}
        return Answer(found.status, told, found.read().decode(errors="replace"))
    finally:
        connection.close()
