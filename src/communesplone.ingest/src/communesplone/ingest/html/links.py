"""The links and pictures of a text, led to what came along."""

from collections.abc import Callable
from communesplone.core.sections.fields import is_address
from dataclasses import dataclass
from dataclasses import field
from lxml.html import HtmlElement
from urllib.parse import unquote
from urllib.parse import urljoin
from urllib.parse import urlsplit
import re


#: What Plone and WordPress write after the address of an item.
AFTER = re.compile(r"/(?:@@images|@@download|@@display-file|image_\w+|view|download)(?:/.*)?$")
SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
RESOLVE = re.compile(r"(?:.*/)?resolve[uU]id/([0-9a-zA-Z-]{8,40})")
OTHER = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """What an old address became: its new UID, its kind, its alternative text."""

    uid: str
    kind: str = "page"
    alt: str = ""


@dataclass
class Links:
    """Resolves the addresses of one text, and remembers what it met.

    :param find: gives what an old path, or another name that the source has for an item, became.
    :param base: the address from which relative links are read.
    :param hosts: those of the old site.
    """

    find: Callable[[str], Target | None]
    base: str = ""
    hosts: frozenset[str] = frozenset()
    findings: list[tuple[str, str]] = field(default_factory=list)
    uids: set[str] = field(default_factory=set)

    def follow(self, element: HtmlElement) -> None:
        """Lead every link and picture of an element to where its target is now."""
        for link in list(element.iter("a")):
            if link.attrib.pop("data-framed", None):
                self.findings.append(("embed", (link.get("href") or "")[:300]))
            self._link(link)
        for picture in list(element.iter("img")):
            self._picture(picture)

    def target(self, address: str) -> Target | None:
        """Return what an address of the old site became; None for others and for nothing."""
        found = self._target(address)
        if found is not None:
            self.uids.add(found.uid)
        return found

    def _target(self, address: str) -> Target | None:
        if found := RESOLVE.match(address):
            return self.find(f"uid:{found[1]}")
        if OTHER.match(address) and not address.lower().startswith(("http:", "https:")):
            return self.find(address)
        try:
            parts = urlsplit(urljoin(self.base, address))
        except ValueError:
            return None
        if parts.netloc and parts.netloc.lower() not in self.hosts:
            return None
        path = unquote(parts.path).rstrip("/")
        for one in dict.fromkeys((path, AFTER.sub("", path), SIZE.sub("", path))):
            if one and (target := self.find(one)):
                return target
        return None

    def is_own(self, address: str) -> bool:
        """Tell whether an address is one of the old site."""
        try:
            parts = urlsplit(urljoin(self.base, address))
        except ValueError:
            return False
        return parts.scheme in ("", "http", "https") and (
            not parts.netloc or parts.netloc.lower() in self.hosts
        )

    def _link(self, link: HtmlElement) -> None:
        address = (link.get("href") or "").strip()
        if not address or address.startswith("#"):
            link.attrib.pop("href", None)
            return
        if target := self.target(address):
            fragment = urlsplit(address).fragment
            mark = f"#{fragment}" if re.fullmatch(r"[\w-]+", fragment) else ""
            link.set("href", f"resolveuid/{target.uid}{mark}")
        elif RESOLVE.match(address) or (self.is_own(address) and not _is_root(address, self.base)):
            self.findings.append(("dead", address[:300]))
            absolute = urljoin(self.base, address)
            self._keep(link, absolute)
        else:
            self._keep(link, address)

    @staticmethod
    def _keep(link: HtmlElement, address: str) -> None:
        """Keep an address that our texts may have; of others only the words stay."""
        if is_address(address):
            link.set("href", address)
        else:
            link.attrib.pop("href", None)

    def _picture(self, picture: HtmlElement) -> None:
        address = (picture.get("src") or picture.get("data-src") or "").strip()
        target = self.target(address) if address else None
        if target is None or target.kind != "image":
            self.findings.append(("picture", address[:300]))
            self._stand_in(picture, address)
            return
        alt = picture.get("alt") or target.alt
        if not alt.strip():
            self.findings.append(("alt", address[:300]))
        picture.attrib.clear()
        picture.set("src", f"resolveuid/{target.uid}")
        picture.set("alt", " ".join(alt.split()))

    def _stand_in(self, picture: HtmlElement, address: str) -> None:
        """Put a link in the place of a picture that did not come along; its words stay."""
        words, absolute = picture.get("alt") or "", urljoin(self.base, address)
        picture.tag = "a" if is_address(absolute) and absolute.startswith("http") else "span"
        picture.attrib.clear()
        if picture.tag == "a":
            picture.set("href", absolute)
        picture.text = f" {words or address.rpartition('/')[2]} "


def _is_root(address: str, base: str) -> bool:
    return urlsplit(urljoin(base, address)).path in ("", "/")
