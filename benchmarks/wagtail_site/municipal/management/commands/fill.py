"""`manage.py fill COUNT`: the content of benchmarks/content.py."""

from content import FOLDERS
from content import Item
from content import items
from django.core.management.base import BaseCommand
from django.core.management.base import CommandParser
from municipal.models import Agenda
from municipal.models import Event
from municipal.models import Home
from municipal.models import News
from municipal.models import NewsList
from municipal.models import Procedure
from municipal.models import Text
from typing import Any
from wagtail.models import Page
from wagtail.models import Site


class Command(BaseCommand):
    """Replace the site that the migrations made."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        top = Page.get_first_root_node()
        Page.objects.filter(depth=2).delete()
        home = top.add_child(instance=Home(title="Namur", slug="home"))
        Site.objects.update_or_create(
            hostname="localhost", defaults={"root_page": home, "is_default_site": True}
        )
        folders = {
            "news": home.add_child(
                instance=NewsList(title="Actualités", slug="actualites", show_in_menus=True)
            ),
            "event": home.add_child(instance=Agenda(title="Agenda", show_in_menus=True)),
            "procedure": home.add_child(
                instance=Text(title="Démarches", slug="demarches", show_in_menus=True)
            ),
        }
        sections = [
            home.add_child(instance=Text(title=f"Section {number}", show_in_menus=number < 3))
            for number in range(FOLDERS)
        ]
        for item in items(options["count"]):
            folder = folders.get(item.kind) or sections[item.folder]
            folder.add_child(instance=made(item)).save_revision().publish()


def made(item: Item) -> Page:
    """Return the page of an item, not saved yet."""
    values = {
        "title": item.title,
        "slug": item.name,
        "summary": item.description,
        "body": item.html,
    }
    if item.kind == "event":
        return Event(**values, start=item.start, end=item.end)
    return {"news": News, "procedure": Procedure}.get(item.kind, Text)(**values)
