"""What a site is given and what it loses with the hub, beside the profiles."""

from BTrees.OOBTree import OOBTree
from communesplone.core import jobs
from communesplone.core.sharing.keys import keys_for
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import KEY
from communesplone.hub.knowhow.place import make_place
from communesplone.hub.knowhow.place import remove_place
from communesplone.hub.knowhow.store import KEY as KNOW_HOW
from communesplone.hub.knowhow.store import Store
from communesplone.hub.together import place
from communesplone.hub.tools.requests import KEY as REQUESTS
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


#: The page that the hub opens on.
HOME = "hub-home"
#: What the hub keeps beside content and its catalogue, by its key in the annotations of the site.
KEPT = {REQUESTS: OOBTree, KNOW_HOW: Store}


def install(tool: SetupTool) -> None:
    """Give the site an empty library and its places; it opens on the home of the hub."""
    site = getSite()
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Catalogue(keys_for(site))
    for key, kind in KEPT.items():
        annotations.setdefault(key, kind())
    place.furnish(site)
    make_place(site)
    site.setLayout(HOME)


def uninstall(tool: SetupTool) -> None:
    """Take the library away; what communes adopted stays theirs."""
    site = getSite()
    place.clear(site)
    remove_place(site)
    if site.getProperty("layout", "") == HOME:
        site.manage_delProperties(["layout"])
    for key in (KEY, *KEPT):
        IAnnotations(site).pop(key, None)
    jobs.cancel(site, f"{KEY}.")
