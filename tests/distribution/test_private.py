"""Personal data leave a commune by no way: a word in each of their places is looked for.

Types, fields, pages and services are found in what is registered: new ones are looked at too.
"""

from .test_sharing import TERMS
from .test_sharing import work
from base64 import b64decode
from collections.abc import Iterator
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.registration import shared_fields
from communesplone.editing.copies import working
from communesplone.hub.interfaces import IHubToolsLayer
from communesplone.hub.reviewing import accept
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.interfaces import ISharingLayer
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.references import asked
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.giving import give
from communesplone.sharing.syndicating.giving import note
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.updating import proposing
from datetime import datetime
from datetime import timedelta
from http import HTTPStatus
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from Products.CMFCore.indexing import processQueue
from typing import Any
from urllib.parse import urlencode
from ZODB.serialize import referencesf
from zope.component import createObject
from zope.component import getGlobalSiteManager
from zope.component import getUtilitiesFor
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zope.schema.interfaces import INativeString
from zope.schema.interfaces import IText
import json
import pytest
import pytz
import transaction


MARKER = "zqxjpersonal"
MAIL = f"{MARKER}@example.be"
PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
PUBLIC = "Für alle zu lesen"
SERVICE = "GET_application_json_"
JSON = {"Accept": "application/json"}
#: Fields of lines, one of each.
LINES = {
    "contacts": f"{MARKER} | | {MAIL}",
    "channels": f"desk | {MARKER}",
    "tariffs": f"{MARKER} | 15 €",
}
#: plone.event wants pytz's
START = datetime(2030, 1, 1, 10, tzinfo=pytz.utc)


@pytest.fixture
def person(st_vith) -> Iterator[None]:
    """Somebody of Sankt Vith whose every particular is the word."""
    with api.env.adopt_roles(["Manager"]):
        properties = {"fullname": MARKER, "description": MARKER, "location": MARKER}
        api.user.create(MAIL, MARKER, "quatre mots sans rapport", properties=properties)
        yield


@pytest.fixture
def everything_shared(person, st_vith, enter, app) -> dict[str, str]:
    """`{urn: type}` of an item of each type: offered, accepted, adopted, and improved by Namur."""
    made = [written(st_vith, kind) for kind, _one in getUtilitiesFor(IShareable)]
    shared = {one.portal_type: offer(one, store(st_vith), TERMS).urn for one in made}
    work(st_vith)
    # The catalog is told while the site is known
    processQueue()
    hub = enter("hub")
    for urn in shared.values():
        accept(hub, urn, 1, "", "relectrice")
    work(hub)
    site = enter("namur")
    for urn in shared.values():
        take(site, ILibrary(app["hub"]), urn)
    work(site)
    processQueue()
    for site_id in ("hub", "st-vith", "hub"):
        work(enter(site_id))
    transaction.commit()
    return {urn: kind for kind, urn in shared.items()}


def written(site: Any, kind: str) -> Any:
    """Return a published item with the word in each place that is of a person, or of no use."""
    required = {
        "Event": {"start": START, "end": START + timedelta(hours=1)},
        "File": {"file": NamedBlobFile(b"offen", filename="offen.txt")},
        "Library Document": {"file": NamedBlobFile(b"%PDF-1.4", filename="offen.pdf")},
    }
    title = f"{PUBLIC}: {kind}"
    secret = api.content.create(site, "Document", title=MARKER)
    item = api.content.create(
        site, kind, title=title, description=PUBLIC, language="de", **required.get(kind, {})
    )
    link = f'<p>{PUBLIC} <a href="resolveuid/{secret.UID()}">hier</a></p>'
    if "text" in shared_fields(kind):
        item.text = RichTextValue(link, "text/html", "text/x-html-safe")
    remember_a_former_text(item, title)
    api.content.transition(item, "publish")
    plant(item)
    talk_about(item)
    draft_beside(item)
    return item


def remember_a_former_text(item: Any, title: str) -> None:
    item.title = MARKER
    api.portal.get_tool("portal_repository").save(item, comment=MARKER)
    item.title = title
    item.reindexObject()


