"""The gate before the accounts of the Zope root: the operators of the cluster.

A plugin of the user folder of the root, first of all that know passwords there. It keeps second
factors, waits and sessions outside of any commune's site, and is asked by the gate of each site,
so that an operator proves the same at the root and through a commune's host.
"""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.plugins import ask
from communesplone.accounts.plugins import opened_before
from communesplone.accounts.store import Keys
from communesplone.accounts.store import utc_now
from communesplone.core import tokens
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from OFS.Application import Application
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IChallengePlugin
from Products.PluggableAuthService.interfaces.plugins import ICredentialsResetPlugin
from Products.PluggableAuthService.interfaces.plugins import ICredentialsUpdatePlugin
from Products.PluggableAuthService.interfaces.plugins import IExtractionPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from typing import Any
from urllib.parse import urlencode
from zope.globalrequest import getRequest
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse


ID = "communes_operators"
COOKIE = "communes_operator"
DEVICE_COOKIE = "communes_operator_device"
SESSION, DEVICE = "operator", "operator-device"
#: A working day, whatever is done in it.
SESSION_LASTS = timedelta(hours=10)
DEVICE_LASTS = timedelta(days=180)
KINDS = (
    IExtractionPlugin,
    IAuthenticationPlugin,
    ICredentialsUpdatePlugin,
    ICredentialsResetPlugin,
    IChallengePlugin,
)
#: Zope's own, which would keep the password in a cookie.
PASSWORD_COOKIE = "credentials_cookie_auth"  # noqa: S105 the name of a plugin

Credentials = dict[str, Any]


@dataclass(frozen=True)
class Judgement:
    """What a password is worth: `user` is (id, login) when it is enough.

    `second` is the id of who still has to prove the second factor, `until` the moment before which
    nothing is tried. None of them: no operator, or a wrong password.
    """

    user: tuple[str, str] | None = None
    second: str = ""
    until: datetime | None = None


