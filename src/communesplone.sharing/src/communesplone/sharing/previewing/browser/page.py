"""@@library-preview: a content as it would look here. Nothing is written, and nothing runs."""

from communesplone.core import _
from communesplone.core.previewing import guest
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Summary
from communesplone.core.static import StaticFiles
from communesplone.sharing.browser.item import OfOneItem
from communesplone.sharing.identities import URN_LENGTH
from communesplone.sharing.places import places
from communesplone.sharing.previewing.draft import Draft
from communesplone.sharing.previewing.draft import draft
from communesplone.sharing.previewing.draft import Ways
from communesplone.sharing.previewing.showing import harmless
from communesplone.sharing.syndicating.finding import item_of
from functools import cached_property
from plone import api
from plone.dexterity.content import DexterityContent
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message
from zope.schema.interfaces import IField
import transaction


STATIC = StaticFiles("communesplone.sharing.previewing", __package__)
POLICY = (
    "default-src 'self'; script-src 'none'; object-src 'none'; frame-src 'none'; "
    "connect-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: Nobody keeps it, finds it, shows it in a frame, or tells the next site where it was read.
HEADERS = (
    ("Cache-Control", "private, no-store"),
    ("Content-Security-Policy", POLICY),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
)


class LibraryPreviewView(OfOneItem):
    """The public page of the type around an item of this request, under a bar of the office."""

    bar = ViewPageTemplateFile("bar.pt")
    head = ViewPageTemplateFile("head.pt")

    def index(self) -> str:
        """Draw it as a visitor would read it.

        :raises NotFound: the site has no content of this kind.
        """
        # Whatever a view would write while it draws is not kept
        transaction.doom()
        words = self._drawn()
        self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
        # Views of pages may have said that everybody may keep it
        for name, value in HEADERS:
            self.request.response.setHeader(name, value)
        nowhere = (self.draft.item.absolute_url(), self.page("library-file"))
        site = self.site.absolute_url()
        return harmless(words, nowhere, site, self.words, self.head(), self.bar())

    def _drawn(self) -> str:
        made = self.draft
        form, self.request.form = self.request.form, {}
        try:
            with guest(self.site, self.request, {made.uid}, made.unsaved):
                view = getMultiAdapter((made.item, self.request), name=made.item.getLayout())
                return str(view())
        finally:
            self.request.form = form

    @cached_property
    def draft(self) -> Draft:
        ways = Ways(self.page("library-file"), self._other)
        try:
            return draft(self.site, self._container, self.envelope, self.kept, ways, self._ours)
        except SharingError as error:
            raise NotFound(str(error)) from error

    @property
    def _ours(self) -> DexterityContent | None:
        """What this site has of it already, for who may see it."""
        at = self.kept.at_urn(self.urn)
        item = item_of(self.site, at[0]) if at is not None else None
        return item if item is not None and api.user.has_permission("View", obj=item) else None

    @property
    def _container(self) -> DexterityContent:
        """The folder that adopting proposes first, the site where there is none."""
        envelope = self.envelope
        found = places(self.site, envelope["type"], envelope["language"])
        brains = self.site.portal_catalog.searchResults(UID=found[0][0]) if found else ()
        return brains[0].getObject() if brains else self.site

    @cached_property
    def pack(self) -> Pack | None:
        """The pack in which it is looked at, None for none."""
        urn = self.text("pack", URN_LENGTH)
        found = self.library.pack(urn) if urn and self.library is not None else None
        rows = found.rows if found is not None else ()
        return found if self.urn in [row.urn for row in rows] else None

    def _other(self, urn: str) -> str:
        """Return the address of the preview of another content of the pack, empty for none."""
        if self.pack is None or urn not in [row.urn for row in self.pack.rows]:
            return ""
        return self.page("library-preview", urn=urn, pack=self.pack.summary.urn)

    @cached_property
    def next(self) -> dict[str, str] | None:
        """The content that comes after it in the pack, None after the last."""
        rows: tuple[Summary, ...] = self.pack.rows if self.pack is not None else ()
        at = next((number for number, row in enumerate(rows, 1) if row.urn == self.urn), 0)
        if not at or at == len(rows):
            return None
        return {"title": rows[at].title, "url": self._other(rows[at].urn)}

    @property
    def back_url(self) -> str:
        if self.pack is not None:
            return self.page("library-pack", urn=self.pack.summary.urn)
        return self.page("library-item", urn=self.urn)

    @property
    def adopt_url(self) -> str:
        """Where it is adopted, or the whole pack; empty for what is here already."""
        if self.kept.at_urn(self.urn) is not None:
            return ""
        if self.pack is not None:
            return self.page("library-pack-adopt", urn=self.pack.summary.urn)
        return super().adopt_url

    @cached_property
    def words(self) -> dict[str, str]:
        """What is said of each field that nobody has filled in yet, by name."""
        return {
            field.__name__: self._named(_("${field}: to be filled in"), field)
            for field in self.draft.empty
        }

    def _named(self, words: Message, field: IField) -> str:
        return self.say(Message(words, mapping={"field": self.say(field.title)}))

    def empty(self) -> list[str]:
        """Return what will be asked for; of some fields the page shows an example."""
        return [
            self._named(_("${field} (the page shows an example)"), field)
            if field.__name__ in self.draft.examples
            else self.say(field.title)
            for field in self.draft.empty
        ]

    def filled(self) -> list[str]:
        """Return what of the local fields is known already."""
        return [self.say(field.title) for field in self.draft.filled]

    def files(self) -> list[dict[str, str]]:
        """Return the files that can be taken to the reader's own machine, none of them opened."""
        return [
            {"name": name, "url": f"{self.page('library-file')}/{digest}"}
            for name, digest in self.draft.files
        ]

    @property
    def preview_style(self) -> str:
        return STATIC.url("preview.css")
