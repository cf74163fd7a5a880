"""What the ways in share: the ticket of a half-done login, the drawing, the known device."""

from AccessControl.SecurityManagement import newSecurityManager
from communesplone.accounts import journal
from communesplone.accounts import totp
from communesplone.accounts.gate import DEVICE
from communesplone.accounts.gate import DEVICE_COOKIE
from communesplone.accounts.gate import device_of
from communesplone.accounts.operators import operators
from communesplone.accounts.operators import set_cookie
from communesplone.accounts.store import Factor
from communesplone.accounts.store import store
from communesplone.core import tokens
from communesplone.core.identity import identity
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from io import BytesIO
from plone.protect.interfaces import IDisableCSRFProtection
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from zope.interface import alsoProvides
from ZPublisher.HTTPRequest import HTTPRequest


TICKET_COOKIE = "communes_second"
SECOND, SECOND_OPERATOR = "second", "second-operator"
#: From the right password to the right code.
TICKET_LASTS = timedelta(minutes=10)
DEVICE_LASTS = timedelta(days=180)


def drawing(site: PloneSite, login: str, secret: str) -> str:
    """Return the QR code that a telephone reads, as SVG: it never leaves this server."""
    # Here: it is needed once in the life of an account
    import segno

    issuer = identity(site).name or site.Title()
    out = BytesIO()
    segno.make(totp.address(secret, login, issuer), error="m").save(
        out, kind="svg", scale=5, border=4, xmldecl=False, svgns=True, light="#fff", title="QR"
    )
    return out.getvalue().decode()


def keep_factor(
    site: PloneSite, user_id: str, secret: str, step: int, now: datetime
) -> tuple[str, ...]:
    """Set up a second factor that was just proved; end other sessions; return the codes."""
    kept, codes = store(site), totp.new_recovery_codes()
    digests = tuple(totp.recovery_digest(kept.secret, user_id, code) for code in codes)
    factor = Factor(secret, now, digests)
    factor.last_step = step
    kept.factors[user_id] = factor
    kept.end_sessions(user_id, now)
    journal.record(site, journal.FACTOR_ON, {}, actor=user_id)
    return codes


@dataclass(frozen=True)
class Ticket:
    """Who gave the right password in this browser: an id of the site, or of the Zope root."""

    user_id: str = ""
    is_operator: bool = False


def give_ticket(
    site: PloneSite, request: HTTPRequest, user_id: str, now: datetime, purpose: str = SECOND
) -> None:
    """Remember in the browser that the password was right, for some minutes.

    :param purpose: SECOND for somebody of the site, SECOND_OPERATOR for one of the root.
    """
    token = tokens.Token(purpose, user_id.encode().hex(), "", now + TICKET_LASTS)
    text = tokens.sign(_secret(site, purpose), token)
    set_cookie(request, TICKET_COOKIE, text, TICKET_LASTS)


def read_ticket(site: PloneSite, request: HTTPRequest, now: datetime) -> Ticket:
    """Return who gave the right password in this browser; an id is empty for nobody."""
    text = request.cookies.get(TICKET_COOKIE, "")
    purpose = text.partition("~")[0]
    if purpose not in (SECOND, SECOND_OPERATOR):
        return Ticket()
    try:
        token = tokens.read(_secret(site, purpose), text, purpose, now)
        return Ticket(bytes.fromhex(token.subject).decode(), purpose == SECOND_OPERATOR)
    except (tokens.InvalidToken, ValueError):
        return Ticket()


def _secret(site: PloneSite, purpose: str) -> bytes:
    """Return what signs a ticket: a site's secret leaves it in an export, that of the root not."""
    if purpose == SECOND:
        return store(site).secret
    gate = operators(site.getPhysicalRoot())
    if gate is None:
        raise tokens.InvalidToken(purpose)
    return gate.keys.secret


def drop_ticket(request: HTTPRequest) -> None:
    request.response.expireCookie(TICKET_COOKIE, path="/")


def know_device(site: PloneSite, request: HTTPRequest, login: str, now: datetime) -> None:
    """Have failures elsewhere never lock this browser out of the account."""
    kept = store(site)
    token = tokens.Token(DEVICE, device_of(kept, login), "", now + DEVICE_LASTS)
    set_cookie(request, DEVICE_COOKIE, tokens.sign(kept.secret, token), DEVICE_LASTS)


def log_in(site: PloneSite, request: HTTPRequest, user_id: str, now: datetime) -> None:
    """Open a session for somebody who proved who they are."""
    # A form without session holds no token of one; what it proves is in it
    alsoProvides(request, IDisableCSRFProtection)
    users = getToolByName(site, "acl_users")
    user = users.getUserById(user_id)
    newSecurityManager(request, user)
    users.session._setupSession(user_id, request.response)
    getToolByName(site, "portal_membership").loginUser(request)
    know_device(site, request, user.getUserName(), now)
    drop_ticket(request)
