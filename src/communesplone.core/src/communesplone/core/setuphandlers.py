"""What a site is given and what it loses with the kernel, beside its profiles."""

from BTrees.Length import Length
from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core import kinds
from plone.dexterity.fti import DexterityFTI
from Products.GenericSetup.tool import SetupTool
from types import SimpleNamespace
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


EFFECTIVE = ("publication_start", "publication_end")
STOCK_EFFECTIVE = ("effective", "expires")


#: Behaviours that Plone's own types get, where these types are.
BEHAVIORS = {
    "communesplone.responsible": ("Document", "Event", "File", "Folder", "News Item"),
    "communesplone.picture": ("Image", "News Item"),
}


def install(tool: SetupTool) -> None:
    """Give the site its change counter and its outbox, so that no visit ever makes them."""
    _index_effective_range(*EFFECTIVE)
    enrich_types(tool)
    annotations = IAnnotations(getSite())
    annotations.setdefault(changes.KEY, Length())
    annotations.setdefault(jobs.KEY, jobs.Outbox())
    kinds.make(getSite())


def uninstall(tool: SetupTool) -> None:
    """Take them away; jobs that were waiting are given up."""
    _index_effective_range(*STOCK_EFFECTIVE)
    _impoverish_types(tool)
    annotations = IAnnotations(getSite())
    annotations.pop(changes.KEY, None)
    annotations.pop(jobs.KEY, None)
    kinds.drop(getSite())


def enrich_types(tool: SetupTool) -> None:
    """Give Plone's types our behaviours; safe to run twice."""
    for name, types in BEHAVIORS.items():
        for fti in _types(types):
            if name not in fti.behaviors:
                fti.manage_changeProperties(behaviors=(*fti.behaviors, name))


def _impoverish_types(tool: SetupTool) -> None:
    for name, types in BEHAVIORS.items():
        for fti in _types(types):
            kept = tuple(one for one in fti.behaviors if one != name)
            if kept != tuple(fti.behaviors):
                fti.manage_changeProperties(behaviors=kept)


def _types(names: tuple[str, ...]) -> list[DexterityFTI]:
    tool = getSite().portal_types
    return [tool[name] for name in names if name in tool.objectIds()]


def _index_effective_range(since: str, until: str) -> None:
    """Have the catalog's index of publication dates read these indexers."""
    catalog = getSite().portal_catalog
    index = catalog.Indexes["effectiveRange"]
    if (index.getSinceField(), index.getUntilField()) == (since, until):
        return
    catalog.delIndex("effectiveRange")
    fields = SimpleNamespace(since_field=since, until_field=until)
    catalog.addIndex("effectiveRange", "DateRangeIndex", fields)
    catalog.reindexIndex("effectiveRange", None)
