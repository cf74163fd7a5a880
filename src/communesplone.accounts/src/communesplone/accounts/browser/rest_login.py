"""@login of the REST interface: waits as the form does, for operators' accounts too."""

from communesplone.accounts.gate import verdict
from communesplone.core import _
from plone.restapi.services.auth.login import Login
from typing import Any
from zope.i18n import translate


class RestLogin(Login):
    """The gate has judged the password before; here its wait is told, and kept.

    Plone's own service looks for accounts at the Zope root by itself.
    """

    def reply(self) -> dict[str, Any]:
        """Return a token, or an error."""
        if verdict(self.request).until is None:
            return super().reply()
        self.request.response.setStatus(429)
        words = _("Too many failed logins. Wait some minutes, then try again.")
        said = translate(words, context=self.request)
        return {"error": {"type": "Too many requests", "message": said}}