@implementer(*KINDS)
class Operators(BasePlugin):
    """See the module."""

    meta_type = "CommunesPlone operators"
    security = ClassSecurityInfo()
    security.declareObjectPrivate()

    def __init__(self) -> None:
        self._setId(ID)
        self.title = "Gate of CommunesPlone for operators"
        self.keys = Keys()

    @security.private
    def extractCredentials(self, request: HTTPRequest) -> Credentials:
        """Return the session of the cookie, if there is one."""
        text = request.cookies.get(COOKIE, "")
        return {"operator": text} if text else {}

    @security.private
    def authenticateCredentials(self, credentials: Credentials) -> tuple[str, str] | None:
        """Return who it is; refuse by emptying `credentials`."""
        if credentials.get("operator"):
            return self._of_session(credentials["operator"])
        request = getRequest()
        if credentials.get("login") and credentials.get("password"):
            found = self.judge(request, credentials).user if request is not None else None
            credentials.clear()
            return found
        if opened_before(self._getPAS(), credentials, self.keys.since):
            credentials.clear()
        return None

    @security.private
    def judge(self, request: HTTPRequest, credentials: Credentials) -> Judgement:
        """Judge a password; a failure counts once in a request."""
        known = request.other.setdefault("communesplone.accounts.operators", {})
        asked = str(credentials["login"]), str(credentials["password"])
        if asked not in known:
            known[asked] = self._decide(request, credentials)
        return known[asked]

    def _decide(self, request: HTTPRequest, credentials: Credentials) -> Judgement:
        users, now, login = self._getPAS(), utc_now(), str(credentials["login"])
        if users._verifyUser(users.plugins, login=login) is None:
            # Nothing is counted for a name that nobody here has
            return Judgement()
        counted = self._counted(request, login)
        until = attempts.locked_until(self.keys, counted, now)
        if until is not None:
            return Judgement(until=until)
        found = ask(users, credentials)
        if found is None:
            attempts.failed(self.keys, counted, now, keep=request.method == "POST")
            return Judgement()
        if found[0] in self.keys.factors:
            return Judgement(second=found[0])
        return Judgement(found)

    def _counted(self, request: HTTPRequest, login: str) -> tuple[str, ...]:
        network = request.environ.get("REMOTE_ADDR", "")
        return attempts.keys(self.keys, login, network, self._knows_device(request, login))

    def _knows_device(self, request: HTTPRequest, login: str) -> bool:
        text = request.cookies.get(DEVICE_COOKIE, "")
        try:
            token = tokens.read(self.keys.secret, text, DEVICE, utc_now())
        except (tokens.InvalidToken, ValueError):
            return False
        return token.subject == self._device_of(login)

    def _device_of(self, login: str) -> str:
        return tokens.short_signature(self.keys.secret, f"device {login.lower()}", 24)

    @security.private
    def prove(self, user_id: str, code: str, now: datetime) -> bool | None:
        """Tell whether a code is right, and use it up; None when nothing is tried yet."""
        counted = (attempts.key(self.keys, "code", user_id),)
        if attempts.locked_until(self.keys, counted, now) is not None:
            return None
        factor = self.keys.factors.get(user_id)
        if factor is None or not totp.accept(factor, self.keys.secret, user_id, code, now):
            attempts.failed(self.keys, counted, now, keep=True)
            return False
        attempts.succeeded(self.keys, counted, now, keep=True)
        return True

    @security.private
    def log_in(self, request: HTTPRequest, user_id: str, login: str, now: datetime) -> None:
        """Open a session in this browser for somebody who proved who they are."""
        counted = self._counted(request, login)
        attempts.succeeded(self.keys, counted, now, keep=True)
        scope = f"{int(now.timestamp())}.{self._password_mark(user_id)}"
        session = tokens.Token(SESSION, user_id.encode().hex(), scope, now + SESSION_LASTS)
        device = tokens.Token(DEVICE, self._device_of(login), "", now + DEVICE_LASTS)
        for name, token, lasts in (
            (COOKIE, session, None),
            (DEVICE_COOKIE, device, DEVICE_LASTS),
        ):
            set_cookie(request, name, tokens.sign(self.keys.secret, token), lasts)

    def _of_session(self, text: str) -> tuple[str, str] | None:
        users = self._getPAS()
        try:
            token = tokens.read(self.keys.secret, text, SESSION, utc_now())
            user_id = bytes.fromhex(token.subject).decode()
            opened, _dot, mark = token.scope.partition(".")
            if int(opened) < self.keys.since.get(user_id, 0) or mark != self._password_mark(
                user_id
            ):
                return None
        except (tokens.InvalidToken, ValueError):
            return None
        found = users._verifyUser(users.plugins, user_id=user_id)
        return (found["id"], found["login"]) if found else None

    def _password_mark(self, user_id: str) -> str:
        """Return what changes with the password: sessions end with it, wherever it is set."""
        stored = getattr(self._getPAS()._getOb("users", None), "_user_passwords", {}).get(
            user_id, ""
        )
        return tokens.short_signature(self.keys.secret, f"password {user_id} {stored}", 16)

    @security.private
    def updateCredentials(
        self, request: HTTPRequest, response: HTTPResponse, login: str, new_password: str
    ) -> None:
        """Open a session for who just logged in by a form of Plone."""
        users = self._getPAS()
        found = users._verifyUser(users.plugins, login=login)
        if found is not None:
            self.log_in(request, found["id"], found["login"], utc_now())

    @security.private
    def resetCredentials(self, request: HTTPRequest, response: HTTPResponse) -> None:
        """End the session of this browser."""
        response.expireCookie(COOKIE, path="/")

    @security.private
    def challenge(self, request: HTTPRequest, response: HTTPResponse, **_more: Any) -> bool:
        """Lead browsers to the form, once HTTP authentication is not enough for everybody."""
        if not self.keys.factors or request.method not in ("GET", "HEAD", "POST"):
            return False
        root = self.getPhysicalRoot()
        query = urlencode({"came_from": request.get("PATH_INFO", "")})
        response.redirect(f"{root.absolute_url()}/@@operator-login?{query}", status=302, lock=1)
        return True


InitializeClass(Operators)


def set_cookie(request: HTTPRequest, name: str, value: str, lasts: timedelta | None) -> None:
    """Set a cookie that no script reads and no other site sends along with a form.

    :param lasts: None for as long as the browser is open.
    """
    more = {"max_age": int(lasts.total_seconds())} if lasts else {}
    request.response.setCookie(
        name,
        value,
        path="/",
        http_only=True,
        same_site="Lax",
        secure=request.get("SERVER_URL", "").startswith("https:"),
        **more,
    )


def operators(app: Application) -> Operators | None:
    """Return the plugin of the root; None before any site had this add-on."""
    return getattr(app.acl_users, "_getOb", lambda *_: None)(ID, None)


def put_operators(app: Application) -> Operators:
    """Put the plugin into the user folder of the root, first of all; twice does no harm."""
    users = app.acl_users
    if ID not in users.objectIds():
        users._setObject(ID, Operators())
    plugins = users.plugins
    for kind in KINDS:
        if ID not in plugins.listPluginIds(kind):
            plugins.activatePlugin(kind, ID)
    for kind in (IAuthenticationPlugin, IChallengePlugin):
        while plugins.listPluginIds(kind)[0] != ID:
            plugins.movePluginsUp(kind, [ID])
    if PASSWORD_COOKIE in plugins.listPluginIds(ICredentialsUpdatePlugin):
        plugins.deactivatePlugin(ICredentialsUpdatePlugin, PASSWORD_COOKIE)
    return users[ID]
