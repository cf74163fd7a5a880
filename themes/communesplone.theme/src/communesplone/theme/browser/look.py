"""Static files, at addresses that change with their content, and the files of each site."""

from communesplone.theme import mark
from communesplone.theme import tokens
from communesplone.theme.branding import branding
from hashlib import sha256
from pathlib import Path
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces.browser import IBrowserRequest


FOLDER = Path(__file__).parents[1] / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
FILES = {
    path.relative_to(FOLDER).as_posix(): path.read_bytes()
    for path in sorted(FOLDER.rglob("*"))
    if path.suffix in TYPES
}


def _version() -> str:
    """Return a short text that changes with any byte of the files."""
    digest = sha256()
    for name, content in FILES.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:10]


VERSION = _version()
FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


@implementer(IPublishTraverse)
class Look(BrowserView):
    """@@look/VERSION/name: one file of the theme.

    While clients of two releases serve one commune, a page of one may ask the other for a
    version it does not have: it gets its own, and keeps it five minutes only.
    """

    def __init__(self, context: object, request: IBrowserRequest) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: IBrowserRequest, name: str) -> "Look":
        self.path.append(name)
        return self

    def __call__(self) -> bytes:
        name = "/".join(self.path[1:])
        content = FILES.get(name)
        if content is None:
            raise NotFound(name)
        response = self.request.response
        response.setHeader("Content-Type", TYPES[Path(name).suffix])
        response.setHeader("Cache-Control", FOR_EVER if self.path[0] == VERSION else SHORT)
        response.setHeader("X-Content-Type-Options", "nosniff")
        return content


class OfSite(BrowserView):
    """A file computed for one site, at an address with `?v=` and its version."""

    def answer(self, text: str, content_type: str) -> str:
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        current = self.request.form.get("v") == self.branding.version
        response.setHeader("Cache-Control", FOR_EVER if current else SHORT)
        response.setHeader("X-Content-Type-Options", "nosniff")
        return text

    def __call__(self) -> str:
        self.branding = branding()
        return self.answer(*self.make())


class Tokens(OfSite):
    """@@tokens.css: the colours of the commune; `scheme=light` for Plone's forms."""

    def make(self) -> tuple[str, str]:
        only_light = self.request.form.get("scheme") == "light"
        write = tokens.light_stylesheet if only_light else tokens.stylesheet
        return write(self.branding.brand), TYPES[".css"]


class MarkFile(OfSite):
    """@@mark.svg: the generated mark."""

    def make(self) -> tuple[str, str]:
        return mark.svg(self.branding.mark, self.branding.brand), TYPES[".svg"]
