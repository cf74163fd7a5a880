"""What a library of this cluster can do, one of another cluster can."""

from communesplone.core.sharing import ILibrary
from communesplone.core.sharing.wire import LIBRARY_CALLS
from communesplone.sharing.protocol.client import RemoteLibrary
from zope.interface.verify import verifyClass


READ = {"search", "envelope", "standing", "pack", "file", "keys", "successions"}


def test_every_call_goes_over_the_wire():
    assert verifyClass(ILibrary, RemoteLibrary)
    assert set(ILibrary.names()) == READ | LIBRARY_CALLS.keys()
