"""@inbox: who the commune is, and what the hub of another cluster tells it."""

from communesplone.core import _
from communesplone.core.changes import keep_quiet
from communesplone.core.sharing.answering import CallService
from communesplone.core.sharing.answering import ProtocolService
from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.core.sharing.peers import identified
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import Nonces
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.wire import INBOX_CALLS
from communesplone.core.sharing.wire import to_json
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from dataclasses import replace
from typing import Any
from zExceptions import NotFound


class Inbox(ProtocolService):
    """GET @inbox/v1: who the commune is, with its public keys."""

    def reply(self) -> Any:
        """Answer it."""
        kept = store(self.context)
        found = identified(self.context, kept.keys) if kept is not None else None
        if self.asked or found is None:
            raise NotFound("@inbox")
        return to_json(found)


class InboxCall(CallService):
    """POST @inbox/v1/<call>: only the hub that an operator connected the commune to."""

    calls = INBOX_CALLS

    @property
    def kept(self) -> Store:
        """What the site shares.

        :raises NotBelieved: it shares with no hub of another cluster.
        """
        found = store(self.context)
        if found is None or found.hub is None:
            raise NotBelieved(_("This commune does not share with you."))
        return found

    def ring(self, issuer: str) -> Ring:
        """Return the keys of the hub, whoever says to be it."""
        return self.kept.hub.ring

    def nonces(self) -> Nonces:
        return self.kept.nonces

    def perform(self, name: str, arguments: dict[str, Any], issuer: str) -> None:
        """Give the inbox what the hub says; nothing of it changes a page of citizens."""
        keep_quiet(self.request)
        if name == "introduce":
            self.kept.hub = replace(self.kept.hub, ring=arguments["ring"])
            return
        getattr(ICommuneInbox(self.context), name)(**arguments)
