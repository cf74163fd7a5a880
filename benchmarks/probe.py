"""Run inside either set-up by its own Python: `probe.py communes|vanilla create|pages …`.

Prints one line of JSON. Imports nothing of this project before it knows that it may.
"""

from App.config import getConfiguration
from io import BytesIO
from plone.dexterity.schema import SCHEMA_CACHE
from Testing.makerequest import makerequest
from time import process_time
from urllib.parse import urljoin
from urllib.parse import urlsplit
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi
from ZPublisher.WSGIPublisher import publish_module
import gzip
import json
import logging
import os
import re
import statistics
import sys
import transaction
import ZODB.Connection
import Zope2


ROUNDS = 5
REQUESTS = 20
NEWS = 8
#: What every request says beside, as WSGI spells it: nothing for a citizen.
HEADERS: dict[str, str] = {}


def main(name: str, action: str, *arguments: str) -> None:
    """Configure Zope, run the action, print its result."""
    configure()
    actions = {"create": create, "pages": pages, "weight": weight}
    result = actions[action](name, *arguments)
    finish(result)


def finish(result: dict) -> None:
    """Print the result and end at once.

    Collected at a usual exit, objects would wake others when the thread of ZEO is gone: for ever.
    """
    print(json.dumps(result), flush=True)
    os._exit(0)


def configure() -> None:
    """Start Zope as a production client starts."""
    logging.disable(logging.ERROR)
    configure_wsgi(os.environ["ZOPE_CONF"])
    assert not getConfiguration().debug_mode


def application() -> object:
    """The Zope root with a request, as its manager."""
    from AccessControl.SecurityManagement import newSecurityManager

    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    user = app.acl_users.getUserById("bench") if app.acl_users.getUserById("bench") else None
    if user is None:
        app.acl_users._doAddUser("bench", os.urandom(12).hex(), ["Manager"], [])
        transaction.commit()
        user = app.acl_users.getUserById("bench")
    newSecurityManager(app.REQUEST, user.__of__(app.acl_users))
    return app


def create(name: str, count: str) -> dict:
    """CPU seconds of each of `count` sites; the first warms the process up and is left out."""
    app = application()
    seconds = []
    for number in range(int(count) + 1):
        SCHEMA_CACHE.clear()
        before = process_time()
        SITES[name](app, number)
        seconds.append(process_time() - before)
        setSite(None)
        app._p_jar.cacheMinimize()
    return {"seconds": seconds[1:]}


def vanilla_site(app: object, number: int) -> object:
    """A classic Plone site with its default content."""
    from plone.distribution.api.site import create as create_site

    answers = {
        "site_id": f"vanilla{number}",
        "title": "Namur",
        "description": "",
        "default_language": "fr",
        "portal_timezone": "Europe/Brussels",
        "setup_content": True,
    }
    return create_site(app, "classic", answers)


def commune_site(app: object, number: int) -> object:
    """A commune without demonstration content."""
    from communesplone.core.reference import find
    from communesplone.policy.sites import create_commune

    return create_commune(app, find("92094"), site_id=f"commune{number}")


SITES = {"vanilla": vanilla_site, "communes": commune_site}


def pages(name: str) -> dict:
    """CPU milliseconds (warm) and objects (cold) of the home and of a page, for anonymous."""
    app = application()
    site = SITES[name](app, 0)
    setSite(site)
    page_path = fill(name, site)
    transaction.commit()
    base = "/" + site.getId()
    setSite(None)
    return {
        kind: {"ms": warm(path), "objects": cold(path), "bytes": len(fetch(path))}
        for kind, path in {"home": base, "page": page_path}.items()
    }


def weight(name: str) -> dict:
    """Gzip bytes of the demonstration home and of each file that it brings along."""
    from communesplone.core.reference import find
    from communesplone.policy.sites import create_commune

    app = application()
    site = create_commune(app, find("92094"), site_id="namur", demo=True)
    setSite(None)
    home = "/" + site.getId()
    bodies = {home: fetch(home)}
    queue = referred(home, bodies[home])
    while queue:
        path = queue.pop()
        if path not in bodies:
            bodies[path] = fetch(path)
            if b"url(" in bodies[path] and not path.endswith(".woff2"):
                queue += referred(path, bodies[path])
    return {path: transferred(path, body) for path, body in bodies.items()}


