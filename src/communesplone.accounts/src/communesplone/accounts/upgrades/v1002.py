"""At 1001 a site noted no leaves, let every editor give rights, and the root had no gate."""

from BTrees.OOBTree import OOBTree
from communesplone.accounts.operators import put_operators
from communesplone.accounts.setuphandlers import keep_giving
from communesplone.accounts.store import store
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Make the place of leaves, keep giving to webmasters, put the gate before the root."""
    site = getSite()
    kept = store(site)
    if not hasattr(kept, "leaves"):
        kept.leaves = OOBTree()
    keep_giving(site)
    put_operators(site.getPhysicalRoot())
