"""When the sessions of a person end: with their password, too."""

from communesplone.accounts.operators import COOKIE
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from Products.PluggableAuthService.interfaces.events import ICredentialsUpdatedEvent
from Products.PluggableAuthService.interfaces.events import IUserLoggedOutEvent
from zope.component import adapter
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


@adapter(ICredentialsUpdatedEvent)
def end_with_password(event: ICredentialsUpdatedEvent) -> None:
    """End the sessions opened with the old password; Plone opens a new one for who changed it."""
    site = getSite()
    kept = store(site) if site is not None else None
    if kept is not None and event.principal is not None:
        kept.end_sessions(event.principal.getId(), utc_now())


@adapter(IUserLoggedOutEvent)
def end_operator(event: IUserLoggedOutEvent) -> None:
    """End the session of an operator who logs out of a site: Plone asks that site alone."""
    request = getRequest()
    if request is not None and COOKIE in request.cookies:
        request.response.expireCookie(COOKIE, path="/")
