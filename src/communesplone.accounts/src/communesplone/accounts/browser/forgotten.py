"""@@login-help: a forgotten password. The answer tells nobody whether there is an account."""

from communesplone.accounts import forgotten
from communesplone.accounts.browser.citizen import EntrancePage
from communesplone.accounts.interfaces import Refusal
from communesplone.core import _


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
