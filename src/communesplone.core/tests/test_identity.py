from communesplone.core.identity import ICommuneIdentity
from communesplone.core.identity import identity
from communesplone.core.settings import settings


def test_identity_is_read_from_the_registry(portal):
    record = settings(ICommuneIdentity)
    record.nis = "63067"
    record.name = "Sankt Vith"
    record.language = "de"
    record.facility_languages = ("fr",)
    found = identity(portal)
    assert (found.nis, found.name, found.languages) == ("63067", "Sankt Vith", ("de", "fr"))
