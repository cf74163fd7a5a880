"""What one commune writes another adopts, by jobs alone; nothing personal leaves."""

from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.references import keys_in
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import send_back
from communesplone.hub.reviewing import take_out
from communesplone.sharing import delivering
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.data import Kept as SharedData
from communesplone.sharing.held import held_back
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.offering import withdraw
from communesplone.sharing.reading import read
from communesplone.sharing.references import asked
from communesplone.sharing.store import store
from DateTime import DateTime
from importlib.resources import files
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from zExceptions import Unauthorized
from zope.component import getUtility
import json
import pytest
import transaction


OURS = ("communesplone.sharing.", "communesplone.hub.")
MARKER = "zqxjpersonal"
TERMS = Terms("CC-BY-4.0", "Ein Wort")


def work(site):
    """Do the jobs of sharing that wait; those of a demonstration's pictures are left alone."""
    waiting = jobs.outbox(site).waiting
    for key, entry in list(waiting.items()):
        if entry.name.startswith(OURS):
            getUtility(IJob, entry.name)(site, *entry.args)
            del waiting[key]


@pytest.fixture
def managing():
    with api.env.adopt_roles(["Manager"]):
        yield


@pytest.fixture
def procedure(st_vith, managing):
    """A published procedure of Sankt Vith with all that stays there, and a link."""
    folder = st_vith
    target = api.content.create(folder, "Document", "regel", title="Gebührenordnung")
    api.content.transition(target, "publish")
    made = api.content.create(
        folder,
        "Procedure",
        "tonne",
        title="Eine Tonne bestellen",
        description="Online oder am Schalter",
        text=RichTextValue(
            f'<p>Siehe <a href="resolveuid/{target.UID()}">die Ordnung</a>.</p>', "text/html"
        ),
        steps=[{"title": "Bestellen", "text": "Online"}],
        contacts=[{"name": MARKER, "phone": "", "mail": f"{MARKER}@example.be", "url": ""}],
        tariffs=[{"label": "Tonne", "price": {"value": "15", "unit": ""}, "delay": ""}],
        price_note=MARKER,
        creators=(MARKER,),
        contributors=(MARKER,),
        language="de",
    )
    api.content.transition(made, "publish")
    return made


@pytest.fixture
def offered(procedure, st_vith):
    """What is known of it once it is offered and delivered."""
    shared = offer(procedure, store(st_vith), TERMS)
    work(st_vith)
    return shared


@pytest.fixture
def accepted(offered, enter):
    hub = enter("hub")
    accept(hub, offered.urn, 1, "Danke", "relectrice")
    work(hub)
    return offered


@pytest.fixture
def adopted(accepted, enter):
    """The draft in Namur."""
    site = enter("namur")
    library, kept = ILibrary(site.getPhysicalRoot()["hub"]), store(site)
    envelope = believed(library, accepted.urn)
    choices = {one.key: "" for one in asked(site, envelope, kept)}
    tariffs = [{"label": "Bac", "price": {"value": "20", "unit": ""}, "delay": ""}]
    folder = api.content.create(site, "Folder", "dechets", title="Déchets")
    brought = fetched(library, envelope)
    item = adopt(folder, envelope, brought, {"tariffs": tariffs}, choices, kept)
    work(site)
    return item


def test_a_request_of_a_commune_writes_nothing_of_the_hub(procedure, st_vith, app):
    before = len(catalogue(app["hub"]).offers)
    shared = offer(procedure, store(st_vith), TERMS)
    assert shared.state == "sent"
    assert len(catalogue(app["hub"]).offers) == before
    work(st_vith)
    assert shared.state == "waiting"
    assert len(catalogue(app["hub"]).offers) == before + 1


def test_what_the_reviewer_decides_is_read_on_the_item(accepted, st_vith):
    assert (accepted.state, accepted.word) == ("accepted", "Danke")


def test_the_reason_of_what_is_sent_back_reaches_the_author(offered, enter):
    hub = enter("hub")
    send_back(hub, offered.urn, 1, "Das Datum läuft ab.", "relectrice")
    assert offered.state == "waiting"
    work(hub)
    assert (offered.state, offered.word) == ("sent_back", "Das Datum läuft ab.")


