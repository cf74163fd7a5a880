"""Static files, at addresses that change with their content, and the files of each site."""

from communesplone.theme import mark
from communesplone.theme import pictures
from communesplone.theme import tokens
from communesplone.theme.branding import branding
from communesplone.theme.browser.wardrobe import asked
from communesplone.theme.skins import SKINS
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


def read_files() -> dict[str, bytes]:
    """Return the files of the theme by name; each skin's sheet is the common one and its own."""
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in TYPES
    }
    for skin in SKINS:
        files[f"{skin}.css"] = files["theme.css"] + files[f"skins/{skin}.css"]
        editors = files["editor.css"].replace(b"theme.css", f"{skin}.css".encode())
        files[f"{skin}-editor.css"] = editors + files["toolbar.css"]
    return files


FILES = read_files()


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
    """A file computed for one site, at an address with `?v=` and its version.

    Other parameters ask for a look that is only tried (`wardrobe.asked`): nobody keeps that.
    """

    def answer(self, content: str | bytes, content_type: str, version: str) -> str | bytes:
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        current = self.request.form.get("v") == version
        response.setHeader("Cache-Control", FOR_EVER if current else SHORT)
        response.setHeader("X-Content-Type-Options", "nosniff")
        return content

    def __call__(self) -> str | bytes:
        self.branding = asked(self.request.form, branding())
        return self.answer(*self.make(), self.branding.version)


class Tokens(OfSite):
    """@@tokens.css: the colours of the commune; `scheme=light` for Plone's forms."""

    def make(self) -> tuple[str, str]:
        scheme = self.request.form.get("scheme")
        brand = self.branding.brand
        if scheme in ("light", "dark"):
            return tokens.one_scheme(brand, scheme), TYPES[".css"]
        return tokens.stylesheet(brand), TYPES[".css"]


class MarkFile(OfSite):
    """@@mark.svg: the generated mark."""

    def make(self) -> tuple[str, str]:
        return mark.svg(self.branding.mark, self.branding.brand), TYPES[".svg"]


class Hero(OfSite):
    """@@hero.webp?cut=phone: the picture of the home page, cut when it was saved."""

    def __call__(self) -> bytes:
        site = self.context
        name = self.request.form.get("cut", "")
        picture = pictures.shown(site)
        named = isinstance(name, str) and name in pictures.CUTS
        data = pictures.cut(site, name) if picture and named else None
        if picture is None or data is None:
            raise NotFound("hero.webp")
        return self.answer(data, "image/webp", picture.version)
