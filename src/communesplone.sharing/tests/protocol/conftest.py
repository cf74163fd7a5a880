"""A hub of another cluster that Durbuy knows; nobody answers at its address."""

from communesplone.core.sharing.calling import ALLOWED
from communesplone.core.sharing.calling import REST
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import message_to
from communesplone.core.sharing.request_signing import signed_headers
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.wire import written
from communesplone.sharing.keys import ring_of
from webtest import TestApp
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import pytest
import transaction


SILENT = "localhost:1"
HOST = "localhost:80"


class Hub:
    """A hub with its key, which says something to Durbuy."""

    def __init__(self, commune):
        self.keys = Keys()
        mine = PublicKey(public_key(self.keys.private), "2026-01-01T00:00:00+00:00")
        self.ring = signed_ring(Ring("hub:Hub", 1, (mine,)), self.keys.private)
        self.path = f"/{commune.getId()}/@inbox/v1"
        self.wire = TestApp(HTTPExceptionHandler(publish_module), lint=False)

    def tell(self, name, private=None, **arguments):
        """Return the answer of Durbuy."""
        path, body = f"{self.path}/{name}", written(arguments)
        message = message_to("POST", f"http://{HOST}{path}", body)
        headers = signed_headers(message, "hub:Hub", private or self.keys.private)
        said = {"Accept": "application/json", "Content-Type": "application/json", "Host": HOST}
        answer = self.wire.post(path, body, {**said, **headers}, expect_errors=True)
        transaction.begin()
        return answer


@pytest.fixture
def integration(sharing_functional):
    """A site that answers requests."""
    return sharing_functional


@pytest.fixture
def hub(functional, commune, kept, monkeypatch):
    """The hub that an operator connected Durbuy to."""
    monkeypatch.setenv(ALLOWED, SILENT)
    commune.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    made = Hub(commune)
    kept.hub = Peer(f"http://{SILENT}", "Hub", "", made.ring)
    ring_of(commune, kept)
    transaction.commit()
    yield made
    REST._silent.clear()
