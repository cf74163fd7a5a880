"""Tools: releases read from the changelog, who runs what, requests and their answers."""

from communesplone.core import jobs
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import told_asking
from communesplone.core.tool import tools
from communesplone.core.tool_requests import IToolRequests
from communesplone.hub.tools.data import Kept
from communesplone.hub.tools.releases import parse
from communesplone.hub.tools.releases import releases
from communesplone.hub.tools.requests import ask
from communesplone.hub.tools.requests import of_commune
from communesplone.hub.tools.requests import requests
from communesplone.hub.tools.requests import take_back
from communesplone.hub.tools.requests import TELL
from communesplone.hub.tools.using import by_version
from communesplone.hub.tools.using import comparable
import json
import pytest


CHANGES = """\
# Changes

<!-- towncrier: releases start here -->

## 0.10.0 (2026-12-01)

### New

- Votes on a
  tablet. (communesplone.council, communesplone.core)
- communesplone.news: filters.

### For developers

- Only for developers. (communesplone.news)

## 0.9.0 (2026-11-23)

### Mended

- Dates. (communesplone.news)
"""
ISSUER, ALERTS = "nis:83012", "communesplone.planted"


def report(name, population, **tools):
    versions = {f"communesplone.{key}": version for key, version in tools.items()}
    return Report(f"nis:{name}", name, name, "Namur", ("fr",), population, tools=versions)


def test_releases_are_read_from_the_changelog():
    first, second = parse(CHANGES)
    assert (first.version, first.day.isoformat()) == ("0.10.0", "2026-12-01")
    assert [one.text for one in first.of("communesplone.council")] == ["Votes on a tablet."]
    assert [one.text for one in first.of("communesplone.news")] == ["filters."]
    assert [one.text for one in second.of("communesplone.news")] == ["Dates."]


def test_the_changelog_of_the_repository_is_shipped():
    assert any(one.version == "0.1.0" for one in releases())


def test_versions_are_counted_the_latest_first():
    versions = {"a": "0.9.0", "b": "0.10.0", "c": "0.9.0"}
    found = [report(name, 1, news=version) for name, version in versions.items()]
    assert list(by_version(found, "communesplone.news").items()) == [("0.10.0", 1), ("0.9.0", 2)]


def test_comparable_communes_are_of_half_to_twice_the_size():
    mine = report("mine", 10_000)
    sizes = {"far": 40_000, "near": 11_000, "small": 5_000, "no": None}
    found = [report(name, size) for name, size in sizes.items()]
    assert [one.name for one in comparable([mine, *found], mine)] == ["near", "small"]
    assert comparable(found, None) == ()


@pytest.fixture
def planted(monkeypatch, integration):
    """A tool that a commune can do without, beside those that are here."""
    from communesplone.core.tool import Tool
    from zope.component import getGlobalSiteManager
    from zope.i18nmessageid import Message

    made = Tool(ALERTS, Message("Planted"), Message("It is."), "Namur", "docs/", optional=True)
    manager = getGlobalSiteManager()
    manager.registerUtility(made, name=ALERTS)
    yield made
    manager.unregisterUtility(made, name=ALERTS)


@pytest.fixture
def asked(planted, library, portal):
    return ask(portal, ISSUER, ALERTS, "Pour les chantiers.", "durbuy-person")


def test_only_what_a_site_can_do_without_is_asked_for(planted, library, portal):
    assert "communesplone.hub" in [one.name for one in tools()]
    for name in ("communesplone.hub", "communesplone.nothing"):
        with pytest.raises(SharingError):
            ask(portal, ISSUER, name, "")


def test_a_request_from_a_site_is_signed_by_its_commune(planted, library, author, portal):
    said = told_asking(ISSUER, ALERTS, "Merci")
    with pytest.raises(SharingError):
        library.ask_tool(ISSUER, ALERTS, "Merci", sign(said, new_key()), portal.getId())
    with pytest.raises(SharingError):
        library.ask_tool(ISSUER, ALERTS, "Merci", sign(said, author.key), "namur")
    library.ask_tool(ISSUER, ALERTS, "Merci", sign(said, author.key), portal.getId())
    assert of_commune(portal, ISSUER, ALERTS).word == "Merci"


def test_a_request_is_answered_once_and_the_commune_is_told(asked, portal):
    answers = IToolRequests(portal)
    with pytest.raises(SharingError):
        answers.decide(portal.getId(), ALERTS, "declined", " ", "operator")
    answers.decide(portal.getId(), ALERTS, "granted", "Avec plaisir.", "operator")
    assert of_commune(portal, ISSUER, ALERTS).state == "granted"
    assert TELL in [job.name for job in jobs.pending(portal)]
    with pytest.raises(SharingError):
        ask(portal, ISSUER, ALERTS, "")
    with pytest.raises(SharingError):
        take_back(portal, ISSUER, ALERTS)


def test_what_nobody_asked_for_is_not_answered(planted, library, portal):
    with pytest.raises(SharingError):
        IToolRequests(portal).decide(portal.getId(), ALERTS, "granted", "", "operator")


def test_a_request_that_waits_can_be_taken_back(asked, portal):
    take_back(portal, ISSUER, ALERTS)
    assert of_commune(portal, ISSUER, ALERTS) is None


def test_an_export_brings_the_requests_back(asked, portal):
    told = json.loads(json.dumps(Kept(requests(portal)).dump()))
    restored = {}
    Kept(restored).load(told, same_site=True)
    assert list(restored.values()) == [asked]


def test_nothing_is_kept_where_there_is_no_hub(core_integration):
    portal = core_integration["portal"]
    assert IToolRequests(portal, None) is None
    assert ILibrary(portal, None) is None
