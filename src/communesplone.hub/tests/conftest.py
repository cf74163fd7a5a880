"""The layers of this add-on's tests, a commune beside the hub, and content that it signed."""

from communesplone.core import jobs
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.identity import identity
from communesplone.core.settings import settings
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import Shareable
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.issuers import urn_of
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.core.sharing.signing import signed_ring
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from plone import api
from zope.component import getGlobalSiteManager
import pytest


SINCE = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def integration(hub_integration):
    return hub_integration


@pytest.fixture
def functional(hub_functional):
    return hub_functional


@pytest.fixture
def pages_are_shareable():
    declared = Shareable("page", "Page", asked=("description",))
    manager = getGlobalSiteManager()
    manager.registerUtility(declared, IShareable, "Document")
    yield declared
    manager.unregisterUtility(declared, IShareable, "Document")


class Author:
    """A commune with its key. Its site is that of the hub: one is enough here."""

    def __init__(self, site):
        self.site = site
        record = settings(ICommuneIdentity, site)
        record.nis, record.name, record.province = "83012", "Durbuy", "Luxembourg"
        self.key = new_key()
        mine = PublicKey(public_key(self.key), SINCE)
        self.ring = signed_ring(Ring("nis:83012", 1, (mine,)), self.key)

    def written(self, revision=1, number=1, files=(), **fields):
        document = {
            "format": FORMAT,
            "urn": urn_of("nis:83012", f"{number:032}"),
            "seed": f"{number:032}",
            "group": f"urn:uuid:00000000-0000-0000-0001-{number:012}",
            "origin": None,
            "revision": revision,
            "type": "Document",
            "language": "fr",
            "issuer": issuer(identity(self.site), public_key(self.key)),
            "licence": "CC-BY-4.0",
            "audience": {},
            "note": "Prévoir un chalet de secours.",
            "change": "",
            "issued": "2026-11-29T10:00:00+00:00",
            "fields": {"title": "Un chalet au marché", "description": "Réserver", **fields},
            "references": [],
            "files": {digest(data): {"size": len(data)} for data in files},
        }
        document["digest"] = digest_of(document)
        return signed(document, self.key)


class Stranger:
    """Another commune, which signs what it has read of somebody else as its own."""

    def __init__(self, site, issuer="nis:92094", name="Namur"):
        self.key, self.issuer, self.name = new_key(), issuer, name
        mine = PublicKey(public_key(self.key), SINCE)
        self.ring = signed_ring(Ring(issuer, 1, (mine,)), self.key)
        known = Commune(self.ring, "namur", name, "Namur")
        catalogue(site).communes[issuer] = known

    def signing(self, made, **changes):
        who = made["issuer"] | {"id": self.issuer, "name": self.name, "key": public_key(self.key)}
        return signed(made | {"issuer": who} | changes, self.key)


@pytest.fixture
def stranger_of(library, portal):
    return lambda **options: Stranger(portal, **options)


@pytest.fixture
def author(portal, pages_are_shareable):
    return Author(portal)


@pytest.fixture
def library(portal, author):
    found = ILibrary(portal)
    found.introduce(author.ring, portal.getId())
    return found


@pytest.fixture
def offered(library, author, portal):
    """`offered(title="…")`: an envelope that the library received."""

    def offer(**options):
        made = author.written(**options)
        library.receive(made, {}, portal.getId())
        return made

    return offer


@pytest.fixture
def run(portal):
    """Run the jobs that are due."""
    return lambda: jobs.run_due(portal)


@pytest.fixture
def as_reviewer(portal):
    with api.env.adopt_roles(["Reviewer"]):
        yield
