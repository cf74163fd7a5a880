"""Run inside either Plone set-up: `probe_citizen.py communes|vanilla fill|tree COUNT`.

`fill` makes a site of COUNT items and measures its pages; `tree` one of COUNT folders. Both
print one line of JSON and leave the site there, to be served.
"""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from probe import application
from probe import cold
from probe import configure
from probe import fetch
from probe import finish
from probe import SITES
from probe import warm
from time import process_time
from typing import Any
from zope.component.hooks import setSite
import pytz
import statistics
import sys
import transaction


sys.path.insert(0, str(Path(__file__).parent / "shared"))

from content import FOLDERS
from content import Item
from content import items
from content import WORD


EDITS = 15
#: Folders of each level of the tree.
WIDTH = 13
TYPES = {"page": "Document", "news": "News Item", "event": "Event", "procedure": "Procedure"}


def main(name: str, action: str, count: str) -> None:
    """Make the site, measure, print."""
    configure()
    app = application()
    site = SITES[name](app, 0)
    setSite(site)
    makers = {"fill": fill, "tree": grow}
    paths = makers[action](name, site, int(count))
    transaction.commit()
    page = site.unrestrictedTraverse(paths["page"])
    found = {
        kind: {
            "path": path,
            "ms": warm(path),
            "objects": cold(path),
            "after_edit_ms": after_edit(name, site, page, path),
        }
        for kind, path in paths.items()
    }
    finish(found)


def fill(
    name: str,
    site: Any,
    count: int,
    change: Callable[[int, Item], Item] = lambda _number, item: item,
) -> dict[str, str]:
    """Publish `count` items, changed; return the path of a page of each kind that is measured."""
    places = {
        "news": _first(site, "actualites", "news"),
        "event": _first(site, "agenda", "events"),
    }
    places["procedure"] = _first(site, "demarches") or publish(site, "Folder", "demarches")
    sections = [publish(site, "Folder", f"section-{number}") for number in range(FOLDERS)]
    made: dict[str, Any] = {}
    for number, shared in enumerate(items(count)):
        item = change(number, shared)
        folder = places.get(item.kind) or sections[item.folder]
        made.setdefault(item.kind, publish_item(name, folder, item))
        if number % 200 == 0:
            transaction.commit()
            site._p_jar.cacheMinimize()
    home = "/" + site.getId()
    return {
        "home": home,
        "page": path_of(made["page"]),
        "listing": path_of(places["news"]),
        "search": f"{home}/@@search?SearchableText={WORD}",
        "procedure": path_of(made["procedure"]),
        "agenda": path_of(places["event"]),
    }


def _first(site: Any, *names: str) -> Any:
    """Return the first of these folders that the site has, published."""
    from plone import api

    folder = next((site[name] for name in names if name in site.objectIds()), None)
    if folder is not None and api.content.get_state(folder) != "published":
        api.content.transition(folder, "publish")
    return folder


def publish(container: Any, kind: str, name: str, **fields: Any) -> Any:
    """Create an item as a form does, and publish it."""
    from plone import api

    item = api.content.create(container, kind, id=name, **{"title": name, **fields})
    api.content.transition(item, "publish")
    return item


def publish_item(name: str, folder: Any, item: Item) -> Any:
    """Publish an item of the shared content; vanilla has pages for procedures."""
    from plone.app.textfield import RichTextValue

    fields: dict[str, Any] = {
        "title": item.title,
        "description": item.description,
        "text": RichTextValue(item.html, "text/html", "text/x-html-safe"),
    }
    if item.kind == "event":
        # plone.event wants pytz's
        fields |= {"start": item.start.astimezone(pytz.utc), "end": item.end.astimezone(pytz.utc)}
    kind = "Document" if name == "vanilla" and item.kind == "procedure" else TYPES[item.kind]
    return publish(folder, kind, item.name, **fields)


def grow(name: str, site: Any, count: int) -> dict[str, str]:
    """Publish a tree of `count` folders, thirteen on each level, and one page at its end."""
    places: Iterator[Any] = iter(folders := [])
    parent = site
    for number in range(count):
        if number >= WIDTH and number % WIDTH == 0:
            parent = next(places)
        folders.append(publish(parent, "Folder", f"folder-{number}"))
        if number % 200 == 0:
            transaction.commit()
    page = publish(folders[-1], "Document", "page", description="At the end of the tree.")
    return {"home": "/" + site.getId(), "page": path_of(page), "listing": path_of(folders[0])}


def path_of(item: Any) -> str:
    return "/".join(item.getPhysicalPath())


def after_edit(name: str, site: Any, page: Any, path: str) -> float:
    """CPU milliseconds of the first request after an edit of `page`: the median."""
    times = []
    for number in range(EDITS):
        edit(name, site, page, number)
        before = process_time()
        fetch(path)
        times.append((process_time() - before) * 1000)
    return statistics.median(times)


def edit(name: str, site: Any, page: Any, number: int) -> None:
    """Change the title of a page, as saving its form does."""
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    site._p_jar.sync()
    page.title = f"Edited {number}"
    notify(ObjectModifiedEvent(page))
    if name == "communes":
        from communesplone.core import changes

        changes.touch(site)
    transaction.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
