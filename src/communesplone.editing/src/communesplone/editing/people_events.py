"""Whoever leaves takes their choices along."""

from communesplone.editing.people import forget
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from zope.component.hooks import getSite


def forget_the_leaver(event: IPrincipalDeletedEvent) -> None:
    """Forget what a deleted account had chosen."""
    site = getSite()
    if site is not None:
        forget(site, event.principal)
