"""A municipal site as a Wagtail project has it: a home, lists, pages of four kinds."""

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import now
from typing import Any
from typing import ClassVar
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


SIZE = 20


class Text(Page):
    """What has a summary and a text."""

    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]


class News(Text):
    """A news item, by the moment of its first publication."""


class Event(Text):
    """An event of the agenda."""

    start = models.DateTimeField(db_index=True)
    end = models.DateTimeField(db_index=True)


class Procedure(Text):
    """A procedure."""


class NewsList(Page):
    """News, the newest first, twenty a page."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = News.objects.child_of(self).live().public().order_by("-first_published_at")
        return {**super().get_context(request), "page_of": _page(found, request)}


class Agenda(Page):
    """Events to come, twenty a page."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = Event.objects.child_of(self).live().public().filter(end__gte=now())
        return {**super().get_context(request), "page_of": _page(found.order_by("start"), request)}


class Home(Page):
    """The home: what comes and what is new."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        events = Event.objects.live().public().filter(end__gte=now()).order_by("start")
        news = News.objects.live().public().order_by("-first_published_at")
        pages = Text.objects.exact_type(Procedure).live().public().order_by("title")
        return {
            **super().get_context(request),
            "events": events[:4],
            "news": news[:5],
            "procedures": pages[:6],
        }


def _page(found: Any, request: HttpRequest) -> Any:
    return Paginator(found, SIZE).get_page(request.GET.get("page"))
