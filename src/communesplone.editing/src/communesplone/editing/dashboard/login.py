"""Where somebody lands who logs in."""

from plone.base.interfaces import IRedirectAfterLogin
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


@implementer(IRedirectAfterLogin)
class ToTheDashboard:
    """To the dashboard, unless they were going somewhere: a page, not just the home."""

    def __init__(self, context: PloneSite, request: IBrowserRequest) -> None:
        self.context = context

    def __call__(self, came_from: str | None = None, is_initial_login: bool = False) -> str:
        home = self.context.absolute_url()
        going = (came_from or "").partition("?")[0].rstrip("/")
        if going and going not in (home, getSite().absolute_url()):
            return came_from
        return f"{home}/@@dashboard"
