"""When the sessions of a person end: with their password, too."""

from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from Products.PluggableAuthService.interfaces.events import ICredentialsUpdatedEvent
from zope.component import adapter
from zope.component.hooks import getSite


@adapter(ICredentialsUpdatedEvent)
def end_with_password(event: ICredentialsUpdatedEvent) -> None:
    """End the sessions opened with the old password; Plone opens a new one for who changed it."""
    site = getSite()
    kept = store(site) if site is not None else None
    if kept is not None and event.principal is not None:
        kept.end_sessions(event.principal.getId(), utc_now())
