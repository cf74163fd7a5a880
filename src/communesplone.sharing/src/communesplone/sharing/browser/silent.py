"""What a page of sharing shows while the library of another cluster is silent."""

from communesplone.core import _
from communesplone.core.browser.form_page import FormPage
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class SilentPage(FormPage):
    """Says so; what a form held is sent again from there."""

    index = ViewPageTemplateFile("silent.pt")
    page_title = _("The library does not answer")
    problem: Message | None = None
    stylesheet = ""

    def sent(self) -> list[tuple[str, str]]:
        """Return what the form held, each name as often as it has values."""
        if self.request.method != "POST":
            return []
        form = {
            name: one if isinstance(one, list | tuple) else (one,)
            for name, one in self.request.form.items()
        }
        return [(name, one) for name, all_ in form.items() for one in all_ if isinstance(one, str)]
