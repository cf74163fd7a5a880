"""What `communes operators` does for the accounts of the Zope root."""

from collections.abc import Iterator
from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.operators import put_operators
from communesplone.accounts.store import Factor
from communesplone.accounts.store import utc_now
from communesplone.core.operators import IOperators
from communesplone.core.operators import Offer
from communesplone.core.operators import WrongCode
from io import StringIO
from OFS.Application import Application
from OFS.interfaces import IApplication
from Products.PluggableAuthService.interfaces.authservice import IPluggableAuthService
from secrets import token_hex
from typing import Any
from zope.component import adapter
from zope.interface import implementer


ISSUER = "CommunesPlone"


@implementer(IOperators)
class OperatorCare:
    """See IOperators."""

    def __init__(self, app: Application) -> None:
        self.users = app.acl_users
        self.gate = put_operators(app)
        self.keys = self.gate.keys

    def listed(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of each account, by login name."""
        now = utc_now()
        found = self.users.searchUsers()
        for user_id, login in sorted({(one["userid"], one["login"]) for one in found}):
            counted = attempts.keys(self.keys, login, "", device=False)[:1]
            counted = (*counted, attempts.key(self.keys, "code", user_id))
            factor = self.keys.factors.get(user_id)
            yield {
                "login": login,
                "second_factor": factor is not None,
                "codes": len(factor.recovery) if factor is not None else 0,
                "waits_until": attempts.locked_until(self.keys, counted, now),
            }

    def offer(self, login: str) -> Offer:
        """See IOperators."""
        # Here: it is needed once in the life of an account
        import segno

        user_id = self._id(login)
        secret = totp.derived_secret(self.keys.secret, user_id, token_hex(16))
        out = StringIO()
        segno.make(totp.address(secret, login, ISSUER), error="l").terminal(out, compact=True)
        return Offer(secret, out.getvalue())

    def enrol(self, login: str, secret: str, code: str) -> tuple[str, ...]:
        """See IOperators."""
        user_id, now = self._id(login), utc_now()
        step = totp.matching_step(secret, code, now)
        if step is None:
            raise WrongCode(login)
        codes = totp.new_recovery_codes()
        digests = (totp.recovery_digest(self.keys.secret, user_id, one) for one in codes)
        factor = Factor(secret, now, tuple(digests))
        factor.last_step = step
        self.keys.factors[user_id] = factor
        self.keys.end_sessions(user_id, now)
        return codes

    def unlock(self, login: str) -> None:
        """See IOperators."""
        attempts.unlock(self.keys, login, self._id(login), utc_now())

    def reset_second_factor(self, login: str) -> None:
        """See IOperators."""
        user_id, now = self._id(login), utc_now()
        self.keys.factors.pop(user_id, None)
        self.keys.end_sessions(user_id, now)
        attempts.unlock(self.keys, login, user_id, now)

    def _id(self, login: str) -> str:
        found = self.users._verifyUser(self.users.plugins, login=login)
        if found is None:
            raise KeyError(login)
        return found["id"]


@implementer(IOperators)
@adapter(IApplication)
def operator_care(app: Application) -> OperatorCare | None:
    """Return the care of the root, None before its first site gave it a user folder of plugins."""
    return OperatorCare(app) if IPluggableAuthService.providedBy(app.acl_users) else None
