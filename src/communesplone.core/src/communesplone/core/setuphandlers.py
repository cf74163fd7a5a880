"""What a site is given and what it loses with the kernel, beside its profiles."""

from BTrees.Length import Length
from communesplone.core import changes
from communesplone.core import jobs
from Products.GenericSetup.tool import SetupTool
from types import SimpleNamespace
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


EFFECTIVE = ("publication_start", "publication_end")
STOCK_EFFECTIVE = ("effective", "expires")


def install(tool: SetupTool) -> None:
    """Give the site its change counter and its outbox, so that no visit ever makes them."""
    _index_effective_range(*EFFECTIVE)
    annotations = IAnnotations(getSite())
    annotations.setdefault(changes.KEY, Length())
    annotations.setdefault(jobs.KEY, jobs.Outbox())


def uninstall(tool: SetupTool) -> None:
    """Take them away; jobs that were waiting are given up."""
    _index_effective_range(*STOCK_EFFECTIVE)
    annotations = IAnnotations(getSite())
    annotations.pop(changes.KEY, None)
    annotations.pop(jobs.KEY, None)


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
