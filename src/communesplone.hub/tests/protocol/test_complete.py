"""What the hub can tell a commune of this cluster, it can tell one of another cluster."""

from communesplone.core.sharing import ICommuneInbox
from communesplone.core.sharing.wire import INBOX_CALLS
from communesplone.hub.protocol.client import RemoteInbox
from zope.interface.verify import verifyClass


def test_every_call_goes_over_the_wire():
    assert verifyClass(ICommuneInbox, RemoteInbox)
    assert set(ICommuneInbox.names()) == INBOX_CALLS.keys() - {"introduce"}
