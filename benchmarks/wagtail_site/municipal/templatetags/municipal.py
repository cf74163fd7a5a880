"""Menu and crumbs, as Wagtail's own demonstration site has them."""

from django import template
from typing import Any
from wagtail.models import Page
from wagtail.models import Site


register = template.Library()


@register.inclusion_tag("municipal/menu.html", takes_context=True)
def menu(context: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of the first level."""
    root = Site.find_for_request(context["request"]).root_page
    return {"entries": root.get_children().live().in_menu(), "request": context["request"]}


@register.inclusion_tag("municipal/crumbs.html", takes_context=True)
def crumbs(context: dict[str, Any]) -> dict[str, Any]:
    """Return what is above the page."""
    page = context.get("self")
    above = page.get_ancestors(inclusive=True).filter(depth__gt=1) if page else Page.objects.none()
    return {"above": above, "request": context["request"]}
