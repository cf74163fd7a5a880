"""What comes in, comes again, and is taken out again."""

from communesplone.core import jobs
from communesplone.core.ingest import IIngest
from communesplone.core.interfaces import CommunesError
from communesplone.ingest import engine
from communesplone.ingest import report
from communesplone.ingest import writing
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.interfaces import NotNow
from communesplone.ingest.sources import tree
from communesplone.ingest.sources import wordpress
from communesplone.ingest.store import ledger
from communesplone.ingest.store import run_of
from io import BytesIO
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import createContentInContainer
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zipfile import ZipFile
from zope.component import getGlobalSiteManager
from zope.component import getUtility
import pytest
import transaction


WXR = ("wordpress", "wordpress.zip")


@pytest.fixture
def portal(integration):
    return integration["portal"]


def paths(portal) -> list[str]:
    found = portal.portal_catalog.unrestrictedSearchResults(path="/plone")
    return sorted(brain.getPath() for brain in found if brain.portal_type != "Plone Site")


def test_a_wordpress_comes_in_as_folders_of_its_parts(bring, portal):
    run = bring(*WXR)
    assert run.state == "done"
    assert report.fates(run) == {"added": 23}
    assert "/plone/vivre-ici/dechets" in paths(portal)
    assert "/plone/actualites/travaux-rue-du-moulin" in paths(portal)
    assert "/plone/medias/pont.png" in paths(portal)
    assert portal["medias"]["pont.png"].image.getImageSize() == (160, 120)


def test_a_page_with_pages_below_becomes_a_folder_that_shows_it(bring, portal):
    bring(*WXR)
    assert portal["vivre-ici"].getDefaultPage() == "accueil"
    assert "tous les jours" in portal["vivre-ici"]["accueil"].text.raw


def test_links_lead_to_what_came_and_pictures_are_shown(bring, portal):
    bring(*WXR)
    waste, bridge = portal["vivre-ici"]["dechets"], portal["medias"]["pont.png"]
    assert f'href="resolveuid/{waste.UID()}"' in portal["bienvenue"].text.raw
    assert f'src="resolveuid/{bridge.UID()}"' in portal["vivre-ici"]["en-images"].text.raw
    assert portal["actualites"]["travaux-rue-du-moulin"].image.filename == "arbre.png"


def test_old_addresses_lead_to_what_came(bring, portal):
    bring(*WXR)
    storage = getUtility(IRedirectionStorage)
    news = "/plone/actualites/travaux-rue-du-moulin"
    assert storage.get("/plone/2019/05/travaux-rue-du-moulin") == news
    upload = "/plone/wp-content/uploads/2019/05/reglement.pdf"
    assert storage.get(upload) == "/plone/medias/reglement.pdf"
    # What stands at its old address needs none.
    assert storage.get("/plone/vivre-ici/dechets") is None


def test_the_report_tells_what_needs_a_human(bring):
    run = bring(*WXR)
    found = {(line.title, line.code): line.detail for line in report.lines(run, "en")}
    assert ("Maison", "alt") in found
    assert found["Déchets", "dead"] == "/vivre-ici/compost/"
    assert found["Nous écrire", "shortcode"] == "[contact-form-7]"
    assert found["Nous écrire", "mail"] == "exemple.personne@gmail.com"
    assert {"form", "script", "embed", "national"} <= {
        code for title, code in found if title == "Nous écrire"
    }
    assert ("Réservé au personnel", "password") in found
    # The number itself is not spread.
    assert "000.97" not in report.table(run, "en", {}).decode()


