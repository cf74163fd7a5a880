"""Our VCL alone, in a real Varnish, before a site that says what the test wants."""

from .origin import Origin
from .origin import serving
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.cli.testing import Instance
from itertools import count
import httpx
import pytest
import time


pytestmark = pytest.mark.needs("varnishd")
PUBLIC = "max-age=0, s-maxage=300, must-revalidate"
_number = count()


@pytest.fixture(scope="module")
def origin(built: Instance, cluster: Cluster) -> Iterator[Origin]:
    """The site, with Varnish before it."""
    processes = Processes(built.var / "log")
    with serving(cluster.backend) as origin:
        processes.start(
            "varnish", [cluster.programs / "run-varnish"], ready=lambda: listens(cluster.ban)
        )
        try:
            yield origin
        finally:
            processes.stop()


@pytest.fixture
def visit(origin: Origin, cluster: Cluster):
    """`visit(path, host, **headers)` through Varnish; each test has paths of its own."""
    prefix = f"/{next(_number)}"
    origin.healthy = True
    origin.says("first", Cache_Control=PUBLIC, X_Commune="namur")
    with httpx.Client(base_url="http://{}:{}".format(*cluster.varnish)) as client:

        def visit(path="/", host="namur.be", method="GET", **headers):
            sent = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
            sent |= {name.replace("_", "-"): value for name, value in headers.items()}
            return client.request(method, prefix + path, headers=sent)

        yield visit


def ban(cluster: Cluster, site: str) -> int:
    headers = {"X-Commune": site, "Host": "localhost"}
    url = "http://{}:{}/".format(*cluster.ban)
    return httpx.request("BAN", url, headers=headers).status_code


def eventually(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_second_visitor_gets_the_kept_page(origin, visit):
    assert visit().headers["X-Cache"] == "miss"
    assert visit().headers["X-Cache"] == "hit"
    assert len(origin.requests) == 1


def test_hosts_and_schemes_are_kept_apart(origin, visit):
    visit()
    assert visit(host="durbuy.be").headers["X-Cache"] == "miss"
    assert visit(X_Forwarded_Proto="http").headers["X-Cache"] == "miss"


def test_one_host_however_it_is_written(visit):
    visit()
    for host in ("NAMUR.be", "namur.be:443", "namur.be:80", "namur.be."):
        assert visit(host=host).headers["X-Cache"] == "hit", host


def test_malformed_host_is_refused(visit):
    assert visit(host="namur.be/evil").status_code == 400


def test_campaign_parameters_and_their_order_make_no_new_page(origin, visit):
    visit("/agenda?b=2&a=1")
    for query in ("a=1&b=2", "utm_source=x&b=2&a=1", "a=1&fbclid=abc&b=2&utm_medium=mail"):
        assert visit(f"/agenda?{query}").headers["X-Cache"] == "hit", query
    assert visit("/agenda?a=1").headers["X-Cache"] == "miss"


def test_address_too_long_is_refused(visit):
    assert visit("/?q=" + "a" * 5000).status_code == 414


def test_api_answer_is_not_shown_as_the_page(visit):
    visit()
    assert visit(Accept="application/json").headers["X-Cache"] == "miss"
    assert visit(Accept="application/json").headers["X-Cache"] == "hit"


def test_every_browser_gets_the_same_page(origin, visit):
    origin.says("x", Cache_Control=PUBLIC, Vary="Accept")
    visit(Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    for accept in ("*/*", "text/html", "application/json, text/plain, */*"):
        assert visit(Accept=accept).headers["X-Cache"] == "hit", accept


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9, */*;q=0.1", "application/ld+json"),
        ("application/ld+json;q=0.2, text/turtle", "text/turtle"),
        ("text/turtle, application/ld+json", "text/turtle"),
        ("Text/Turtle", "text/turtle"),
        (
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
            "application/ld+json",
        ),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/rdf+xml, application/n-triples;q=0.5", "application/rdf+xml"),
        ("text/turtle;q=0", "application/rdf+xml"),
        ("application/rdf+xml, */*;q=0.1", "text/html"),
        ("application/json;charset=utf-8", "application/json"),
        ("application/x-json", "text/html"),
        ("application/ld+json, text/html;q=0.9", "text/html"),
        ("image/avif,image/webp,*/*;q=0.8", "text/html"),
    ],
)
def test_a_format_that_is_asked_for_has_one_way_to_be_written(origin, visit, accept, sent):
    visit(Accept=accept)
    assert origin.requests[0][1]["Accept"] == sent
    assert {"X-Turtle", "X-Linked"}.isdisjoint(origin.requests[0][1])
    assert visit(Accept=sent).headers["X-Cache"] == "hit"