def test_the_same_text_is_not_offered_twice(accepted, procedure, st_vith, enter):
    site = enter("st-vith")
    with pytest.raises(SharingError):
        offer(procedure, store(site), TERMS)
    assert accepted.revision == 1
    procedure.title = "Eine Biotonne bestellen"
    assert offer(procedure, store(site), TERMS).revision == 2


def test_nothing_personal_leaves_a_commune(accepted, app):
    told = json.dumps(Kept(catalogue(app["hub"])).dump(), ensure_ascii=False)
    assert "Eine Tonne bestellen" in told
    assert MARKER not in told
    assert "tariffs" not in told


def test_an_adopted_item_is_a_draft_with_local_answers_and_without_dead_links(adopted):
    assert api.content.get_state(adopted) == "private"
    assert adopted.title == "Eine Tonne bestellen"
    assert adopted.rights == "Nach Sankt Vith, CC BY 4.0"
    assert adopted.steps[0]["title"] == "Bestellen"
    assert adopted.tariffs[0]["price"]["value"] == "20"
    assert "<a " not in adopted.text.raw
    assert "die Ordnung" in adopted.text.raw
    assert not list(keys_in(read(adopted, store(adopted.getPhysicalRoot()["namur"])).fields))
    assert MARKER not in repr(vars(adopted))


def test_citizens_read_who_wrote_an_adopted_page(adopted, visit):
    api.content.transition(adopted.aq_parent, "publish")
    api.content.transition(adopted, "publish")
    transaction.commit()
    page = visit("namur").get("/dechets/eine-tonne-bestellen")
    assert "Nach Sankt Vith, CC BY 4.0" in page.text


def test_the_base_of_an_adopted_item_is_what_came(adopted, enter):
    site = enter("namur")
    kept = store(site)
    shared = kept.items[adopted.UID()]
    assert (shared.role, shared.revision) == ("adopted", 1)
    mine = read(adopted, kept, shared.choices)
    assert kept.bases[adopted.UID()].fields == mine.fields


def test_the_hub_counts_the_commune_that_adopts_and_knows_no_more(adopted, app):
    row = ILibrary(app["hub"]).search(Query(text="Tonne")).rows[0]
    assert row.adopters == 1
    assert list(catalogue(app["hub"]).offers[row.urn].adopters) == ["nis:92094"]


@pytest.fixture
def drawing():
    return files("communesplone.policy").joinpath("demo", "pictures", "bench.png").read_bytes()


@pytest.fixture
def picture(st_vith, managing, drawing):
    """A picture of Sankt Vith that nobody has published."""
    image = NamedBlobImage(data=drawing, filename="bench.png")
    return api.content.create(
        st_vith, "Image", "bank", title="Eine Bank", image=image, picture_alt="Bank unter Bäumen"
    )


@pytest.fixture
def park(st_vith, picture):
    """A published page that shows it."""
    page = api.content.create(st_vith, "Document", "park", title="Der Park", language="de")
    shown = {"image": picture.UID(), "alt": "Eine Bank unter Bäumen"}
    page.sections = [{"id": "s1", "type": "gallery", "pictures": [shown], "width": "full"}]
    api.content.transition(page, "publish")
    return page


def test_pictures_that_a_page_shows_come_along(st_vith, picture, park, drawing, enter, app):
    api.content.transition(picture, "publish")
    shared = offer(park, store(st_vith), TERMS)
    work(st_vith)
    hub = enter("hub")
    accept(hub, shared.urn, 1, "", "relectrice")
    site = enter("namur")
    library = ILibrary(app["hub"])
    envelope = believed(library, shared.urn)
    assert not asked(site, envelope, store(site))
    folder = api.content.create(site, "Folder", "parcs", title="Parcs")
    item = adopt(folder, envelope, fetched(library, envelope), {}, {}, store(site))
    brought = next(one for one in folder.objectValues() if one.portal_type == "Image")
    assert brought.image.data == drawing
    assert [one["image"] for one in item.sections[0]["pictures"]] == [brought.UID()]
    assert brought.picture_alt == "Bank unter Bäumen"


