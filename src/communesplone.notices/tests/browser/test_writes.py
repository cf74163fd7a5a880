from communesplone.core import memory
import pytest
import transaction


ADDRESSES = (
    "avis",
    "avis?kind=inquiries&state=closed",
    "avis/@@notices.rss",
    "avis/@@notices.ics",
    "avis/flats",
    "avis/flats/@@notice.ics",
    "avis/dechets",
    "avis/dechets?street=rue+haute&number=1",
    "avis/dechets?street=nowhere",
    "avis/dechets/@@waste.ics?sector=A",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_reading_writes_nothing(functional, inquiry, calendar, visitor, address):
    inquiry("Flats")
    visitor.open(f"{functional['portal'].absolute_url()}/{address}")
    memory.forget()
    before = functional["app"]._p_jar.db().lastTransaction()
    visitor.open(f"{functional['portal'].absolute_url()}/{address}")
    assert visitor.headers["status"].startswith("200")
    transaction.begin()
    assert functional["app"]._p_jar.db().lastTransaction() == before
