"""The view of a section."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core.browser.page import FILES
from communesplone.core.browser.page import Page
from communesplone.core.images import images
from communesplone.core.sections import html
from communesplone.core.sections.fields import INTERNAL
from communesplone.core.sections.fields import is_address
from communesplone.core.typography import typeset_html
from datetime import datetime
from plone.dexterity.content import DexterityContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces import IRequest


class Section(Page):
    """What a section shows of its data, the same for all visitors.

    Its template (`index`) draws what stands under the heading. Nothing in it may depend on the
    address or the form of the request: the HTML is kept until the site changes.
    """

    #: Portal types whose catalog records alone it shows, beside its own data, the items chosen in
    #: it and settings: an edit of another type leaves it in RAM. None: any change of the site.
    kinds: tuple[str, ...] | None = None
    #: The heading while the editor writes none: a message id.
    usual_heading: Message | str = ""
    #: A section without a frame draws its own heading, or has none.
    framed = True
    #: The heading beside the content on a wide screen; else above it.
    in_margin = True
    #: What its page links to, as addresses below the site: "++plone++an.add.on/it.css?v=1".
    styles: tuple[str, ...] = ()
    #: Modules of script; what they do must be there without them too.
    scripts: tuple[str, ...] = ()

    def __init__(
        self,
        context: DexterityContent,
        request: IRequest,
        data: Mapping[str, Any],
        targets: Mapping[str, AbstractCatalogBrain],
    ) -> None:
        """:param targets: what this user may see of the items that the page refers to, by UID."""
        super().__init__(context, request)
        self.data = data
        self.targets = targets

    index: Callable[[], str]

    def __call__(self) -> str:
        return self.index()

    def update(self) -> None:
        """Find what is shown, before anything else is asked."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing to show: the section is left out then."""
        return False

    def until(self) -> datetime | None:
        """Return when this stops being true by itself, an aware moment; None for never."""
        return None

    def more(self) -> tuple[str, str] | None:
        """Return (words, address) of the link under the heading; None for none."""
        return None

    def json_ld(self) -> dict[str, Any] | None:
        """Return what search engines are told, in the words of schema.org."""
        return None

    @property
    def heading(self) -> str:
        return self.text(self.data.get("heading") or self.say(self.usual_heading))

    def say(self, message: Message | str) -> str:
        """Return a message in the language of the page."""
        return translate(message, target_language=self.language)

    def chosen(self, uids: Iterable[str]) -> list[AbstractCatalogBrain]:
        """Return the items with these UIDs that this user may see, in this order."""
        return [self.targets[uid] for uid in uids if uid in self.targets]

    def link(self, value: str | None) -> str | None:
        """Return the address to which an Address leads; None when it leads nowhere."""
        if not value:
            return None
        internal = INTERNAL.fullmatch(value)
        if internal:
            return self._url(internal.group(1), internal.group(2) or "")
        return value if is_address(value) else None

    def html(self, value: str | None) -> str:
        """Return the value of an Html field as safe HTML, its links resolved."""
        if not value:
            return ""
        return typeset_html(html.resolve(value, self._url, self._picture), self.language)

    def _url(self, uid: str, rest: str) -> str | None:
        brain = self.targets.get(uid)
        if brain is None:
            return None
        view = "/view" if brain.portal_type in FILES and not rest else ""
        return f"{brain.getURL()}{rest or view}"

    def _picture(self, uid: str) -> dict[str, str] | None:
        brain = self.targets.get(uid)
        found = images(brain) if brain is not None else None
        if not found:
            return None
        return {name: str(value) for name, value in found.items() if value}