def test_a_page_and_its_data_are_kept_apart_and_what_leads_to_it_is_not_kept(origin, visit):
    visit(Accept="text/html")
    origin.says("", status=303, Location="/@@cpsv-ap", Cache_Control="no-cache", Vary="Accept")
    for _again in range(2):
        answer = visit(Accept="text/turtle")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/@@cpsv-ap")
    assert len(origin.requests) == 2
    assert visit(Accept="text/html,*/*;q=0.8").headers["X-Cache"] == "hit"


def test_who_takes_no_format_that_there_is_is_told_so(origin, visit):
    visit("/@@cpsv-ap")
    origin.says("text/turtle or application/ld+json", status=406, Cache_Control="no-cache")
    assert visit("/@@cpsv-ap", Accept="application/rdf+xml").status_code == 406
    assert visit("/@@cpsv-ap").status_code == 200


def test_citizens_cookies_are_dropped(origin, visit):
    visit(Cookie="_ga=1; I18N_LANGUAGE=fr")
    assert "Cookie" not in origin.requests[0][1]
    assert visit(Cookie="_ga=2").headers["X-Cache"] == "hit"


@pytest.mark.parametrize(
    "cookie",
    ["__ac=abc", "x=1; auth_token=abc", "statusmessages=abc", "communes_operator=abc"],
)
def test_whoever_is_known_to_the_site_gets_the_site_itself(origin, visit, cookie):
    visit()
    assert visit(Cookie=cookie).headers["X-Cache"] == "pass"
    assert cookie.rpartition(" ")[2] in origin.requests[1][1]["Cookie"]


@pytest.mark.parametrize("cookie", ["communes_second=abc", "communes_device=abc"])
def test_the_pages_that_log_in_know_the_browser_and_no_other_page_does(origin, visit, cookie):
    visit("/@@second-factor", Cookie=cookie)
    assert cookie in origin.requests[-1][1]["Cookie"]
    visit("/login?came_from=x", Cookie=cookie)
    assert cookie in origin.requests[-1][1]["Cookie"]
    visit("/page", Cookie=cookie)
    assert "Cookie" not in origin.requests[-1][1]
    assert visit("/page", Cookie=cookie).headers["X-Cache"] == "hit"


def test_authorization_gets_the_site_itself(visit):
    visit()
    assert visit(Authorization="Basic x").headers["X-Cache"] == "pass"


def test_editors_share_style_sheets_and_scripts_with_everybody(origin, visit):
    visit("/++plone++static/a.css")
    answer = visit("/++plone++static/a.css", Cookie="__ac=abc", Authorization="Basic x")
    assert answer.headers["X-Cache"] == "hit"
    assert visit("/page?x=/++plone++static", Cookie="__ac=abc").headers["X-Cache"] == "pass"


def test_form_is_passed_on(origin, visit):
    visit()
    assert visit(method="POST").headers["X-Cache"] == "pass"
    assert len(origin.requests) == 2


def test_unknown_method_is_refused(visit):
    assert visit(method="FETCH").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cache_Control": "private, max-age=60"},
        {"Cache_Control": PUBLIC, "Set_Cookie": "__ac=abc"},
        {"Cache_Control": PUBLIC, "Vary": "*"},
    ],
    ids=["no lifetime", "private", "cookie", "varies on all"],
)
def test_what_may_not_be_kept_is_not(origin, visit, headers):
    origin.says("mine", **headers)
    visit()
    assert visit().headers["X-Cache"] != "hit"
    assert len(origin.requests) == 2


def test_file_too_large_is_not_kept(origin, visit):
    origin.says("x" * 11_000_000, Cache_Control=PUBLIC)
    visit()
    visit()
    assert len(origin.requests) == 2


def test_answer_tells_nothing_of_the_inside(origin, visit):
    origin.says("x", Cache_Control=PUBLIC, X_Commune="namur", X_Powered_By="Zope")
    answer = visit()
    assert {"x-commune", "x-powered-by", "x-varnish", "via", "server"}.isdisjoint(answer.headers)
    assert answer.headers["Cache-Control"] == "max-age=0, must-revalidate"


