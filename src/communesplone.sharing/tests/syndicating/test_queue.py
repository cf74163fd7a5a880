"""@@sources-queue as a form: decided on together, taken back, and what does not wait any more."""

from communesplone.sharing.syndicating.notices import key
from communesplone.sharing.syndicating.receiving import receive
from communesplone.sharing.syndicating.store import taken_of
from plone import api
from urllib.parse import urlencode
import pytest
import re
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def waiting(commune, follow, namur):
    """The keys of two contents that wait."""
    way = follow("moderated")
    way.ring, way.name = namur.ring, "Namur"
    entries = [namur.entry(1), namur.entry(2, title="Le marché")]
    with api.env.adopt_roles(["Manager"]):
        for one in entries:
            receive(commune, taken_of(commune), way, None, one["notice"], one["envelope"])
    transaction.commit()
    return [key(one["notice"]["urn"], namur.issuer) for one in entries]


@pytest.fixture
def post(webmaster, commune):
    """`post("refuse", keys)`: the page that answers."""

    def send(act, keys):
        url = f"{commune.absolute_url()}/@@sources-queue"
        webmaster.open(url)
        token = re.search(r'name="_authenticator" value="(\w+)"', webmaster.contents)[1]
        fields = [("do", act), ("_authenticator", token), *(("key", one) for one in keys)]
        webmaster.post(url, urlencode(fields))
        transaction.begin()
        return webmaster.contents

    return send


def test_what_was_decided_together_is_taken_back_together(post, waiting, commune, webmaster):
    assert "2 contents are refused" in post("refuse", waiting)
    assert not taken_of(commune).waiting
    webmaster.getControl("Undo").click()
    transaction.begin()
    assert "2 contents wait again" in webmaster.contents
    assert sorted(taken_of(commune).waiting) == sorted(waiting)


def test_what_does_not_wait_any_more_is_said_so(post, waiting, webmaster):
    told = post("accept", ["elsewhere", "nowhere"])
    assert "This does not wait any more" in told
    assert webmaster.headers["status"].startswith("400")
    assert "Le marché" in told
