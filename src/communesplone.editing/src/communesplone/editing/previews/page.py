"""@@apercu: what a preview link opens, drawn as citizens would read it."""

from AccessControl.SecurityManagement import getSecurityManager
from Acquisition import aq_base
from communesplone.core.attachments import attachments
from communesplone.core.changes import keep_quiet
from communesplone.core.previewing import guest
from communesplone.editing.previews import addresses
from communesplone.editing.previews import links
from communesplone.editing.publishing.browser.base import STATIC
from communesplone.editing.words import moment
from plone.dexterity.content import DexterityContent
from plone.namedfile.interfaces import INamed
from plone.protect.interfaces import IDisableCSRFProtection
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Redirect
from zope.component import getMultiAdapter
from zope.component.hooks import getSite
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
import re


COUNT = "ouvert"
IMAGES = "@@images"
DOWNLOAD = "@@download"
BODY = re.compile(r"<body[^>]*>")
#: Nobody keeps it, finds it, or tells the next site where it was read.
HEADERS = (
    ("Cache-Control", "private, no-store"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
    ("Referrer-Policy", "no-referrer"),
)


@implementer(IPublishTraverse)
class Preview(BrowserView):
    """The rest of the address is the token, then maybe an item and a file of it."""

    banner = ViewPageTemplateFile("banner.pt")

    def publishTraverse(self, request: Any, name: str) -> Any:
        """Take the rest of the address as it is: it leads to no object."""
        rest = request["TraversalRequestNameStack"]
        self.path = [name, *reversed(rest)]
        rest.clear()
        request["TraversalRequestNameStack"] = []
        return self

    path: list[str] = []

    def __call__(self) -> Any:
        self._let_nobody_keep_it()
        site = getSite()
        try:
            self.link = links.read(site, self.path[0] if self.path else "")
        except links.UnknownLink:
            return self._closed()
        item = self._found(site)
        if item is None:
            return self._closed()
        rest = self.path[1:]
        if rest == [COUNT]:
            return self._count()
        with guest(site, self.request, {IUUID(one) for one in (item, *attachments(item))}):
            found = self._file(item, rest) if rest else self._page(item)
        # Views of pages and of files may have said that everybody may keep it
        self._let_nobody_keep_it()
        return found

    def _let_nobody_keep_it(self) -> None:
        for name, value in HEADERS:
            self.request.response.setHeader(name, value)

    def _found(self, site: Any) -> DexterityContent | None:
        """Return the item of the link. Unrestricted: the link is the right to read it."""
        brains = site.portal_catalog.unrestrictedSearchResults(UID=self.link.uid)
        return brains[0]._unrestrictedGetObject() if brains else None

    def _closed(self) -> str:
        """Say that nothing is here, in the same words whether or not there was once."""
        self.request.response.setStatus(404)
        return self.index()

    def _count(self) -> str:
        """Count an opening: the page says so by POST, as a GET writes nothing."""
        if self.request.method != "POST":
            raise NotFound(COUNT)
        # Whoever has the address may say so; it changes no page
        alsoProvides(self.request, IDisableCSRFProtection)
        keep_quiet(self.request)
        links.count(self.link)
        self.request.response.setStatus(204)
        return ""

    def _page(self, item: DexterityContent) -> str:
        view = getMultiAdapter((item, self.request), name=item.getLayout())
        html = addresses.through_the_link(view(), self.address, (item, *attachments(item)))
        banner = self.banner(
            end=moment(self.link.end), count=f"{self.address}/{COUNT}", files=self._files
        )
        return BODY.sub(lambda found: found[0] + banner, html, count=1)

    @property
    def _files(self) -> dict[str, str]:
        return {
            "style": STATIC.url("preview.css"),
            "script": STATIC.url("preview.js"),
        }

    @property
    def address(self) -> str:
        return f"{getSite().absolute_url()}/@@apercu/{self.path[0]}"

    def _file(self, item: DexterityContent, rest: list[str]) -> Any:
        """Return a picture or file of the draft, and of nothing else."""
        uid, *names = rest
        found = next((one for one in (item, *attachments(item)) if IUUID(one) == uid), None)
        if found is None or len(names) < 2 or names[0] not in (IMAGES, DOWNLOAD):
            raise NotFound(uid)
        if not getSecurityManager().checkPermission("View", found):
            raise NotFound(uid)
        if not _is_file(found, names[1]):
            raise NotFound(uid)
        view = getMultiAdapter((found, self.request), name=names[0].removeprefix("@@"))
        return _published(view, self.request, names[1:])


def _is_file(item: DexterityContent, name: str) -> bool:
    """Tell whether a name may be that of a file of `item`: no other field of it is served.

    A scale is named after its field ("image-400-…") or by an id of its own, which is no field.
    """
    value = getattr(aq_base(item), name.partition("-")[0], None)
    return value is None or INamed.providedBy(value)


def _published(view: Any, request: Any, names: list[str]) -> Any:
    """Return what a view of files makes of the rest of an address."""
    request["TraversalRequestNameStack"] = list(reversed(names[1:]))
    try:
        found = view.publishTraverse(request, names[0])
    except Redirect:
        # A scale that no job has made yet: the original stands in
        request["TraversalRequestNameStack"] = []
        found = view.publishTraverse(request, names[0].partition("-")[0])
    while request["TraversalRequestNameStack"]:
        found = found.publishTraverse(request, request["TraversalRequestNameStack"].pop())
    # A scale serves itself by this name; called, it only is itself
    serve = getattr(found, "index_html", None)
    return serve() if serve is not None else found()
