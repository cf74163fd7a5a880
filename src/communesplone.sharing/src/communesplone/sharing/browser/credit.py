"""Who wrote what a page says, at its end: the licence CC BY asks for it."""

from Acquisition import aq_base
from html import escape
from plone.app.layout.viewlets.common import ViewletBase


class Credit(ViewletBase):
    """The rights of an item, as one line; nothing for most. It reads an attribute, no object."""

    def update(self) -> None:
        """Nothing to prepare."""

    def render(self) -> str:
        """Return the line, empty where nobody has to be named."""
        words = getattr(aq_base(self.context), "rights", None)
        return f'<p class="note credit">{escape(words)}</p>' if words else ""
