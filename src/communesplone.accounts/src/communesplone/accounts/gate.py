"""The gate before every login: the wait after failures, closed accounts, the second factor.

A plugin of Plone's user folder that stands before all that know passwords and sessions, so that
every way in passes it: the form, HTTP authentication, JSON, tokens and session cookies. It lets
nobody in by itself. Whom it refuses, it hides from the plugins behind it.
"""

from AccessControl.class_init import InitializeClass
from communesplone.accounts import attempts
from communesplone.accounts.operators import Judgement
from communesplone.accounts.operators import operators
from communesplone.accounts.passwords import site_problem
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.plugins import ask
from communesplone.accounts.plugins import session_of
from communesplone.accounts.settings import IAccountsSettings
from communesplone.accounts.store import Store
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import tokens
from communesplone.core.changes import keep_quiet
from communesplone.core.settings import settings
from dataclasses import dataclass
from datetime import datetime
from Products.CMFPlone.Portal import PloneSite
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from typing import Any
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
import logging


ID = "communes_gate"
VERDICT = "communesplone.accounts.verdict"
DEVICE_COOKIE = "communes_device"
DEVICE = "device"
#: The extractor of Plone's login form.
FORM = "credentials_cookie_auth"
logger = logging.getLogger(__name__)

Credentials = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """Why a login was refused that the form can go on with.

    `second` is the id of who still has to prove the second factor, the password being right;
    `until` the moment before which nothing is tried; `is_operator` whether the account is one of
    the Zope root.
    """

    second: str = ""
    until: datetime | None = None
    is_operator: bool = False


def verdict(request: HTTPRequest) -> Verdict:
    """Return what the gate said in this request."""
    return request.other.get(VERDICT, Verdict())


@implementer(IAuthenticationPlugin, IValidationPlugin)
class Gate(BasePlugin):
    """See the module. `before` keeps what the site had before us, for uninstalling."""

    meta_type = "CommunesPlone gate"
    before: dict[str, Any] = {}

    def __init__(self) -> None:
        self._setId(ID)
        self.title = "Gate of CommunesPlone"

    def authenticateCredentials(self, credentials: Credentials) -> tuple[str, str] | None:
        """Refuse by emptying `credentials`; return who it is for a password that is enough."""
        kept, request = store(getSite()), getRequest()
        if kept is None or request is None:
            return None
        if credentials.get("login") and credentials.get("password"):
            return self._judge_password(kept, request, credentials)
        self._judge_session(kept, credentials)
        return None

    def validateUserInfo(
        self, user: Any, set_id: str, set_info: dict[str, Any]
    ) -> list[dict[str, str]]:
        """See IValidationPlugin: every form of Plone that takes a password asks it."""
        password = (set_info or {}).get("password")
        found = site_problem(password) if password is not None else None
        if found is None:
            return []
        return [{"id": "password", "error": translate(found, context=getRequest())}]

    def _judge_session(self, kept: Store, credentials: Credentials) -> None:
        """Refuse the session or the token of a closed account, or one that was ended."""
        if not kept.closed and not kept.since:
            return
        user_id, opened = session_of(self._getPAS(), credentials)
        if user_id in kept.closed or opened < kept.since.get(user_id, 0):
            credentials.clear()

    def _judge_password(
        self, kept: Store, request: HTTPRequest, credentials: Credentials
    ) -> tuple[str, str] | None:
        login, password = str(credentials["login"]), str(credentials["password"])
        known = request.other.setdefault("communesplone.accounts.judged", {})
        # Plone asks several times in one request: a failure counts once
        if (login, password) not in known:
            known[login, password] = self._decide(kept, request, credentials)
        found, refused = known[login, password]
        if found or refused:
            credentials.clear()
        if refused:
            hide_password(request)
        return found

    def _decide(
        self, kept: Store, request: HTTPRequest, credentials: Credentials
    ) -> tuple[tuple[str, str] | None, bool]:
        """Return who it is, and whether those behind us must not hear of it."""
        now, login = utc_now(), str(credentials["login"])
        counted = attempts.keys(
            kept, login, request.environ.get("REMOTE_ADDR", ""), knows_device(kept, request, login)
        )
        until = attempts.locked_until(kept, counted, now)
        if until is not None:
            request.other[VERDICT] = Verdict(until=until)
            return None, True
        found = ask(self._getPAS(), credentials)
        if found is None:
            judged = _judge_operator(request, credentials)
            if judged.user is not None:
                # An operator of the cluster: no account of this site
                return None, False
            if judged.until is not None:
                request.other[VERDICT] = Verdict(until=judged.until)
            elif not judged.second:
                self._count_failure(kept, request, counted, now)
            elif _is_form(request, credentials):
                request.other[VERDICT] = Verdict(second=judged.second, is_operator=True)
            return None, True
        user_id = found[0]
        if user_id in kept.closed:
            self._count_failure(kept, request, counted, now)
            return None, True
        if user_id in kept.factors or needs_factor(getSite(), user_id):
            if _is_form(request, credentials):
                request.other[VERDICT] = Verdict(second=user_id)
            return None, True
        return found, False

    def _count_failure(
        self, kept: Store, request: HTTPRequest, counted: tuple[str, ...], now: datetime
    ) -> None:
        posted = request.method == "POST"
        attempts.failed(kept, counted, now, keep=posted)
        if posted:
            # Who fails to log in changes no page
            keep_quiet(request)
        # Neither name nor address: the request is in the line already, shortened
        logger.warning("A login failed")


InitializeClass(Gate)


def _is_form(request: HTTPRequest, credentials: Credentials) -> bool:
    """Tell whether somebody sent Plone's login form, which can go on to the second factor."""
    return credentials.get("extractor") == FORM and request.method == "POST"


def _judge_operator(request: HTTPRequest, credentials: Credentials) -> Judgement:
    """Return what the gate of the root says of a password that nobody of the site has."""
    root = getSite().getPhysicalRoot()
    gate = operators(root)
    if gate is None:
        return Judgement(ask(root.acl_users, credentials))
    return gate.judge(request, credentials)


def hide_password(request: HTTPRequest) -> None:
    """Hide a refused password from the user folder of the root, which is asked next."""
    request.form.pop("__ac_password", None)
    request.other.pop("__ac_password", None)
    if request._auth and request._auth.lower().startswith("basic "):
        request._auth = ""


def needs_factor(site: PloneSite, user_id: str) -> bool:
    """Tell whether somebody must have a second factor by the settings of the site."""
    if not settings(IAccountsSettings, site).second_factor_required:
        return False
    user = site.acl_users.getUserById(user_id)
    return user is not None and not KEEPERS.isdisjoint(user.getRoles())


def knows_device(kept: Store, request: HTTPRequest, login: str) -> bool:
    """Tell whether this browser logged in to this account before."""
    text = request.cookies.get(DEVICE_COOKIE, "")
    try:
        token = tokens.read(kept.secret, text, DEVICE, utc_now())
    except (tokens.InvalidToken, ValueError):
        return False
    return token.subject == device_of(kept, login)


def device_of(kept: Store, login: str) -> str:
    """Return what the cookie of a known device says of the account: not its name."""
    return tokens.short_signature(kept.secret, f"device {login.lower()}", 24)
