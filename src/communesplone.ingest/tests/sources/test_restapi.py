"""A Plone read over the web: what a real one answered, to anybody and to an account."""

from base64 import b64decode
from base64 import b64encode
from communesplone.core import jobs
from communesplone.core.ingest import IIngest
from communesplone.core.jobs import JobGivenUp
from communesplone.ingest import accounts
from communesplone.ingest import engine
from communesplone.ingest import report
from communesplone.ingest.fetching import Fetcher
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.interfaces import Unreachable
from communesplone.ingest.sources import restapi
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import run_of
from pathlib import Path
from plone import api
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import ITranslationManager
from zope.event import notify
import json
import os
import pytest
import time
import transaction


ACCOUNT = ("webmestre", "correct horse battery")
BASIC = f"Basic {b64encode(':'.join(ACCOUNT).encode()).decode()}"


@pytest.fixture
def answers(web, sample, monkeypatch):
    """Gives what a real Plone answered, under the address of this server, five items at a time."""
    monkeypatch.setattr(restapi, "SIZE", 5)

    def giving(name: str, to: dict) -> None:
        for path, answer in json.loads(sample(name)).items():
            if "json" in answer:
                text = json.dumps(answer["json"]).replace("https://ancien-plone.example", web.url)
                body = text.encode()
            else:
                body = b64decode(answer["base64"])
            to[path] = (answer["status"], {"Content-Type": answer["type"]}, body)

    return giving


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    return tmp_path / "ingest"


@pytest.fixture
def guarded(allowed, answers):
    """A Plone whose account sees more than anybody."""
    answers("restapi.json", allowed.pages)
    answers("restapi-account.json", allowed.own.setdefault(BASIC, {}))
    return allowed


def committed() -> None:
    """Do what waits for the commit of a transaction that a test takes back."""
    for hook, arguments, named in transaction.get().getAfterCommitHooks():
        if hook.__module__ == accounts.__name__:
            hook(True, *arguments, **named)


def test_a_plone_is_crawled_and_only_what_is_public_comes(allowed, answers, bring, integration):
    answers("restapi.json", allowed.pages)
    run = bring("restapi", address=allowed.url)
    assert run.state == "done", run.problem
    assert report.fates(run) == {"added": 10}
    portal = integration["portal"]
    assert "projet" not in portal["vie-communale"]
    assert portal["pont.png"].image.getImageSize() == (160, 120)
    bridge, rules = portal["pont.png"], portal["reglement.pdf"]
    text = portal["vie-communale"]["location-de-salles"].text.raw
    assert f"resolveuid/{bridge.UID()}" in text
    assert f"resolveuid/{rules.UID()}" in text
    assert report.counts(run)["dead"] == 2


def test_a_plone_that_was_exported_and_crawled_is_the_same_plone(
    allowed, answers, bring, integration
):
    bring("plone", "plone.zip")
    answers("restapi.json", allowed.pages)
    run = bring("restapi", address=allowed.url, write=False)
    assert run.state == "ready"
    # Their texts differ in how they write addresses; nothing comes a second time.
    known = ledger(integration["portal"]).known
    records = [one for one in run.all_records() if not one.key.startswith("folder:")]
    assert all(known_key(run, one) in known for one in records)


