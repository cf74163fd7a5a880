"""The one way to read and write settings: an interface in the site's registry."""

from plone.registry.interfaces import IRegistry
from plone.registry.recordsproxy import RecordsProxy
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtility
from zope.interface.interface import InterfaceClass


def settings(schema: InterfaceClass, site: PloneSite | None = None) -> RecordsProxy:
    """Return the records of `schema` in the registry of `site` (the current site by default).

    Attributes read and write the records; values are validated by the schema's fields.

    :raises KeyError: when the add-on that owns `schema` is not installed in the site.
    """
    registry = site.portal_registry if site is not None else getUtility(IRegistry)
    return registry.forInterface(schema, prefix=schema.__identifier__)
