"""What add-ons keep in a site outside of content: each hands it over and takes it back itself."""

from communesplone.core.interfaces import ISiteData
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getAdapters
from zope.component import queryAdapter
import logging


NAME = "kept.json"
logger = logging.getLogger(__name__)


def dump(site: PloneSite) -> dict[str, Any]:
    """Return the data of every add-on that keeps some, by its name."""
    return {name: found.dump() for name, found in getAdapters((site,), ISiteData)}


def load(site: PloneSite, data: dict[str, Any], *, same_site: bool) -> None:
    """Give the add-ons their data back.

    :param same_site: whether the site has the id that it was exported with.
    """
    for name, kept in data.items():
        found = queryAdapter(site, ISiteData, name)
        if found is None:
            logger.warning("data of an add-on that this site does not have: %s", name)
        else:
            found.load(kept, same_site)


def is_in(folder: Path) -> bool:
    """Tell whether an unpacked archive has such data: those of 0.1.0 had not."""
    return (folder / NAME).exists()
