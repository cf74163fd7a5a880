"""What pages of the back office with a form of their own share: reading it, words, addresses."""

from communesplone.core.typography import known
from communesplone.core.wording import say
from functools import cached_property
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import BadRequest
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest


LONGEST = 4000
MOST = 1000


def read_text(request: HTTPRequest, name: str, longest: int) -> str:
    """Return one text of a form, without space around it.

    :raises BadRequest: it is no text, or a longer one.
    """
    value = request.form.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise BadRequest(f"{name}: one text")
    return value.replace("\r\n", "\n").strip()


def read_texts(request: HTTPRequest, name: str, most: int) -> tuple[str, ...]:
    """Return the texts of ticked boxes of one name, each once.

    :raises BadRequest: they are no texts, or more.
    """
    value = request.form.get(name, ())
    values = (value,) if isinstance(value, str) else tuple(value)
    if len(values) > most or not all(isinstance(one, str) for one in values):
        raise BadRequest(f"{name}: texts")
    return tuple(dict.fromkeys(filter(None, values)))


class FormPage(BrowserView):
    """A page that reads what a form posts, and speaks the language of the page."""

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @cached_property
    def language(self) -> str:
        return known(get_current_language(self.context))

    def page(self, name: str, /, **query: str) -> str:
        """Return the address of a page of the site itself."""
        address = f"{self.site.absolute_url()}/@@{name}"
        return f"{address}?{urlencode(query)}" if query else address

    def text(self, name: str, longest: int = LONGEST) -> str:
        """Return one text of the form.

        :raises BadRequest: it is no text, or a very long one.
        """
        return read_text(self.request, name, longest)

    def texts(self, name: str, most: int = MOST) -> tuple[str, ...]:
        """Return the texts of ticked boxes of one name.

        :raises BadRequest: they are no texts, or very many.
        """
        return read_texts(self.request, name, most)

    def say(self, words: Message | str) -> str:
        """Return a message in the language of the page, typeset."""
        return say(words, self.language)