def test_with_an_account_drafts_come_and_stay_drafts(guarded, bring, integration, var):
    portal = integration["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_workflow.setChainForPortalTypes(("File",), ("simple_publication_workflow",))
    run = bring("restapi", address=guarded.url, account=ACCOUNT, keep_public=True)
    assert run.state == "done", run.problem
    life = portal["vie-communale"]
    state = portal.portal_workflow.getInfoFor
    assert state(life["ecoles"], "review_state") == "published"
    assert state(life["projet"], "review_state") == "private"
    # A file has no state on a vanilla Plone: it was as hidden as its folder.
    assert state(life["preparation"]["projet.pdf"], "review_state") == "private"
    assert state(portal["reglement.pdf"], "review_state") == "published"
    assert life["preparation"]["projet.pdf"].file.getSize() > 0
    assert life["perimee"].expires().year() == 2020
    assert "refused" not in report.fates(run)


def test_an_account_is_kept_in_no_database_and_gone_when_all_is_read(
    guarded, integration, bring, var
):
    ingest = IIngest(integration["portal"])
    run_id = ingest.begin("restapi", "old", None, guarded.url, ACCOUNT)
    (kept,) = var.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert var.stat().st_mode & 0o777 == 0o700
    run = run_of(integration["portal"], run_id)
    for words in (ACCOUNT[1], BASIC.split()[1]):
        assert words not in repr(vars(run))
        assert words not in repr(dict(run.options))
    while ingest.advance(run_id):
        pass
    assert run.state == "ready"
    committed()
    assert not list(var.iterdir())
    # What only the account may have came already: writing asks nothing by it.
    asked = len(guarded.given)
    ingest.start(run_id, "write")
    while ingest.advance(run_id):
        pass
    assert len(guarded.given) == asked
    assert not run.kept


def test_a_token_is_an_account_without_a_name(guarded, bring, var):
    guarded.own["Bearer abc.def"] = guarded.own[BASIC]
    run = bring("restapi", address=guarded.url, account=("", "abc.def"), write=False)
    assert run.state == "ready"


def test_an_account_that_is_not_accepted_is_told(guarded, bring, var):
    run = bring("restapi", address=guarded.url, account=("webmestre", "wrong"))
    assert run.state == "failed"
    assert "does not accept this account" in run.problem


def test_an_account_that_is_not_kept_any_more_is_told(guarded, integration, var):
    ingest = IIngest(integration["portal"])
    run_id = ingest.begin("restapi", "old", None, guarded.url, ACCOUNT)
    (kept,) = var.iterdir()
    os.utime(kept, (time.time() - 100_000,) * 2)
    ingest.advance(run_id)
    assert "not kept any more" in run_of(integration["portal"], run_id).problem
    assert not kept.exists()


def test_an_account_goes_to_no_other_host_and_no_address_of_an_answer_is_asked(
    guarded, bring, var, integration
):
    pages = guarded.own[BASIC]
    for path, (status, headers, body) in list(pages.items()):
        elsewhere = body.replace(guarded.url.encode(), b"http://169.254.169.254")
        pages[path] = (status, headers, elsewhere)
    run = bring("restapi", address=guarded.url, account=ACCOUNT)
    # All of it was asked of the host that was given.
    assert run.state == "done", run.problem
    assert integration["portal"]["pont.png"].image.getSize() > 0
    guarded.pages["/moved"] = (302, {"Location": "http://127.0.0.1:9/secret"}, b"")
    guarded.own[BASIC] = guarded.pages
    with pytest.raises(Unreachable, match="inner network"):
        Fetcher(secret=BASIC, site=guarded.url).get(f"{guarded.url}/moved", 10)


def test_a_redirect_to_another_host_carries_no_account(guarded, monkeypatch):
    other = guarded.url.replace("localhost", "other.localhost")
    monkeypatch.setenv(
        "COMMUNES_INGEST_HOSTS", f"localhost:{guarded.server_port} {other.removeprefix('http://')}"
    )
    guarded.own[BASIC] = {"/moved": (302, {"Location": f"{other}/there"}, b"")}
    guarded.pages["/there"] = (200, {}, b"seen")
    fetcher = Fetcher(secret=BASIC, site=guarded.url)
    assert fetcher.get(f"{guarded.url}/moved", 100).body == b"seen"
    assert guarded.given[-2:] == [BASIC, ""]


def test_an_account_goes_by_https_only_unless_an_operator_allows_the_host(
    guarded, integration, var
):
    ingest = IIngest(integration["portal"])
    with pytest.raises(IngestError, match="https"):
        ingest.begin("restapi", "old", None, "http://www.old.example", ACCOUNT)
    with pytest.raises(IngestError, match="takes an account"):
        ingest.begin("website", "old", None, "https://www.old.example", ACCOUNT)
    for wrong in (("webmestre", ""), ("web\r\nX: y", "a"), ("web:mestre", "a")):
        with pytest.raises(IngestError, match="password too"):
            ingest.begin("restapi", "old", None, "https://www.old.example", wrong)
    assert not ledger(integration["portal"]).runs
    assert not var.exists() or not list(var.iterdir())


def test_an_account_goes_when_the_reading_is_given_up(guarded, integration, var):
    portal = integration["portal"]
    run_id = IIngest(portal).begin("restapi", "old", None, guarded.url, ACCOUNT)
    engine.ring(portal, run_of(portal, run_id))
    (job,) = (one for one in jobs.pending(portal) if one.name == engine.STEP)
    notify(JobGivenUp(portal, job.id, job.name))
    committed()
    assert not list(var.iterdir())


def test_a_plone_in_two_languages_is_crawled_into_both_folders(
    allowed, answers, bring, integration
):
    answers("restapi-languages.json", allowed.pages)
    portal = integration["portal"]
    with api.env.adopt_roles(["Manager"]):
        portal.portal_setup.runAllImportStepsFromProfile("profile-plone.app.multilingual:default")
        api.portal.set_registry_record("plone.available_languages", ["fr", "nl"])
        SetupMultilingualSite(portal).setupSite(portal)
    run = bring("restapi", address=allowed.url)
    assert run.state == "done", run.problem
    waste = portal["fr"]["vie-communale"]["dechets"]
    other = portal["nl"]["gemeenteleven"]["afval"]
    assert ITranslationManager(waste).get_translation("nl") == other
    # The draft of one language is seen by nobody.
    assert "bos" not in portal["nl"]["gemeenteleven"]
