"""A word stands in every secret of Durbuy: no answer of Namur says it, to nobody.

And what Namur keeps private, scheduled or expired, no citizen reads in Namur.
"""

from .planting import kinds
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
import gzip
import pytest
import re
import warnings


REST = "GET_application_json_"
#: Planted beside the secret folder: public, but related to it, or not current.
BESIDE = re.compile("/(public-page|planned-|expired-)")
ROLES = [None, "Member", "Editor", "Site Administrator"]
FEEDS = ["RSS", "rss.xml", "atom.xml", "itunes.xml", "ics_view", "sitemap.xml.gz", "feed-settings"]
VIEWS = ["", "view", "@@view", "listing_view", "full_view", "folder_contents", "@@images", "edit"]
#: How the public reaches an item.
WAYS = ("", "/view", "/@@images/image", "/@@images/image/mini", "/@@download/file", "/latest")
#: Views that a crawler must not follow: they end its session or rebuild the site.
SPARED = {"logout", "logged_out", "plone-upgrade", "plone-root-logout", "robots.txt"}


def registered(prefix: str = "") -> list[str]:
    """Return the names of all views, or of all REST services, that any content may have."""
    names = {
        found.name
        for found in getGlobalSiteManager().registeredAdapters()
        if len(found.required) == 2 and found.name.startswith(prefix)
    }
    return sorted(name.removeprefix(prefix) for name in names)


def views() -> list[str]:
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
    return [
        name
        for name in registered()
        if name and set(name) <= allowed and name not in SPARED and not name.endswith(".dtd")
    ]


def services() -> list[str]:
    return [name for name in registered(REST) if name.startswith("@")]


def content(site) -> list:
    """Return what was planted in a site in private, and one content of each other type."""
    brains = _all_of(site)
    planted = [brain for brain in brains if "zqxj" in brain.getPath()]
    assert {brain.portal_type for brain in planted} >= set(kinds(site))
    samples = {brain.portal_type: brain for brain in brains}
    return [*planted, *samples.values()]


def beside(site) -> list[str]:
    """Return the paths of what was planted in public: related to a secret, or not current."""
    brains = [brain for brain in _all_of(site) if BESIDE.match(_below(site, brain))]
    assert {brain.portal_type for brain in brains} >= set(kinds(site))
    return [_below(site, brain) for brain in brains]


def _all_of(site) -> list:
    # A catalog that is asked for nothing answers nothing.
    return site.portal_catalog.unrestrictedSearchResults(path="/".join(site.getPhysicalPath()))


def _below(site, brain) -> str:
    return brain.getPath().removeprefix("/".join(site.getPhysicalPath())) or "/"


def pages(site) -> list[str]:
    """Return the paths of all content of a site, below it."""
    return sorted({_below(site, brain) for brain in content(site)})


def everything_of(site) -> Iterator[str]:
    """Yield the addresses that a site's content has: pages, feeds, files, pictures, REST."""
    for page in pages(site):
        page = page.rstrip("/")
        for name in (*VIEWS, *FEEDS, "@@images/image", "@@images/image/mini", "@@download/file"):
            yield f"{page}/{name}"
        yield f"/++api++{page}"
        for service in ("@search", "@navigation", "@breadcrumbs", "@history", "@comments"):
            yield f"/++api++{page}/{service}"
        yield f"/++api++{page}?fullobjects=1&expand=breadcrumbs,navigation,actions,types,workflow"


def wrong_ways_to(neighbour) -> Iterator[str]:
    """Yield addresses that name a neighbour's content where it is not."""
    root = "/".join(neighbour.getPhysicalPath())
    for brain in content(neighbour):
        path, uid = brain.getPath(), brain.UID
        yield from (path, path.removeprefix(root), f"/++api++{path}", f"/login{path}")
        yield f"/resolveuid/{uid}"
        yield f"/++api++/resolveuid/{uid}"
        yield f"/++api++/@linkintegrity?uids={uid}"
        yield f"/++api++/@search?UID={uid}&fullobjects=1"


def questions(word: str, neighbour: str) -> list[str]:
    """Return searches for a word and in a neighbour's paths, by every search that answers."""
    asked = [
        f"SearchableText={word}*",
        f"path=/{neighbour}",
        f"path.query=/{neighbour}",
        "b_size=9",
    ]
    asked += [f"Title={word}", f"Subject=Keyword%20{word}", f"Creator={word}", "show_inactive=1"]
    users = [f"member-{word}", "root", "admin"]
    return [
        *(f"/{view}?{query}" for view in ("@@search", "@@updated_search") for query in asked),
        *(f"/++api++/@search?{query}&metadata_fields=_all" for query in asked),
        *(f"/++api++/@search?{query}&fullobjects=1" for query in asked),
        *(f"/++api++/@users/{user}" for user in users),
        *(f"/++api++/@users/{user}/portrait" for user in users),
        *(f"/++api++/@portrait/{user}" for user in users),
        *(f"/{name}/{user}" for name in ("author", "@@author") for user in users),
        *(f"/portal_memberdata/portraits/{user}" for user in users),
        f"/++api++/@users?query={word}",
        f"/++api++/@principals?search={word}",
        f"/++api++/@querystring-search?query=%5B%5D&sort_on={word}",
        f"/@@getVocabulary?name=plone.app.vocabularies.Catalog&query={word}",
        f"/@@getVocabulary?name=plone.app.vocabularies.Users&query={word}",
        f"/@@getVocabulary?name=plone.app.vocabularies.Keywords&query={word}",
        f"/++api++/@vocabularies/plone.app.vocabularies.Users?title={word}",
        f"/++api++/@vocabularies/plone.app.vocabularies.Keywords?title={word}",
        f"/@@livesearch_reply?q={word}",
        f"/@@suggest?q={word}",
        f"/@@ajax-search?SearchableText={word}",
        f"/@@qsOptions?SearchableText={word}",
    ]