def test_text_is_compressed(origin, visit):
    origin.says("é" * 1000, Cache_Control=PUBLIC, Content_Type="text/html; charset=utf-8")
    answer = visit()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content.decode() == "é" * 1000


def test_page_of_who_is_logged_in_is_not_compressed(origin, visit):
    origin.says("é" * 1000, Content_Type="text/html; charset=utf-8")
    assert "Content-Encoding" not in visit(Cookie="__ac=abc").headers
    assert visit().headers["Content-Encoding"] == "gzip"


def test_visitor_that_has_the_page_is_told_so(origin, visit):
    origin.says("x", Cache_Control=PUBLIC, ETag='"namur-1"')
    tag = visit().headers["ETag"]
    assert visit(If_None_Match=tag).status_code == 304
    assert len(origin.requests) == 1


def test_visitors_address_is_the_one_that_haproxy_saw(origin, visit):
    visit()
    assert origin.requests[0][1]["X-Forwarded-For"] == "192.0.2.1"


# ---- Bans --------------------------------------------------------------------------------


def test_ban_forgets_the_pages_of_that_site_only(origin, visit, cluster):
    visit()
    origin.says("theirs", Cache_Control=PUBLIC, X_Commune="durbuy")
    visit(host="durbuy.be")
    assert ban(cluster, "namur") == 200
    assert visit().headers["X-Cache"] == "miss"
    assert visit(host="durbuy.be").headers["X-Cache"] == "hit"


def test_ban_is_refused_where_visitors_come_in(visit):
    visit()
    assert visit(method="BAN", X_Commune="namur").status_code == 405
    assert visit().headers["X-Cache"] == "hit"


@pytest.mark.parametrize("site", ["namur || obj.status == 200", "", "a b"])
def test_ban_takes_the_id_of_a_site_and_nothing_else(cluster, visit, site):
    assert ban(cluster, site) == 400


def test_second_socket_serves_no_pages(cluster, visit):
    assert httpx.get("http://{}:{}/".format(*cluster.ban)).status_code == 405


# ---- The end of a page's life ------------------------------------------------------------


def test_no_old_page_is_shown_past_its_lifetime(origin, visit):
    origin.says("open", Cache_Control="max-age=0, s-maxage=1")
    assert visit().text == "open"
    origin.says("closed", Cache_Control=PUBLIC)
    eventually(lambda: visit().text == "closed", 3)
    assert visit().text == "closed"


def test_page_confirmed_by_the_site_is_kept_again(origin, visit):
    origin.says("same", Cache_Control="max-age=0, s-maxage=1", ETag='"1"')
    visit()
    origin.says("not sent", Cache_Control=PUBLIC, ETag='"1"')
    eventually(lambda: visit() and origin.requests, 3)
    assert "1" in origin.requests[0][1]["If-None-Match"]
    answer = visit()
    assert (answer.text, answer.headers["X-Cache"]) == ("same", "hit")


def test_old_page_is_shown_while_no_client_answers(origin, visit):
    origin.says("old", Cache_Control="max-age=0, s-maxage=1")
    visit()
    origin.healthy = False
    origin.says("", status=503)
    eventually(lambda: visit().headers["X-Cache"] == "stale")
    assert visit().text == "old"
    origin.healthy = True
    origin.says("new", Cache_Control=PUBLIC)
    eventually(lambda: visit().text == "new")


def test_old_page_is_shown_when_the_site_fails(origin, visit):
    origin.says("old", Cache_Control="max-age=0, s-maxage=1")
    visit()
    origin.says("broken", status=500)
    eventually(lambda: origin.requests or visit() is None, 3)
    assert visit().text == "old"
    origin.says("new", Cache_Control=PUBLIC)
    eventually(lambda: visit().text == "new", 3)


def test_banned_page_is_not_shown_even_when_the_site_fails(origin, visit, cluster):
    visit()
    ban(cluster, "namur")
    origin.says("broken", status=500)
    assert visit().status_code == 500


def test_failure_is_not_kept(origin, visit):
    origin.says("broken", status=500)
    visit()
    origin.says("mended", Cache_Control=PUBLIC)
    assert visit().text == "mended"


def test_nobody_there_is_told_in_four_languages(origin, visit, cluster):
    origin.healthy = False
    eventually(lambda: visit("/new", host=f"x{time.monotonic_ns()}.be").status_code == 503)
    answer = visit("/other")
    assert answer.headers["Retry-After"]
    assert 'lang="de"' in answer.text