def plant(item: Any) -> None:
    """Write the word into each local field that takes words, and into what Zope keeps of it."""
    shared, planted = shared_fields(item.portal_type), set()
    for schema in iterSchemataForType(item.portal_type):
        for name, field in getFieldsInOrder(schema):
            value = None if name in shared or field.readonly else word_for(field)
            if value is not None and name not in ("id", "language"):
                setattr(item, name, value)
                planted.add(name)
    assert {"creators", "contributors", "rights"} <= planted
    item.manage_setLocalRoles(MARKER, ["Editor", "Owner"])
    item.changeOwnership(api.user.get(MARKER).getUser())


def word_for(field: IField) -> Any:
    """Return the word as a field takes it, None for one that takes no words."""
    if IRichText.providedBy(field):
        return RichTextValue(MARKER, "text/html", "text/x-html-safe")
    if hasattr(field, "shape"):
        return field.shape.parse(LINES[field.__name__])
    if ICollection.providedBy(field):
        inner = word_for(field.value_type) if field.value_type is not None else None
        return None if inner is None else field._type((inner,)) if _is_one(field) else [inner]
    if IText.providedBy(field) or INativeString.providedBy(field):
        return MAIL
    return None


def _is_one(field: Any) -> bool:
    return isinstance(field._type, type)


def talk_about(item: Any) -> None:
    conversation = IConversation(item)
    comment = createObject("plone.Comment")
    comment.text, comment.author_name, comment.author_email = MARKER, MARKER, MAIL
    conversation.addComment(comment)


def draft_beside(item: Any) -> None:
    """Begin a working copy that says the word, of what takes one."""
    if working.may_be_copied(item):
        copy = working.make(item)
        copy.title = copy.description = MARKER


def take(site: Any, library: ILibrary, urn: str) -> None:
    """Adopt something and propose an improvement, by somebody whose name is the word."""
    kept, envelope = store(site), believed(library, urn)
    choices = {one.key: "" for one in asked(site, envelope, kept)}
    item = adopt(site, envelope, fetched(library, envelope), {}, choices, kept)
    item.creators = item.contributors = (MARKER,)
    item.description = f"{PUBLIC}, und besser"
    proposing.propose(item, kept, "Besser")


def test_personal_data_leave_a_commune_by_no_way(everything_shared, app, visit):
    hub = everything_below(app, "hub")
    for kind in everything_shared.values():
        assert any(f"{PUBLIC}: {kind}".encode() in record for record in hub), kind
    assert [excerpt(record) for record in hub if MARKER.encode() in record] == []
    told = list(answers(visit, everything_shared))
    assert [name for name, _status, body in told if MARKER.encode() in body] == []
    answered = {name for name, status, body in told if status == 200 and PUBLIC.encode() in body}
    assert {"shared", "shared-item", "shared-feed", "shared-data"} <= answered


@pytest.mark.parametrize("kind", ["File", "Image"])
def test_files_that_citizens_cannot_see_leave_with_no_text_that_names_them(
    person, st_vith, app, kind
):
    kept, made = store(st_vith), []
    for name, _one in getUtilitiesFor(IShareable):
        item = written(st_vith, name)
        if "text" in shared_fields(name):
            show(item, private_file(st_vith, kind))
            made.append(item)
    assert {"Document", "Event", "News Item", "Procedure"} <= {one.portal_type for one in made}
    for item in made:
        with pytest.raises(SharingError):
            offer(item, kept, TERMS)
    assert not kept.outgoing
    # What others show is shown without it, as citizens see it here
    give(st_vith, {one.kind for _name, one in getUtilitiesFor(IShareable)}, "CC-BY-4.0")
    for item in made:
        note(st_vith, item.UID())
    given = [one.envelope for one in feed_of(st_vith).entries.values()]
    assert {"Event", "News Item"} <= {one["type"] for one in given}
    assert all(one["references"] for one in given)
    assert MARKER not in json.dumps([(one["references"], one["fields"]["text"]) for one in given])
    transaction.commit()
    assert [one for one in everything_below(app, "hub") if MARKER.encode() in one] == []


