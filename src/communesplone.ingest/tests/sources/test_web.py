"""Old sites read over HTTP: a small site of files, traps."""

from communesplone.ingest import report
from communesplone.ingest.fetching import Fetcher
from communesplone.ingest.interfaces import Unreachable
from communesplone.ingest.sources.main_content import read
import gzip
import pytest


HTML = {"Content-Type": "text/html"}


def page(body: str, encoding: str = "utf-8") -> tuple[int, dict[str, str], bytes]:
    kind = {"Content-Type": f"text/html; charset={encoding}"}
    return (
        200,
        kind,
        f"<html><head><title>Site</title></head><body>{body}</body></html>".encode(encoding),
    )


def test_a_website_comes_in_by_its_sitemap_without_its_menus(allowed, bring, integration, sample):
    url = allowed.url
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{url}/pages.xml.gz</loc></sitemap><sitemap><loc>http://169.254.169.254/x.xml</loc></sitemap></sitemapindex>'
    places = "".join(
        f"<url><loc>{one}</loc></url>"
        for one in (
            f"{url}/vie/dechets.html",
            f"{url}/",
            f"{url}/gone.php",
            "http://other.example/",
        )
    )
    allowed.pages = {
        "/sitemap.xml": (200, {}, index.encode()),
        "/pages.xml.gz": (200, {}, gzip.compress(f"<urlset>{places}</urlset>".encode())),
        "/vie/dechets.html": page(
            "<nav>Menu</nav><main><h1>Déchets</h1><p>Le tri. <img src='/i/pont.png' alt='Pont'>"
            "<a href='../doc/tri.pdf'>Guide</a> <a href='/'>Accueil</a></p></main>",
            "iso-8859-1",
        ),
        "/": page("<header>Haut</header><p>Bienvenue, <a href='/vie/dechets.html'>tri</a>.</p>"),
        "/i/pont.png": (200, {"Content-Type": "image/png"}, pixel()),
        "/doc/tri.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
    }
    run = bring("website", address=url)
    assert run.state == "done", run.problem
    portal = integration["portal"]
    waste = portal["vie"]["dechets"]
    assert waste.title == "Déchets"
    assert "Menu" not in waste.text.raw
    assert f"resolveuid/{portal['medias']['pont.png'].UID()}" in waste.text.raw
    assert f"resolveuid/{portal['medias']['tri.pdf'].UID()}" in waste.text.raw
    assert "Haut" not in portal["accueil"].text.raw
    assert report.counts(run)["unread"] == 1
    assert "/vie/dechets.html" in allowed.asked


def pixel() -> bytes:
    from io import BytesIO
    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def test_a_site_without_sitemap_is_told(allowed, bring):
    run = bring("website", address=allowed.url)
    assert run.state == "failed"
    assert "sitemap" in run.problem


def test_the_inner_network_is_not_asked_unless_an_operator_allows_the_host(web):
    with pytest.raises(Unreachable, match="inner network"):
        Fetcher().get(f"{web.url}/x", 10)
    assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://localhost/",
        "http://user:secret@localhost/",
        "http://",
        "http://[/",
    ],
)
def test_an_address_of_the_inner_network_or_of_no_web_is_refused(url):
    with pytest.raises(Unreachable):
        Fetcher(pause=0).get(url, 10)


def test_a_redirect_into_the_inner_network_is_not_followed(allowed):
    allowed.pages["/a"] = (302, {"Location": "http://127.0.0.1:9/secret"}, b"")
    with pytest.raises(Unreachable, match="inner network"):
        Fetcher().get(f"{allowed.url}/a", 10)


def test_redirects_without_end_and_too_large_answers_are_cut(allowed):
    allowed.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    allowed.pages["/large"] = (200, {}, b"x" * 100_000)
    with pytest.raises(Unreachable, match="from one address to the next"):
        Fetcher().get(f"{allowed.url}/loop", 10)
    with pytest.raises(Unreachable, match="too large"):
        Fetcher().get(f"{allowed.url}/large", 1000)


def test_robots_txt_is_obeyed(allowed):
    allowed.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    allowed.pages["/private/a"] = allowed.pages["/b"] = (200, {}, b"x")
    fetcher = Fetcher()
    assert fetcher.get(f"{allowed.url}/b", 10).body == b"x"
    with pytest.raises(Unreachable, match="not to read"):
        fetcher.get(f"{allowed.url}/private/a", 10)
    assert "/private/a" not in allowed.asked


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_a_page_that_does_not_say_its_encoding_is_read_all_the_same(encoding):
    found = read("<title>Forêt</title><body><p>Égout</p></body>".encode(encoding), "text/html")
    assert found.title == "Forêt"
    assert "Égout" in found.html or "&#201;gout" in found.html
