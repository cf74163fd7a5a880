"""@@operator-login of the Zope root: name, password and code in one form."""

from communesplone.accounts.operators import Operators
from communesplone.accounts.operators import operators
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core.typography import known
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from typing import Any
from urllib.parse import urlsplit
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18n import negotiate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


HOME = "/manage_main"
#: One sentence for all: nobody learns that a password was right.
WRONG = _("Name, password or code is not right.")
WAIT = _("Too many failed logins. Wait some minutes, then try again.")


class OperatorLogin(BrowserView):
    """For whoever runs the cluster; a commune's people log in at their site."""

    problem: Message | None = None

    def __call__(self) -> str:
        """Show the form; log in and lead on."""
        if self.gate is None:
            raise NotFound("operator-login")
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader(
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
        )
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        if self.request.method == "POST":
            self._post()
        return "" if response.getStatus() in (302, 303) else self.index()

    @property
    def language(self) -> str:
        """Return the language that the browser asks for, if it is one of ours."""
        return known(negotiate(self.request) or "fr")

    @property
    def gate(self) -> Operators | None:
        return operators(self.context)

    def _post(self) -> None:
        # There is no session yet to take a token from; what it proves is in the form
        alsoProvides(self.request, IDisableCSRFProtection)
        login, password, now = self.text("login"), self.text("password"), utc_now()
        if not (login and password):
            self._refuse(WRONG)
            return
        judged = self.gate.judge(self.request, {"login": login, "password": password})
        user_id = judged.second or (judged.user[0] if judged.user else "")
        proved: bool | None = bool(user_id)
        if judged.until is not None:
            proved = None
        elif judged.second:
            proved = self.gate.prove(judged.second, self.text("code"), now)
        if not proved:
            self._refuse(WAIT if proved is None else WRONG)
            return
        self.gate.log_in(self.request, user_id, login, now)
        self.request.response.redirect(f"{self.context.absolute_url()}{self.next}", status=303)

    def _refuse(self, problem: Message) -> None:
        self.problem = problem
        self.request.response.setStatus(429 if problem is WAIT else 403)

    def text(self, name: str) -> str:
        """Return one text of the form.

        :raises BadRequest: it is no text, or a very long one.
        """
        value: Any = self.request.form.get(name, "")
        if not isinstance(value, str) or len(value) > 1000:
            raise BadRequest(f"{name}: one text")
        return value if name == "password" else value.strip()

    @property
    def next(self) -> str:
        """Return the path to lead on to: of this root, whatever was asked."""
        path = urlsplit(self.text("came_from")).path
        safe = path.startswith("/") and not path.startswith("//") and "\\" not in path
        return path if safe and not path.endswith("operator-login") else HOME