def private_file(site: Any, kind: str) -> Any:
    """Return a picture or file that nobody has published, the word in all of its places."""
    value = {
        "File": {"file": NamedBlobFile(MARKER.encode(), filename=f"{MARKER}.txt")},
        "Image": {
            "image": NamedBlobImage(PIXEL + MARKER.encode(), filename=f"{MARKER}.gif"),
            "picture_alt": MARKER,
        },
    }[kind]
    return api.content.create(site, kind, title=MARKER, description=MARKER, **value)


def show(item: Any, file: Any) -> None:
    """Name a file in the text of an item."""
    shown = f'<p>{PUBLIC} <a href="resolveuid/{file.UID()}">hier</a></p>'
    item.text = RichTextValue(shown, "text/html", "text/x-html-safe")


@pytest.mark.parametrize("name", ["note", "change"])
def test_no_word_beside_a_text_tells_of_a_person(person, st_vith, name):
    words = {name: f"Fragen an anna.{MARKER}@example.be"}
    with pytest.raises(SharingError):
        offer(written(st_vith, "Document"), store(st_vith), Terms("CC-BY-4.0", **words))
    assert not store(st_vith).outgoing


def test_no_word_of_a_proposal_tells_of_a_person(everything_shared, enter):
    site = enter("namur")
    kept = store(site)
    urn = next(urn for urn, kind in everything_shared.items() if kind == "Document")
    item = item_of(site, kept.at_urn(urn)[0])
    with pytest.raises(SharingError):
        proposing.propose(item, kept, f"Fragen an anna.{MARKER}@example.be")
    assert not kept.outgoing


def excerpt(record: bytes) -> bytes:
    """Return what stands around the word."""
    found = record.index(MARKER.encode())
    return record[max(found - 150, 0) : found + 50]


def everything_below(app: Any, site_id: str) -> list[bytes]:
    """Return all records of a site, and its files."""
    storage = app._p_jar.db().storage
    outside = {app._p_oid, *(one._p_oid for one in app.objectValues("Plone Site"))}
    queue, seen, found = [app[site_id]._p_oid], outside - {app[site_id]._p_oid}, []
    while queue:
        oid = queue.pop()
        if oid in seen:
            continue
        seen.add(oid)
        record, serial = storage.load(oid)
        found.append(record)
        if b"ZODB.blob" in record[:40]:
            with storage.openCommittedBlobFile(oid, serial) as blob:
                found.append(blob.read())
        queue += referencesf(record)
    return found


def answers(visit: Any, shared: dict[str, str]) -> Iterator[tuple[str, int, bytes]]:
    """Yield name, status and body of what sharing and the hub answer to anybody."""
    for host, layer in (("hub", IHubToolsLayer), ("st-vith", ISharingLayer)):
        for name, headers in public(layer):
            for path in addresses(name, shared):
                answer = visit(host).get(path, headers=headers)
                # A commune's page that says so proposes pages of its own: no service at all
                if answer.status_int != HTTPStatus.NOT_FOUND:
                    yield name, answer.status_int, answer.body


def public(layer: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and headers of pages and services of a layer, whoever may see them."""
    for one in getGlobalSiteManager().registeredAdapters():
        if len(one.required) == 2 and one.required[1].isOrExtends(layer) and one.name:
            if one.name.startswith(SERVICE):
                yield one.name.removeprefix(SERVICE), JSON
            elif "_application_json_" not in one.name:
                yield one.name, {}


def addresses(name: str, shared: dict[str, str]) -> Iterator[str]:
    """Yield where a page is asked, with whatever the pages of sharing are asked by."""
    at = name if name.startswith("@") else f"@@{name}"
    yield f"/{at}"
    for urn in shared:
        yield f"/{at}?{urlencode({'urn': urn, 'revision': 1, 'issuer': 'nis:63067'})}"
