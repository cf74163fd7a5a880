"""A citizen's visit writes nothing: no annotation, no session, no scale, no cache."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urldefrag
from urllib.parse import urljoin
from zope.component import provideHandler
from ZPublisher.interfaces import IPubBeforeCommit
import pytest


#: Forms that lock what they edit when an editor opens them: nothing else writes on a GET.
LOCKING_FORMS = ("edit",)
ALSO = ["/login", "/sitemap", "/sitemap.xml.gz", "/@@search?SearchableText=commune", "/nothing"]
REST = ["", "/@search", "/@navigation", "/@breadcrumbs", "/@site", "/@contextnavigation"]


class Links(HTMLParser):
    """What a page sends a browser to: links, pictures, styles, scripts, frames."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value and name in ("href", "src"):
                self.found.append(urldefrag(urljoin(self.page, value))[0])
            if value and name == "srcset":
                parts = (part.split()[0] for part in value.split(",") if part.strip())
                self.found += [urljoin(self.page, part) for part in parts]


def written(connection) -> list[str]:
    """Return what the transaction wrote, by class."""
    stored = [type(thing).__qualname__ for thing in connection._registered_objects]
    return stored + ["(in a savepoint)"] * (connection._savepoint_storage is not None)


@pytest.fixture
def culprits(communes) -> Iterator[list[str]]:
    """The addresses that wrote, each with what they wrote."""
    found = []

    def look(event):
        parents = event.request.get("PARENTS") or []
        connection = getattr(parents[-1], "_p_jar", None) if parents else None
        if connection is not None and (things := written(connection)):
            found.append(f"{event.request['ACTUAL_URL']}: {', '.join(sorted(set(things)))}")

    provideHandler(look, [IPubBeforeCommit])
    return found


def crawl(browser, host: str) -> list[str]:
    """Visit every page and file that links reach from the home page; return the addresses."""
    start = f"http://{host}/"
    waiting, seen = [start, *(urljoin(start, path) for path in ALSO)], set()
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(start):
            continue
        seen.add(address)
        answer = browser.request(address.removeprefix(start.rstrip("/")))
        if answer.content_type == "text/html" and answer.status_code == 200:
            parser = Links(address)
            parser.feed(answer.text)
            waiting += parser.found
        if answer.location:
            waiting.append(answer.location)
    return sorted(seen)


def test_no_page_that_a_citizen_reaches_writes(visit, communes, culprits):
    database = communes["zodbDB"]
    before = database.lastTransaction()
    seen = crawl(visit("namur"), "namur.localhost")
    assert len(seen) > 30
    assert culprits == []
    assert database.lastTransaction() == before


def test_no_public_content_writes_by_any_of_its_addresses(visit, site, communes, culprits):
    before = communes["zodbDB"].lastTransaction()
    namur, browser = site("namur"), visit("namur")
    for brain in namur.portal_catalog.unrestrictedSearchResults(review_state="published"):
        path = brain.getPath().removeprefix("/namur")
        for name in ("", "/view", "/RSS", "/rss.xml", "/@@images/image/preview", "/ics_view"):
            browser.request(f"{path}{name}")
        for service in REST:
            browser.request(f"/++api++{path}{service}")
    assert culprits == []
    assert communes["zodbDB"].lastTransaction() == before


def test_editor_writes_by_a_visit_only_in_forms_that_lock(visit, account, site, culprits):
    browser = visit("namur", account("namur", "Editor"))
    namur = site("namur")
    pages = [
        brain.getPath().removeprefix("/namur")
        for brain in namur.portal_catalog.unrestrictedSearchResults(portal_type="Document")
    ]
    names = (
        "",
        "view",
        "folder_contents",
        "sharing",
        "edit",
        "@@historyview",
        "delete_confirmation",
    )
    for page, name in product(pages[:5], names):
        browser.request(f"{page}/{name}")
    wrote = {line.partition(": ")[0].rpartition("/")[2] for line in culprits}
    assert wrote <= set(LOCKING_FORMS)
