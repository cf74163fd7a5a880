"""What the gate of a site and that of the root share: asking the plugins behind them."""

from collections.abc import Mapping
from plone.session.tktauth import splitTicket
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from typing import Any
import logging


#: The plugin of a site, and that of the root.
GATES = frozenset({"communes_gate", "communes_operators"})
logger = logging.getLogger(__name__)

Credentials = dict[str, Any]


def ask(users: Any, credentials: Credentials) -> tuple[str, str] | None:
    """Return whom the plugins of a user folder behind our gates know by these credentials."""
    for name, plugin in users.plugins.listPlugins(IAuthenticationPlugin):
        if name in GATES:
            continue
        try:
            found = plugin.authenticateCredentials(dict(credentials))
        except (KeyError, TypeError, ValueError, AttributeError):
            # As Plone does: a plugin that wants other credentials
            continue
        if found is not None:
            return found
    return None


def session_of(users: Any, credentials: Credentials) -> tuple[str, float]:
    """Return whose session or token it says to be, and from when: who is behind verifies it."""
    try:
        if credentials.get("source") == "plone.session":
            _digest, user_id, _tokens, _data, opened = splitTicket(credentials["cookie"])
            return user_id, opened
        if credentials.get("token"):
            plugin = users[credentials["extractor"]]
            payload = plugin._decode_token(credentials["token"], verify=False) or {}
            end = payload.get("exp", 0)
            return str(payload.get("sub", "")), end - plugin.token_timeout
    except (ValueError, KeyError, AttributeError):
        # No session that anybody here can read: the plugin behind refuses it too
        logger.debug("An unreadable session")
    return "", 0


def opened_before(users: Any, credentials: Credentials, since: Mapping[str, float]) -> bool:
    """Tell whether it is a session or a token of before the moment that ended it."""
    user_id, opened = session_of(users, credentials)
    return opened < since.get(user_id, 0)
