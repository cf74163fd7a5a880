"""What a site is given and what it loses with the hub, beside the profiles."""

from BTrees.OOBTree import OOBTree
from communesplone.core import jobs
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import KEY
from communesplone.hub.knowhow.place import make_place
from communesplone.hub.knowhow.place import remove_place
from communesplone.hub.knowhow.store import KEY as KNOW_HOW
from communesplone.hub.knowhow.store import Store
from communesplone.hub.tools.requests import KEY as REQUESTS
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


#: The page that the hub opens on.
HOME = "hub-home"
#: What the hub keeps beside content, by its key in the annotations of the site.
KEPT = {KEY: Catalogue, REQUESTS: OOBTree, KNOW_HOW: Store}


def install(tool: SetupTool) -> None:
    """Give the site an empty library and a place of questions; it opens on the home of the hub."""
    site = getSite()
    annotations = IAnnotations(site)
    for key, kind in KEPT.items():
        annotations.setdefault(key, kind())
    make_place(site)
    site.setLayout(HOME)


def uninstall(tool: SetupTool) -> None:
    """Take the library away; what communes adopted stays theirs."""
    site = getSite()
    remove_place(site)
    if site.getProperty("layout", "") == HOME:
        site.manage_delProperties(["layout"])
    for key in KEPT:
        IAnnotations(site).pop(key, None)
    jobs.cancel(site, f"{KEY}.")
