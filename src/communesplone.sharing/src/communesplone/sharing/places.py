"""Where an adopted item may be put: folders where this person may adopt, the likeliest first."""

from collections import Counter
from communesplone.core.reach import within_reach
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


ADOPT = "communesplone.sharing: Adopt from the library"
#: Folders looked at, and offered.
DEPTH, MOST = 4, 40


def places(site: PloneSite, portal_type: str, language: str) -> list[tuple[str, str]]:
    """Return (UID, title with that of the folders above) of folders that take such an item.

    Those that hold items of the same type and language come first.
    """
    catalog = site.portal_catalog
    alike = catalog.searchResults(portal_type=portal_type, Language=[language, ""], sort_limit=200)
    used = Counter(brain.getPath().rpartition("/")[0] for brain in alike[:200])
    root = "/".join(site.getPhysicalPath())
    query = {"path": {"query": root, "depth": DEPTH}, "is_folderish": True, "sort_on": "path"}
    folders = list(catalog.searchResults(**query)[:400])
    titles = {brain.getPath(): brain.Title or brain.getId for brain in folders}
    # The site itself comes last
    folders.sort(key=lambda brain: (-used[brain.getPath()], brain.getPath() == root))
    found = []
    for brain, item in within_reach(folders, ADOPT, MOST):
        if takes(item, portal_type):
            way = _way(brain.getPath(), root, titles) or site.Title()
            found.append((brain.UID, way))
    return found


def takes(container: DexterityContent, portal_type: str) -> bool:
    """Tell whether this person may add an item of a type in a folder."""
    allowed = getattr(container, "allowedContentTypes", None)
    return allowed is not None and portal_type in {one.getId() for one in allowed()}


def _way(path: str, root: str, titles: dict[str, str]) -> str:
    names, parts = [], path.removeprefix(root).strip("/").split("/")
    for end in range(1, len(parts) + 1):
        names.append(titles.get("/".join((root, *parts[:end])), parts[end - 1]))
    return " › ".join(names)