def told(answer) -> bytes:
    """Return all that an answer says, in its headers and its body."""
    body = answer.body
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
    return unquote_to_bytes(body) + unquote_to_bytes(heads)


def leaks(browser, addresses, word: str) -> list[str]:
    """Return the addresses whose answer says `word`; where the question did, a secret with it."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for address in dict.fromkeys(addresses):
            answer = browser.request(address)
            if address.count(word):
                # Error pages and search forms repeat the question.
                secrets = (b"Title ", b"Description ", b"Text ", b"Person ", b"Place ")
                said = any(start + word.encode() in told(answer) for start in secrets)
            else:
                said = word.encode() in told(answer)
            if said:
                found.append(f"{answer.status_code} {address}")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_neighbour_is_told(visit, account, site, markers, role):
    browser = visit("namur", account("namur", role) if role else None)
    word = markers["durbuy"]
    addresses = [*questions(word, "durbuy"), *wrong_ways_to(site("durbuy"))]
    addresses += [f"/++api++/{service}" for service in services()]
    if role != "Member":
        addresses += [f"/{view}" for view in views()]
    assert leaks(browser, addresses, word) == []


@pytest.mark.parametrize("role", [None, "Editor"])
def test_own_pages_tell_nothing_of_the_neighbour(visit, account, site, markers, role):
    browser = visit("namur", account("namur", role) if role else None)
    assert leaks(browser, everything_of(site("namur")), markers["durbuy"]) == []


def test_citizen_reads_nothing_of_what_is_private_scheduled_or_expired(visit, site, secrets):
    word = secrets["namur"]
    addresses = [*everything_of(site("namur")), *questions(word, "namur")]
    addresses += [f"/{view}" for view in views()]
    addresses += [f"/public-page/{view}" for view in views()]
    addresses += [f"/++api++/public-page/{service}" for service in services()]
    for page in beside(site("namur")):
        addresses += [f"{page}{way}" for way in WAYS]
        addresses += [f"/++api++{page}", f"/++api++{page}/@breadcrumbs"]
    # A mandate is called by its role and body: its title has no word of its own
    titles = {one.Title for one in _all_of(site("namur")) if one.portal_type == "Mandate"}
    addresses += [f"/@@search?{urlencode({'SearchableText': title})}" for title in sorted(titles)]
    assert leaks(visit("namur"), addresses, word) == []


@pytest.mark.parametrize(
    "path",
    [
        "planned-news-item",
        "planned-news-item/@@images/image",
        "planned-procedure/view",
        "expired-event",
        "++api++/planned-alert",
    ],
)
def test_what_is_not_current_is_not_there_for_citizens(visit, account, path):
    assert visit("namur").request(f"/{path}").status_code == 404
    editor = visit("namur", account("namur", "Site Administrator"))
    assert editor.request(f"/{path}").status_code == 200


def test_account_is_nobody_at_the_neighbour(visit, account):
    name, password = account("durbuy", "Site Administrator")
    assert visit("durbuy", (name, password)).request("/@@overview-controlpanel").status_code == 200
    answer = visit("namur", (name, password)).request("/@@overview-controlpanel")
    assert answer.status_code in (302, 401)


def test_session_is_none_at_the_neighbour(visit, account, site):
    """Even of somebody with the same name there, and an office."""
    name, password = account("durbuy", "Member")
    at_home = visit("durbuy")
    at_home.post(
        "/login",
        {
            "__ac_name": name,
            "__ac_password": password,
            "buttons.login": "Log in",
            "came_from": "",
            "form.submitted": "1",
        },
    )
    cookie = at_home.cookies.get("__ac")
    assert cookie
    home = visit("durbuy")
    home.set_cookie("__ac", cookie.strip('"'))
    assert "plone-toolbar" in home.request("/").text or "logout" in home.request("/").text
    away = visit("namur")
    away.set_cookie("__ac", cookie.strip('"'))
    assert "logout" not in away.request("/").text


def test_token_of_the_api_is_none_at_the_neighbour(visit, account):
    name, password = account("durbuy", "Site Administrator")
    accept = {"Accept": "application/json"}
    login = {"login": name, "password": password}
    token = visit("durbuy").post_json("/@login", login, headers=accept).json["token"]
    bearer = accept | {"Authorization": f"Bearer {token}"}
    assert visit("durbuy").get("/@users", headers=bearer).status_code == 200
    assert visit("namur").get("/@users", headers=bearer).status_code == 401


def test_the_same_crawl_finds_the_secrets_at_home(visit, account, site, markers):
    """What the tests above rely on: these addresses do say the word to whoever may read it."""
    word = markers["durbuy"]
    browser = visit("durbuy", account("durbuy", "Site Administrator"))
    public = [f"{page}{way}" for page in beside(site("durbuy")) for way in WAYS]
    found = leaks(browser, [*everything_of(site("durbuy")), *public], word)
    for told_by in ("document", "event", "file", "@@images/image", "++api++", "@@download"):
        assert any(told_by in address for address in found), told_by
    assert leaks(browser, questions(word, "durbuy"), word)
