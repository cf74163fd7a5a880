"""What the pages of a site are built of: a page that has nothing new need not be walked again."""

from collections.abc import Iterable
from collections.abc import Iterator
from http.client import HTTPConnection
from lxml import html


def each_build(port: int, host: str, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths of pages that have an element, or a step of headings, not seen yet."""
    seen: set[tuple[str, ...]] = set()
    for path in paths:
        parts = set(_parts(_page(port, host, path)))
        if not parts <= seen:
            seen |= parts
            yield path


def _page(port: int, host: str, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": f"{host}.localhost:{port}"})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status == 200, (host, path, answer.status)
    return text


def _parts(page: bytes) -> Iterator[tuple[str, ...]]:
    (main,) = html.document_fromstring(page.decode()).iter("main")
    heading = ""
    for element in main.iter(html.etree.Element):
        classes = " ".join(sorted(element.get("class", "").split()))
        yield element.getparent().tag, element.tag, classes, element.get("role", "")
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            yield heading, element.tag
            heading = element.tag
