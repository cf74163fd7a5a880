"""The catalog does not say what is there."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.cli.transfer.structure import walk
from OFS.Application import Application
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


# Comments are in the catalog under their conversation, which is not a folder.
ELSEWHERE = frozenset({"Discussion Item", "Plone Site"})


class Catalog(SiteCheck):
    """Compares the items of the tree with the entries of the catalog, both ways."""

    name = "catalog"
    cost = "a second per thousand pages; no page is touched, only what lists them"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        missing, ghosts = _differences(site)
        for paths, sentence in (
            (list(missing), "items are not in the catalog, so no list and no search shows them"),
            (ghosts, "entries of the catalog lead to items that are gone"),
        ):
            if paths:
                yield self.finding(
                    f"{len(paths)} {sentence}: {', '.join(paths[:3])}", site.getId()
                )

    def mend(self, app: Application, site: PloneSite) -> str:
        missing, ghosts = _differences(site)
        for path in ghosts:
            site.portal_catalog.uncatalog_object(path)
        for path, item in missing.items():
            site.portal_catalog.catalog_object(item, path)
        return f"{site.getId()}: {len(missing)} items indexed, {len(ghosts)} entries taken out."


def _differences(site: PloneSite) -> tuple[dict[str, DexterityContent], list[str]]:
    """Return the items that the catalog does not know, and its paths that lead nowhere."""
    there = {"/".join(item.getPhysicalPath()): item for item in walk(site)}
    known = {
        brain.getPath()
        for brain in site.portal_catalog.getAllBrains()
        if brain.portal_type not in ELSEWHERE
    }
    missing = {path: item for path, item in there.items() if path not in known}
    return missing, sorted(known - set(there))
