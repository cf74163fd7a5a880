"""The login form: Plone's, and what the gate says about a password that is not enough."""

from communesplone.accounts import attempts
from communesplone.accounts.browser.signing_in import give_ticket
from communesplone.accounts.browser.signing_in import know_device
from communesplone.accounts.browser.signing_in import SECOND
from communesplone.accounts.browser.signing_in import SECOND_OPERATOR
from communesplone.accounts.gate import knows_device
from communesplone.accounts.gate import verdict
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from pathlib import Path
from plone import api
from plone.base import PloneMessageFactory
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.browser.login import login as plone_login
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from urllib.parse import urlencode
from z3c.form import button
from zope.component.hooks import getSite


TEMPLATES = Path(plone_login.__file__).parent / "templates"


class Login(plone_login.LoginForm):
    """@@login."""

    index = ViewPageTemplateFile(str(TEMPLATES / "login.pt"))

    @button.buttonAndHandler(PloneMessageFactory("Log in"), name="login")
    def handleLogin(self, action: Any) -> None:
        """Log in, go on to the second factor, or say how long to wait."""
        said, site, now = verdict(self.request), getSite(), utc_now()
        if said.second:
            purpose = SECOND_OPERATOR if said.is_operator else SECOND
            give_ticket(site, self.request, said.second, now, purpose)
            asked = self.request.form.get("came_from", "")
            query = urlencode({"came_from": asked}) if isinstance(asked, str) and asked else ""
            self.request.response.redirect(f"{site.absolute_url()}/@@second-factor?{query}")
            return
        if said.until is not None:
            minutes = max(1, -int((now - said.until).total_seconds() // 60))
            IStatusMessage(self.request).addStatusMessage(
                _(
                    "Too many failed logins. Try again in ${minutes} min, or choose a new "
                    "password.",
                    mapping={"minutes": str(minutes)},
                ),
                "error",
            )
            return
        super().handleLogin(self, action)
        if not api.user.is_anonymous():
            self._remember(now)

    def redirect_after_login(
        self, came_from: str | None = None, is_initial_login: bool = False
    ) -> None:
        """As Plone does, within the site: of an address Plone looks at the path alone."""
        tool = getToolByName(self.context, "portal_url")
        inside = bool(came_from) and tool.isURLInPortal(came_from)
        super().redirect_after_login(came_from if inside else None, is_initial_login)

    def _remember(self, now: Any) -> None:
        site = getSite()
        kept, login = store(site), api.user.get_current().getUserName()
        if site.acl_users.getUserById(api.user.get_current().getId()) is None:
            # An operator of the cluster: the gate of the root remembers
            return
        know = knows_device(kept, self.request, login)
        network = self.request.environ.get("REMOTE_ADDR", "")
        attempts.succeeded(kept, attempts.keys(kept, login, network, know), now, keep=True)
        know_device(site, self.request, login, now)