def test_a_picture_that_citizens_cannot_see_holds_the_page_back(st_vith, picture, park):
    kept = store(st_vith)
    assert api.content.get_state(picture) == "private"
    for begins, ends in ((None, None), (1, None), (-2, -1)):
        if begins:
            api.content.transition(picture, to_state="published")
            picture.setEffectiveDate(DateTime() + begins)
            picture.setExpirationDate(DateTime() + ends if ends else None)
        found = read(park, kept)
        assert [one.title.mapping["title"] for one in held_back(found)] == ["Eine Bank"]
        assert not found.files
        assert not [one for one in found.references if one["title"]]
        with pytest.raises(SharingError):
            offer(park, kept, TERMS)
    assert not kept.outgoing


@pytest.mark.parametrize("way", ["note", "change"])
def test_personal_words_beside_a_text_hold_it_back(procedure, st_vith, way):
    words = "Fragen an marie.schmitz@example.be, 85.07.30-033.28"
    with pytest.raises(SharingError):
        offer(procedure, store(st_vith), Terms("CC-BY-4.0", **{way: words}))
    assert not store(st_vith).outgoing


@pytest.mark.parametrize("way", ["title", "picture_alt", "filename"])
def test_personal_words_of_a_picture_hold_its_page_back(st_vith, picture, park, way):
    api.content.transition(picture, "publish")
    setattr(picture.image if way == "filename" else picture, way, "marie.schmitz@example.be")
    with pytest.raises(SharingError):
        offer(park, store(st_vith), TERMS)


def test_the_same_is_not_adopted_twice(adopted, accepted, enter):
    site = enter("namur")
    library = ILibrary(site.getPhysicalRoot()["hub"])
    with pytest.raises(SharingError):
        adopt(site["dechets"], believed(library, accepted.urn), {}, {}, {}, store(site))


def test_who_may_add_nothing_adopts_nothing(accepted, enter, app):
    site = enter("namur")
    library = ILibrary(app["hub"])
    folder = api.content.create(site, "Folder", "dechets", title="Déchets")
    envelope = believed(library, accepted.urn)
    with api.env.adopt_roles(["Reviewer"]), pytest.raises(Unauthorized):
        adopt(folder, envelope, {}, {}, {}, store(site))


def test_what_is_withdrawn_stays_with_who_adopted_it(adopted, procedure, accepted, enter, app):
    site = enter("st-vith")
    withdraw(procedure, store(site))
    work(site)
    assert ILibrary(app["hub"]).envelope(accepted.urn) is None
    assert adopted.title == "Eine Tonne bestellen"


def test_what_the_hub_takes_out_its_author_and_who_adopted_it_are_told_of(
    adopted, procedure, accepted, enter
):
    hub = enter("hub")
    take_out(hub, accepted.urn, "Eine private Adresse steht darin.", "relectrice")
    work(hub)
    told = store(enter("st-vith")).items[procedure.UID()]
    assert (told.state, told.word) == ("taken_out", "Eine private Adresse steht darin.")
    assert adopted.UID() in store(enter("namur")).gone
    assert adopted.title == "Eine Tonne bestellen"


def test_without_a_hub_an_offer_waits_and_goes_by_itself(procedure, st_vith, app, monkeypatch):
    monkeypatch.setattr(delivering, "library", lambda site, manners: None)
    shared = offer(procedure, store(st_vith), TERMS)
    work(st_vith)
    assert shared.state == "sent"
    assert delivering.DELIVER in [job.name for job in jobs.pending(st_vith)]


def test_the_private_key_is_in_no_export(accepted, st_vith):
    told = json.dumps(SharedData(store(st_vith)).dump(), default=str)
    private = store(st_vith).keys.private
    assert accepted.urn in told
    assert private.hex() not in told
    assert repr(private) not in told


def test_citizens_pages_load_exactly_the_objects_that_they_load_without_sharing(
    adopted, visit, enter, loaded
):
    api.content.transition(adopted.aq_parent, "publish")
    api.content.transition(adopted, "publish")
    transaction.commit()
    pages = {"namur": "/dechets/eine-tonne-bestellen", "st-vith": "/tonne"}
    shared = {site: loaded(visit(site), page) for site, page in pages.items()}
    for site in pages:
        tool = enter(site).portal_setup
        tool.runAllImportStepsFromProfile("profile-communesplone.sharing:uninstall")
    transaction.commit()
    for site, page in pages.items():
        assert loaded(visit(site), page) == shared[site]