def test_no_cell_of_the_report_is_a_formula():
    assert report.neutral("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert report.neutral("Déchets") == "Déchets"


def test_what_was_public_stays_public_only_when_that_is_chosen(bring, portal):
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    bring(*WXR, keep_public=True)
    state = portal.portal_workflow.getInfoFor
    assert state(portal["bienvenue"], "review_state") == "published"
    assert state(portal["brouillon"], "review_state") == "private"
    assert state(portal["personnel"], "review_state") == "private"
    # It holds a national number.
    assert state(portal["contact"], "review_state") == "private"


def test_what_the_law_holds_back_comes_as_a_draft_and_is_told(bring, portal):
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")

    def hold_back(item, event):
        if item.getId() == "cimetiere" and event.new_state.id == "published":
            raise CommunesError("Say first what the picture shows.")

    gsm = getGlobalSiteManager()
    gsm.registerHandler(hold_back, (IDexterityContent, IBeforeTransitionEvent))
    try:
        run = bring(*WXR, keep_public=True)
    finally:
        gsm.unregisterHandler(hold_back, (IDexterityContent, IBeforeTransitionEvent))
    assert report.fates(run) == {"added": 23}
    state = portal.portal_workflow.getInfoFor(portal["cimetiere"], "review_state")
    assert state == "private"
    (held,) = [line for line in report.lines(run, "en") if line.code == "held"]
    assert (held.title, held.detail) == ("Cimetière", "Say first what the picture shows.")


def test_the_same_export_again_changes_nothing(bring, portal):
    bring(*WXR)
    before = paths(portal)
    again = bring(*WXR)
    assert report.fates(again) == {"same": 23}
    assert paths(portal) == before


def test_a_changed_page_is_brought_up_to_date_unless_somebody_changed_it_here(
    bring, portal, sample
):
    bring(*WXR)
    newer = edited(sample("wordpress.zip"), "du cimetière (PDF)</a> s’applique", "vaut</a>")
    newer = edited(newer, "La rue est fermée.", "La rue est ouverte.")
    portal["cimetiere"].title = "Le cimetière communal"
    run = bring("wordpress", newer)
    assert report.fates(run) == {"changed": 1, "same": 21, "kept": 1}
    assert "ouverte" in portal["actualites"]["travaux-rue-du-moulin"].text.raw
    assert portal["cimetiere"].title == "Le cimetière communal"
    assert report.counts(run)["kept"] == 1


def edited(data: bytes, old: str, new: str) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xml"):
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return made.getvalue()


def test_a_plone_comes_in_with_its_events_links_files_and_former_addresses(bring, portal):
    run = bring("plone", "plone.zip")
    assert report.fates(run) == {"added": 14}
    dance = portal["actualites"]["bal"]
    assert (dance.portal_type, dance.location) == ("Event", "Salle communale")
    assert dance.start.isoformat().startswith("2019-07-20")
    assert portal["province"].remoteUrl == "https://province.example/"
    assert portal["reglement.pdf"].file.filename == "reglement.pdf"
    assert portal["actualites"]["marche"].image.filename == "arbre.png"
    moved = getUtility(IRedirectionStorage).get("/plone/vie-communale/salles")
    assert moved == "/plone/vie-communale/location-de-salles"
    assert report.counts(run) == {"alt": 2, "dead": 1}


def test_a_part_can_be_left_out_or_go_to_a_folder_of_the_site(bring, portal):
    createContentInContainer(portal, "Folder", id="infos", checkConstraints=False)
    run = bring(
        "plone",
        "plone.zip",
        sections={
            "actualites": {"to": "/infos", "kind": "page"},
            "vie-communale": {"to": "skip", "kind": ""},
        },
    )
    assert portal["infos"]["marche"].portal_type == "Document"
    assert "vie-communale" not in portal
    assert "actualites" not in portal
    assert getUtility(IRedirectionStorage).get("/plone/actualites") == "/plone/infos"
    assert report.fates(run)["skipped"] == 8


def test_a_folder_that_is_not_there_is_refused_in_words(bring, portal):
    run = bring(*WXR, write=False)
    with pytest.raises(IngestError, match="There is no folder “/nowhere”"):
        IIngest(portal).choose(run.id, {"into": "/nowhere"})


def test_all_that_came_is_taken_out_again_with_its_redirects(bring, undo, portal):
    before = paths(portal)
    run = undo(bring(*WXR))
    assert run.state == "undone"
    assert report.fates(run) == {"removed": 23}
    assert paths(portal) == before
    assert list(getUtility(IRedirectionStorage)) == []
    assert not ledger(portal).known


def test_what_somebody_changed_or_put_there_stays(bring, undo, portal):
    run = bring(*WXR)
    portal["cimetiere"].title = "Le cimetière communal"
    createContentInContainer(portal["medias"], "Document", id="ajoutee", checkConstraints=False)
    undo(run)
    assert "cimetiere" in portal
    assert portal["medias"].objectIds() == ["ajoutee"]
    assert report.fates(run) == {"removed": 21, "stays": 2}


def test_it_can_come_in_again_after_it_was_taken_out(bring, undo):
    undo(bring(*WXR))
    assert report.fates(bring(*WXR)) == {"added": 23}


def test_a_picture_that_is_refused_stops_nothing_else(bring, sample, portal):
    made = BytesIO()
    with ZipFile(BytesIO(sample("wordpress.zip"))) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, b"no picture" if name.endswith("pont.png") else content)
    run = bring("wordpress", made.getvalue())
    assert report.fates(run) == {"added": 22, "refused": 1}
    codes = {(line.title, line.code) for line in report.lines(run, "en")}
    assert ("Le pont", "refused") in codes
    # Texts that show it say so.
    assert ("En images", "dead") in codes
    assert "pont.png" not in portal["medias"]
    assert not portal.portal_catalog.unrestrictedSearchResults(getId="pont.png")


