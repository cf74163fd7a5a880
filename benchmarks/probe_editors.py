"""Run inside our set-up: `probe_editors.py communes both SITES ROUNDS ACCOUNT PASSWORD [review]`.

In each of the sites works one editor, all at the same time, each request on a connection of its
own: first without sharing, then with it; a worker is expected beside. Prints one line of JSON:
the conflict errors that their requests met (they are tried again by themselves), requests that
failed, and how many there were.
"""

from base64 import b64encode
from collections import Counter
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.records import Query
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.store import store
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from io import BytesIO
from probe import configure
from probe import finish
from threading import Event
from threading import Thread
from transaction.interfaces import TransientError
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from ZODB.POSException import ConflictError
from zope.component import provideHandler
from zope.component.hooks import setSite
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.WSGIPublisher import publish_module
import json
import re
import sys
import transaction
import Zope2


HUB = "hub"
JSON = {"HTTP_ACCEPT": "application/json", "CONTENT_TYPE": "application/json"}
FORM = {"HTTP_ACCEPT": "text/html", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
TOKEN = re.compile(rb'name="_authenticator"[^>]*value="([0-9a-f]+)"')
PLACE = re.compile(rb'<option[^>]*value="([0-9a-f]{32})"')
TEXT = {"data": "<p>Une poubelle est livrée sous dix jours.</p>", "content-type": "text/html"}


def main(_name: str, _action: str, sites: str, rounds: str, *account: str) -> None:
    """Have the editors work in both ways, print what they met."""
    configure()
    Zope2.startup_wsgi()
    user, password, *review = account
    token = b64encode(f"{user}:{password}".encode()).decode()
    conflicts: Counter = Counter()
    provideHandler(lambda event: note(event, conflicts), (IPubBeforeAbort,))
    editors = [Editor(site, token) for site in sites.split()]
    found = {"without": work(editors, int(rounds), False, conflicts)}
    with reviewing() if review else quiet():
        found["with"] = work(editors, int(rounds), True, conflicts)
    finish(found)


def note(event: Any, conflicts: Counter) -> None:
    """Count a conflict of a request."""
    if issubclass(event.exc_info[0], ConflictError):
        conflicts[str(event.exc_info[1])] += 1


def work(editors: list["Editor"], rounds: int, shares: bool, conflicts: Counter) -> dict[str, Any]:
    """Have all editors work so many rounds; return what they met."""
    conflicts.clear()
    threads = [Thread(target=editor.work, args=(rounds, shares)) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = [one for editor in editors for one in editor.failed]
    requests = sum(editor.requests for editor in editors)
    adopted = sum(editor.adopted for editor in editors)
    for editor in editors:
        editor.failed, editor.requests = [], 0
    return {
        "conflicts": conflicts.total(),
        "what": list(conflicts),
        "failed": failed,
        "requests": requests,
        "adopted": adopted,
    }


@dataclass
class Editor:
    """Somebody at work in a site."""

    site: str
    token: str
    requests: int = 0
    adopted: int = 0
    failed: list[str] = field(default_factory=list)

    def work(self, rounds: int, shares: bool) -> None:
        """Write, publish, correct; and offer and adopt, or correct twice more."""
        for _round in range(rounds):
            page = f"/{self.site}/{uuid4().hex}"
            title = f"Une poubelle {page[-6:]}"
            made = {"@type": "Document", "id": page.rpartition("/")[2], "title": title}
            self.send("POST", f"/{self.site}", json.dumps(made | {"text": TEXT}), JSON)
            self.send("POST", f"{page}/@workflow/publish", "{}", JSON)
            self.correct(page)
            if shares:
                self.post(f"{page}/@@offer", act="offer", licence="CC0-1.0")
                self.adopt()
            else:
                self.correct(page)
                self.correct(page)

    def correct(self, page: str) -> None:
        title = json.dumps({"title": f"Une poubelle {uuid4().hex[:6]}"})
        self.send("PATCH", page, title, JSON)

    def adopt(self) -> None:
        urn = next(iter(not_here(self.site)), None)
        if urn is not None:
            self.post(f"/{self.site}/@@library-adopt?{urlencode({'urn': urn})}")
            self.adopted += 1

    def post(self, path: str, **fields: str) -> None:
        """Send the form of a page, with what it hides and proposes first."""
        page = self.send("GET", path, "", FORM)
        places = PLACE.findall(page)
        if places:
            fields["where"] = places[0].decode()
        fields["_authenticator"] = TOKEN.search(page)[1].decode()
        self.send("POST", path, urlencode(fields), FORM)

    def send(self, method: str, path: str, body: str, headers: dict[str, str]) -> bytes:
        """Send a request, note when it fails; return what is answered."""
        path, _mark, query = path.partition("?")
        data, started = body.encode(), []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "SERVER_NAME": "zope.localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "zope.localhost",
            "HTTP_AUTHORIZATION": f"Basic {self.token}",
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(data),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **headers,
        }

        def start(status: str, _headers: Any, _exc: Any = None) -> None:
            started.append(status)

        answer = b"".join(publish_module(environ, start))
        self.requests += 1
        if started[-1][:1] not in "23":
            self.failed.append(f"{method} {path}: {started[-1]} {answer[:300]!r}")
        return answer


def not_here(site_id: str) -> list[str]:
    """Return urns of the library that a site does not have."""
    app = Zope2.app()
    try:
        kept = store(app[site_id])
        rows = ILibrary(app[HUB]).search(Query(order="date")).rows
        return [row.urn for row in rows if kept.at_urn(row.urn) is None]
    finally:
        transaction.abort()
        app._p_jar.close()


@contextmanager
def quiet():
    """Nobody reviews here."""
    yield


@contextmanager
def reviewing():
    """Somebody at the hub accepts what comes, all the time."""
    stopping = Event()
    thread = Thread(target=review, args=(stopping,))
    thread.start()
    yield
    stopping.set()
    thread.join()


def review(stopping: Event) -> None:
    """Accept one offer after the other."""
    while not stopping.wait(0.1):
        app = Zope2.app()
        setSite(app[HUB])
        try:
            for urn, number in list(catalogue(app[HUB]).waiting.values())[:1]:
                accept(app[HUB], urn, number, "", "relectrice")
            transaction.commit()
        except TransientError:
            # The worker was faster: it waits for the next time
            transaction.abort()
        finally:
            setSite(None)
            transaction.abort()
            app._p_jar.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
