"""@@my-account: what a person chooses for themselves: mail, double check, sessions, password."""

from communesplone.accounts import attempts
from communesplone.accounts import journal
from communesplone.accounts import notices
from communesplone.accounts import totp
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.browser.signing_in import drawing
from communesplone.accounts.browser.signing_in import keep_factor
from communesplone.accounts.gate import needs_factor
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import Person
from communesplone.accounts.store import utc_now
from communesplone.core import _
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from secrets import token_hex
from typing import Any


OPERATOR = _("You are logged in as an operator of the cluster: nothing is set here.")
FREQUENCY_TITLES = {"now": _("at once"), "daily": _("once a day"), "never": _("never")}


class AccountView(OfficeView):
    """The page of the person who is logged in; nobody else's."""

    page_title = _("My account")
    work = ViewPageTemplateFile("account.pt")
    acts = {
        "mails": "choose_mails",
        "factor-on": "set_factor",
        "factor-off": "drop_factor",
        "codes": "new_codes",
        "sessions": "end_sessions",
    }
    #: Shown once, when they are made.
    codes: tuple[str, ...] = ()

    @cached_property
    def person(self) -> Person | None:
        """The person, None for an operator of the cluster, who has no account in this site."""
        return self.people.active.get(self.me)

    @cached_property
    def me(self) -> str:
        return api.user.get_current().getId() or ""

    @property
    def lead(self) -> Any:
        if self.person is None:
            return OPERATOR
        return _("What you are told, and how you log in. Only you see this page.")

    def kinds(self) -> list[dict[str, Any]]:
        """Return what one may be told of, with the choice of this person."""
        return [
            {
                "name": name,
                "title": kind.title,
                "description": kind.description,
                "choices": [
                    {
                        "value": value,
                        "title": title,
                        "checked": "checked"
                        if value == notices.choice(self.site, self.me, name)
                        else None,
                    }
                    for value, title in FREQUENCY_TITLES.items()
                ],
            }
            for name, kind in notices.kinds().items()
        ]

    def choose_mails(self) -> str:
        self._must_be_here()
        chosen = {name: self.text(f"kind-{name}", 10) for name in notices.kinds()}
        notices.choose(self.site, self.me, chosen)
        return self.page("my-account", saved="mails")

    @property
    def saved(self) -> bool:
        return bool(self.text("saved", 20))

    @property
    def has_factor(self) -> bool:
        return self.me in self.store.factors

    @property
    def must_have_factor(self) -> bool:
        return needs_factor(self.site, self.me)

    @property
    def codes_left(self) -> int:
        return len(self.store.factors[self.me].recovery)

    @cached_property
    def nonce(self) -> str:
        """What the offered secret is made from: the form sends it back."""
        return self.text("nonce", 64) or token_hex(16)

    @cached_property
    def secret(self) -> str:
        return totp.derived_secret(self.store.secret, self.me, self.nonce)

    @property
    def qr(self) -> str:
        """Return the drawing for the telephone, as SVG."""
        return drawing(self.site, self.person.login if self.person else self.me, self.secret)

    @property
    def secret_in_groups(self) -> str:
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    def set_factor(self) -> None:
        """Set up the second factor, once a code proves that the telephone has the secret."""
        self._must_be_here()
        if self.has_factor:
            raise Refusal(_("The double check is set up already."))
        now = utc_now()
        step = totp.matching_step(self.secret, self.text("code", 40), now)
        if step is None:
            raise Refusal(totp.WRONG_CODE)
        self.codes = keep_factor(self.site, self.me, self.secret, step, now)
        self._stay(now)

    def drop_factor(self) -> str:
        """Take the second factor away: only with a code of it."""
        self._must_be_here()
        if self.must_have_factor:
            raise Refusal(_("Webmasters of this site need the double check. Set up a new one."))
        self._prove()
        del self.store.factors[self.me]
        journal.record(self.site, journal.FACTOR_OFF, {})
        return self.page("my-account", saved="factor")

    def new_codes(self) -> None:
        """Replace the codes for emergencies."""
        self._must_be_here()
        self._prove()
        self.codes = totp.new_recovery_codes()
        self.store.factors[self.me].recovery = tuple(
            totp.recovery_digest(self.store.secret, self.me, code) for code in self.codes
        )

    def end_sessions(self) -> str:
        """End all sessions but this one."""
        self._must_be_here()
        now = utc_now()
        self.store.end_sessions(self.me, now)
        self._stay(now)
        return self.page("my-account", saved="sessions")

    def _stay(self, now: Any) -> None:
        """Stay logged in here, while sessions of before end."""
        self.site.acl_users.session._setupSession(self.me, self.request.response)

    def _prove(self) -> None:
        """Refuse without a right code, and after too many wrong ones.

        :raises Refusal: with a sentence.
        """
        counted, now = (attempts.key(self.store, "code", self.me),), utc_now()
        if attempts.locked_until(self.store, counted, now) is not None:
            raise Refusal(totp.WAIT)
        factor = self.store.factors.get(self.me)
        code = self.text("code", 40)
        if factor is None or not totp.accept(factor, self.store.secret, self.me, code, now):
            attempts.failed(self.store, counted, now, keep=True)
            raise Refusal(totp.WRONG_CODE)
        attempts.succeeded(self.store, counted, now, keep=True)

    def _must_be_here(self) -> None:
        if self.person is None:
            raise Refusal(OPERATOR)
