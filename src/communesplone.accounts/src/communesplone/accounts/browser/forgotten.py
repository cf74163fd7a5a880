"""@@login-help: a forgotten password. The answer tells nobody whether there is an account."""

from communesplone.accounts import forgotten
from communesplone.accounts.browser.citizen import EntrancePage
from communesplone.accounts.interfaces import Refusal
from communesplone.core import _
from Products.CMFPlone.browser.login.password_reset import PasswordResetView
from Products.Five.browser import BrowserView
from zope.component.hooks import getSite


class ForgottenView(EntrancePage):
    """Asks for a name or an address, and says that a mail goes out if there is such an account."""

    page_title = _("Forgotten password")

    def post(self) -> None:
        """Have the mail sent.

        :raises Refusal: nothing was typed, or it was asked too often.
        """
        who = self.read("who", 200).strip()
        if not who:
            raise Refusal(_("Write your login name or your mail address."))
        if not forgotten.ask(self.site, who, self.network):
            self.refuse(
                _("This was asked several times already. Look into your mailbox, or wait."),
                429,
            )
            return
        self.state = "sent"


class OldForgottenView(BrowserView):
    """Plone's addresses for it lead to ours; nothing of what is sent to them is looked at."""

    def __call__(self) -> str:
        self.request.response.redirect(f"{getSite().absolute_url()}/@@login-help", status=303)
        return ""


class NewPasswordView(PasswordResetView):
    """Plone's page of the link in the mail."""

    def __call__(self) -> str:
        """Keep the page from caches, and the link from the sites that it leads to."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        return super().__call__()

    def _auto_login(self, userid: str, password: str) -> str:
        """Open no session: whoever reads somebody's mail does not have their telephone."""
        return self.finish()
