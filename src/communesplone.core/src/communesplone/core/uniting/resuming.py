"""The page that asks with which of two states to go on: what was typed, or what the page has."""

from collections.abc import Iterable
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.uniting.page import Overlap
from communesplone.core.uniting.page import STATIC
from communesplone.core.uniting.words import marked
from datetime import datetime
from plone.dexterity.content import DexterityContent
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.publisher.interfaces import IRequest


#: In the address of a form: go on with what was typed. Its button: forget that.
TYPED, FORGET = "communes.typed", "communes.forget"


class Resuming(BrowserView):
    """Both states side by side; going on is a link, forgetting a button."""

    index = ViewPageTemplateFile("resuming.pt")

    def __init__(
        self,
        context: DexterityContent,
        request: IRequest,
        *,
        action: str,
        at: datetime,
        differences: Iterable[Overlap],
    ) -> None:
        """:param action: address of the form.
        :param at: when the text was typed, an aware moment.
        """
        super().__init__(context, request)
        self.action, self.at = action, at.astimezone(BRUSSELS)
        self.differences = list(differences)

    def __call__(self) -> str:
        # A widget of the form may have said something else
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        return self.index()

    @property
    def going_on(self) -> str:
        return f"{self.action}?{TYPED}=1"

    @property
    def forget(self) -> str:
        return FORGET

    @property
    def moment(self) -> str:
        """Return when it was typed, in words: the day too unless that is today."""
        language = str(getattr(self.request, "LANGUAGE", "") or "fr")
        at = hour(self.at, language)
        if self.at.date() == datetime.now(BRUSSELS).date():
            return at
        return f"{day(self.at.date(), language)}, {at}"

    def rows(self) -> list[dict[str, str]]:
        """Return what differs, with the words marked."""
        found = []
        for one in self.differences:
            mine, theirs = marked(one.mine, one.theirs)
            found.append({"title": one.title, "mine": mine, "theirs": theirs})
        return found

    @property
    def style(self) -> str:
        return STATIC.url("uniting.css")