def referred(path: str, body: bytes) -> list[str]:
    """Paths of the style sheets, scripts, pictures and fonts that a document loads at once."""
    text = body.decode()
    found = re.findall(r'<(?:script|img|source)[^>]+src="([^"]+)"', text)
    for link in re.findall(r"<link[^>]+>", text):
        if re.search(r'rel="(?:stylesheet|icon|preload|modulepreload)"', link):
            found += re.findall(r'href="([^"]+)"', link)
    if not text.lstrip().startswith("<"):
        found += re.findall(r"""url\(["']?([^"')]+)["']?\)""", text)
    return [urlsplit(urljoin(path, each)).path for each in found if not each.startswith("data:")]


def transferred(path: str, body: bytes) -> int:
    """Bytes on the wire: gzip, but for what is compressed already."""
    compressed = (".woff2", ".jpg", ".jpeg", ".png", ".webp", ".avif")
    return len(body) if path.endswith(compressed) else len(gzip.compress(body, 6))


def fill(name: str, site: object) -> str:
    """Add the same news, events and page to either site; return the path of the page."""
    from datetime import datetime
    from datetime import timedelta
    from plone import api
    from plone.app.textfield import RichTextValue

    text = RichTextValue("<p>Un paragraphe de texte.</p>" * 20, "text/html", "text/x-html-safe")
    news = site["news"] if "news" in site.objectIds() else site["actualites"]
    agenda = site["events"] if "events" in site.objectIds() else site["agenda"]
    start = datetime(2030, 1, 1, 10)
    for number in range(NEWS):
        title = f"Nouvelle {number}"
        created = [
            api.content.create(
                news, "News Item", title=title, description="Un résumé.", text=text
            ),
            api.content.create(
                agenda,
                "Event",
                title=f"Concert {number}",
                start=start + timedelta(days=number),
                end=start + timedelta(days=number, hours=2),
            ),
        ]
        for item in created:
            api.content.transition(item, "publish")
    page = api.content.create(site, "Document", title="Une page", text=text)
    api.content.transition(page, "publish")
    for folder in (news, agenda):
        if api.content.get_state(folder) != "published":
            api.content.transition(folder, "publish")
    return "/".join(page.getPhysicalPath())


def fetch(path: str) -> bytes:
    """Body of a GET with `HEADERS`, which must succeed."""
    started = []
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": "zope.localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "zope.localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **HEADERS,
    }
    chunks = publish_module(environ, lambda status, headers, exc=None: started.append(status))
    body = b"".join(chunks)
    assert started[-1].startswith("200"), (path, started)
    return body


def warm(path: str) -> float:
    """CPU milliseconds of one request: the median of five rounds of twenty, all warm."""
    for _ in range(REQUESTS):
        fetch(path)
    rounds = []
    for _ in range(ROUNDS):
        before = process_time()
        for _ in range(REQUESTS):
            fetch(path)
        rounds.append((process_time() - before) / REQUESTS * 1000)
    return statistics.median(rounds)


def cold(path: str) -> int:
    """Objects loaded by one request when the object cache is empty."""
    return len(loaded(path))


def loaded(path: str) -> list[bytes]:
    """The oids of the objects that one request loads when the object cache is empty."""
    loaded = []
    original = ZODB.Connection.Connection.setstate

    def counting(connection: object, ghost: object) -> None:
        loaded.append(ghost._p_oid)
        original(connection, ghost)

    database = Zope2.DB
    database.cacheMinimize()
    ZODB.Connection.Connection.setstate = counting
    try:
        fetch(path)
    finally:
        ZODB.Connection.Connection.setstate = original
    return loaded


if __name__ == "__main__":
    main(*sys.argv[1:])