def test_one_odd_record_holds_no_other_back(bring, monkeypatch):
    usual = writing.items.fields

    def failing(record, *rest):
        if record.title == "Cimetière":
            raise RuntimeError("odd")
        return usual(record, *rest)

    monkeypatch.setattr(writing.items, "fields", failing)
    run = bring(*WXR)
    assert report.fates(run) == {"added": 22, "refused": 1}


def test_an_act_that_does_not_fit_is_refused(bring, portal):
    run = bring(*WXR)
    with pytest.raises(NotNow):
        IIngest(portal).start(run.id, "write")
    with pytest.raises(IngestError):
        run_of(portal, "nothing")


@pytest.mark.parametrize(
    ("source", "module"), [("wordpress", wordpress), ("plone", tree)], ids=["wordpress", "plone"]
)
def test_a_site_that_is_read_in_parts_is_the_same_site(bring, portal, monkeypatch, source, module):
    whole = bring(source, f"{source}.zip", write=False)
    monkeypatch.setattr(module, "PER_BATCH", 3)
    parts = bring(source, f"{source}.zip", write=False)
    assert (parts.state, parts.origin) == (whole.state, whole.origin)
    keys = sorted(record.key for record in whole.all_records())
    assert sorted(record.key for record in parts.all_records()) == keys
    digests = {record.key: record.digest for record in whole.all_records()}
    assert {record.key: record.digest for record in parts.all_records()} == digests
    assert engine.advance(portal, parts.id) is False


def test_the_worker_does_a_batch_a_job(portal, sample):
    ingest = IIngest(portal)
    run_id = ingest.begin("csv", "pages", BytesIO(sample("pages.csv")), "")
    transaction.savepoint(optimistic=True)
    engine.ring(portal, run_of(portal, run_id))
    jobs.run_due(portal)
    assert run_of(portal, run_id).state == "ready"
    ingest.start(run_id, "write")
    engine.ring(portal, run_of(portal, run_id))
    jobs.run_due(portal)
    summary = ingest.summary(run_id, "en")
    assert (summary.state, summary.fates) == ("done", {"added": 4})
    assert not any(job.name == engine.STEP for job in jobs.pending(portal))
