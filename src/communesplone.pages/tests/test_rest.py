"""Sections through the REST API."""

from communesplone.pages.behavior import ISections
from communesplone.pages.behavior import sections_of
from communesplone.pages.interfaces import IPagesLayer
from communesplone.pages.writing import save
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldSerializer
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
import json
import pytest


@pytest.fixture
def request_(functional):
    request = functional["request"]
    alsoProvides(request, IPagesLayer)
    login(functional["app"], SITE_OWNER_NAME)
    return request


@pytest.fixture
def read(request_):
    return lambda page: getMultiAdapter(
        (ISections["sections"], page, request_), IFieldSerializer
    )()


@pytest.fixture
def write(request_):
    def send(page, sections):
        request_["BODY"] = json.dumps({"sections": sections})
        getMultiAdapter((page, request_), IDeserializeFromJson)()

    return send


def refer(page):
    return [
        {"id": "s1", "type": "teasers", "items": [page.UID()]},
        {
            "id": "s2",
            "type": "text",
            "text": f'<p><a href="resolveuid/{page.UID()}#a">x</a></p>',
        },
    ]


def test_links_come_as_addresses_and_are_kept_as_uids(add, read, write):
    page, other = add(), add("Other")
    save(page, refer(other))
    kept = sections_of(page)
    told = read(page)

    assert told[0]["items"] == [other.absolute_url()]
    assert f'href="{other.absolute_url()}#a"' in told[1]["text"]
    write(page, told)
    assert sections_of(page) == kept


def test_what_the_reader_may_not_see_is_not_told(add, read, functional):
    page, draft = add(), add("Draft", publish=False)
    save(page, refer(draft))
    assert read(page)[0]["items"] == [draft.absolute_url()]
    logout()
    told = json.dumps(read(page))

    assert "draft" not in told
    assert draft.UID() not in told


@pytest.mark.parametrize(
    "wrong",
    [
        "text",
        [{"id": "s1", "type": "nothing"}],
        [{"id": "s1", "type": "quote"}],
        [{"id": "s1", "type": "video", "title": "x", "address": "javascript:alert(1)"}],
        [{"id": "s1", "type": "collection", "limit": 10_000}],
    ],
)
def test_what_no_type_takes_is_refused_and_nothing_is_kept(add, write, wrong):
    page = add()
    with pytest.raises(BadRequest):
        write(page, wrong)

    assert sections_of(page) == []


def test_hostile_html_is_kept_without_its_fangs(add, write):
    page = add()
    write(page, [{"id": "s1", "type": "text", "text": "<p>a<script>x</script></p>"}])

    assert sections_of(page)[0]["text"] == "<p>a</p>"
