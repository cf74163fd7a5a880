"""Who wrote what a page says, at its end: the licence CC BY asks for it."""

from Acquisition import aq_base
from communesplone.core.sharing.syndicated import SOURCE
from communesplone.core.sharing.syndicated import source_of
from html import escape
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18n import translate
from zope.i18nmessageid import Message


#: As wide as the page above it.
BOX = '<div class="box"><p class="note credit">{}</p></div>'


class Credit(ViewletBase):
    """The rights of an item, as one line; nothing for most. It reads an attribute, no object."""

    def update(self) -> None:
        """Nothing to prepare."""

    def render(self) -> str:
        """Return the line, empty where nobody has to be named."""
        words, source = getattr(aq_base(self.context), "rights", None), source_of(self.context)
        if not words:
            return ""
        if source is None:
            return BOX.format(escape(words))
        told = escape(translate(Message(SOURCE, mapping={"source": words}), context=self.request))
        link = f'<a href="{escape(source.url)}">{told}</a>' if source.url else told
        return BOX.format(link)
