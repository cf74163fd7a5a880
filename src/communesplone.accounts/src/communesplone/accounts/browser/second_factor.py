"""@@second-factor: the code after the password, or the set-up where the commune requires it."""

from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.browser.citizen import EntrancePage
from communesplone.accounts.browser.login import Login
from communesplone.accounts.browser.signing_in import drawing
from communesplone.accounts.browser.signing_in import drop_ticket
from communesplone.accounts.browser.signing_in import keep_factor
from communesplone.accounts.browser.signing_in import log_in
from communesplone.accounts.browser.signing_in import read_ticket
from communesplone.accounts.browser.signing_in import Ticket
from communesplone.accounts.browser.signing_in import TICKET_COOKIE
from communesplone.accounts.gate import knows_device
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.operators import Operators
from communesplone.accounts.operators import operators
from communesplone.accounts.store import utc_now
from communesplone.core import _
from datetime import datetime
from functools import cached_property
from zope.i18nmessageid import Message


class SecondFactorView(EntrancePage):
    """For whoever gave the right password in this browser some minutes ago; nobody else."""

    page_title = _("Double check")
    #: Shown once, when they are made.
    codes: tuple[str, ...] = ()

    @cached_property
    def ticket(self) -> Ticket:
        """Who gave the right password in this browser."""
        return read_ticket(self.site, self.request, utc_now())

    @cached_property
    def user_id(self) -> str:
        """Who may go on: an operator has a second factor already, a closed account has no way."""
        found = self.ticket
        if found.is_operator:
            return found.user_id if found.user_id in self._gate.keys.factors else ""
        return "" if found.user_id in self.store.closed else found.user_id

    @property
    def _gate(self) -> Operators:
        return operators(self.site.getPhysicalRoot())

    @property
    def is_set_up(self) -> bool:
        return self.ticket.is_operator or self.user_id in self.store.factors

    def show(self) -> None:
        """Say so when there is no password before it."""
        if not self.user_id:
            self._too_late()

    def _too_late(self) -> None:
        self.state = "late"
        self.request.response.setStatus(403)

    def post(self) -> None:
        """Log in with a right code."""
        if not self.user_id:
            self._too_late()
            return
        now = utc_now()
        if self.ticket.is_operator:
            self._log_operator_in(now)
            return
        counted = self._counted()
        if attempts.locked_until(self.store, counted, now) is not None:
            raise Refusal(totp.WAIT)
        if not self._prove(now):
            attempts.failed(self.store, counted, now, keep=True)
            raise Refusal(totp.WRONG_CODE)
        login = self.site.acl_users.getUserById(self.user_id).getUserName()
        known = knows_device(self.store, self.request, login)
        passed = attempts.keys(self.store, login, self.network, known)
        attempts.succeeded(self.store, (*counted, *passed), now, keep=True)
        log_in(self.site, self.request, self.user_id, now)
        if self.codes:
            self.state = "codes"
            return
        Login(self.site, self.request).redirect_after_login(self.came_from)

    def _log_operator_in(self, now: datetime) -> None:
        proved = self._gate.prove(self.user_id, self.read("code", 100), now)
        if not proved:
            raise Refusal(totp.WAIT if proved is None else totp.WRONG_CODE)
        user = self.site.getPhysicalRoot().acl_users.getUserById(self.user_id)
        self._gate.log_in(self.request, self.user_id, user.getUserName(), now)
        drop_ticket(self.request)
        # Plone's own check that the address is one of this site
        Login(self.site, self.request).redirect_after_login(self.came_from)

    def _counted(self) -> tuple[str, ...]:
        return (attempts.key(self.store, "code", self.user_id),)

    def _prove(self, now: datetime) -> bool:
        """Tell whether the code is right; set the second factor up when there is none."""
        typed, factor = self.read("code", 100), self.store.factors.get(self.user_id)
        if factor is not None:
            return totp.accept(factor, self.store.secret, self.user_id, typed, now)
        step = totp.matching_step(self.secret, typed, now)
        if step is not None:
            self.codes = keep_factor(self.site, self.user_id, self.secret, step, now)
        return step is not None

    @cached_property
    def secret(self) -> str:
        """The secret offered, the same for as long as the ticket: a visit keeps nothing."""
        ticket = self.request.cookies.get(TICKET_COOKIE, "")
        return totp.derived_secret(self.store.secret, self.user_id, ticket)

    @property
    def secret_in_groups(self) -> str:
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    @property
    def qr(self) -> str:
        login = self.site.acl_users.getUserById(self.user_id).getUserName()
        return drawing(self.site, login, self.secret)

    @property
    def came_from(self) -> str:
        return self.read("came_from", 2000)

    @property
    def next_url(self) -> str:
        return self.site.absolute_url()

    @property
    def heading(self) -> Message:
        if self.state == "late":
            return _("Log in once more")
        if self.state == "codes":
            return _("Your codes for emergencies")
        return _("Double check") if self.is_set_up else _("Set up the double check")
