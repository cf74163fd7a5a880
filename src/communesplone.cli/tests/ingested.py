"""What the tests of imports do in the database, in the process that keeps it open."""

from communesplone.core.ingest import IIngest
from communesplone.ingest import engine
from communesplone.ingest.store import run_of
from io import BytesIO
from plone.app.redirector.interfaces import IRedirectionStorage
from zope.component import getUtility
from zope.component.hooks import setSite


PAGES = 120
ITEM = """<item><title>Page {n}</title><link>https://grand.example/page-{n}/</link>
<wp:post_id>{n}</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>
<wp:post_name>page-{n}</wp:post_name><content:encoded><![CDATA[<p>Texte {n}.
<a href="/page-{next}/">suite</a></p>]]></content:encoded></item>"""
EXPORT = """<rss xmlns:wp="http://wordpress.org/export/1.2/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<wp:base_blog_url>https://grand.example</wp:base_blog_url>{items}</channel></rss>"""


def export() -> bytes:
    """Return an export of many pages that lead from one to the next."""
    items = "".join(ITEM.format(n=n, next=(n + 1) % PAGES) for n in range(PAGES))
    return EXPORT.format(items=items).encode()


def begin(app, site_id):
    """Begin an import as its page does, and return its id."""
    site = app[site_id]
    setSite(site)
    run_id = IIngest(site).begin("wordpress", "grand", BytesIO(export()), "")
    engine.ring(site, run_of(site, run_id))
    return run_id


def act(app, site_id, run_id, name):
    """Begin to write or to undo, as the buttons do."""
    site = app[site_id]
    setSite(site)
    IIngest(site).start(run_id, name)
    engine.ring(site, run_of(site, run_id))


def stands(app, site_id, run_id):
    """Return state and position of an import."""
    run = run_of(app[site_id], run_id)
    return [run.state, run.position]


def pages(app, site_id):
    """Return how many pages of the export are there, by object and in the catalog."""
    site = app[site_id]
    setSite(site)
    found = site.portal_catalog.unrestrictedSearchResults(
        path={"query": f"/{site_id}", "depth": 1}, portal_type="Document"
    )
    listed = [brain.getId for brain in found if brain.getId.startswith("page-")]
    return [
        sum(name.startswith("page-") for name in site.objectIds()),
        len(listed),
        len(set(listed)),
    ]


def sections(app, site_id, path):
    """Return the sections of a page."""
    site = app[site_id]
    setSite(site)
    return [dict(one) for one in site.unrestrictedTraverse(path).sections]


def target(app, site_id, old):
    """Return where an old address leads."""
    setSite(app[site_id])
    return getUtility(IRedirectionStorage).get(f"/{site_id}{old}")
