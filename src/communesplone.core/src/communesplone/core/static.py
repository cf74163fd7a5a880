"""Addresses of static files that are new whenever their bytes are: browsers keep them for long."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from zope.component.hooks import getSite


@dataclass(frozen=True)
class StaticFiles:
    """The files in the folder `static` of a package, served by `plone:static` under a name.

    STATIC = StaticFiles("communesplone.news", __package__)
    STATIC.path("news.css")     "++plone++communesplone.news/news.css?v=…", below any site
    STATIC.url("news.css")      the same at this site
    """

    name: str
    package: str

    def path(self, file: str) -> str:
        return f"++plone++{self.name}/{file}?v={_version(self.package, file)}"

    def url(self, file: str) -> str:
        return f"{getSite().absolute_url()}/{self.path(file)}"


@cache
def _version(package: str, file: str) -> str:
    return sha256(files(package).joinpath("static", file).read_bytes()).hexdigest()[:10]
