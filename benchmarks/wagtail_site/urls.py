"""The search and Wagtail's own pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include
from django.urls import path
from wagtail import urls as wagtail_urls
from wagtail.models import Page


def search(request: HttpRequest) -> HttpResponse:
    """Answer as the view of `wagtail start` does, twenty a page."""
    asked = request.GET.get("query", "")
    found = Page.objects.live().search(asked) if asked else Page.objects.none()
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "municipal/search.html", {"page_of": page, "asked": asked})


urlpatterns = [path("search/", search), path("", include(wagtail_urls))]
