"""Run inside our set-up: `probe_ingest.py communes ingest COUNT`.

Makes a zip of a WordPress of COUNT items, one in ten a picture, and brings it in as the worker
does: a transaction for each part. Prints one line of JSON.
"""

from communesplone.core.ingest import IIngest
from io import BytesIO
from PIL import Image
from probe import application
from probe import configure
from probe import finish
from probe import SITES
from typing import Any
from zipfile import ZipFile
from zope.component.hooks import setSite
import resource
import sys
import time
import transaction


PAGE = """<item><title>Page {n}</title><link>https://grand.example/rubrique-{part}/page-{n}/</link>
<wp:post_id>{n}</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>
<wp:post_parent>{part}</wp:post_parent><wp:post_name>page-{n}</wp:post_name>
<content:encoded><![CDATA[<p>Texte {n}. <a href="/rubrique-{part}/page-{next}/">suite</a></p>
<h2>Tarifs</h2><table><tr><th>Quoi</th><th>Prix</th></tr><tr><td>Un</td><td>{n} €</td></tr></table>
<p><img src="/wp-content/uploads/image-{picture}.png" alt="Dessin"></p>{words}]]></content:encoded>
</item>"""
PICTURE = """<item><title>Image {n}</title><link>https://grand.example/image-{n}/</link>
<wp:post_id>{n}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:post_name>image-{n}</wp:post_name>
<wp:attachment_url>https://grand.example/wp-content/uploads/image-{picture}.png</wp:attachment_url></item>"""
HEAD = """<rss xmlns:wp="http://wordpress.org/export/1.2/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<wp:base_blog_url>https://grand.example</wp:base_blog_url>"""
WORDS = "<p>" + "Le service communal est ouvert le matin et sur rendez-vous. " * 40 + "</p>"
PARTS = 10


def main(name: str, _action: str, count: str) -> None:
    """Make the export, bring it in, take it out, print."""
    configure()
    app = application()
    site = SITES[name](app, 0)
    setSite(site)
    transaction.commit()
    data = export(int(count))
    before = peak()
    run = IIngest(site).begin("wordpress", "grand.zip", BytesIO(data), "")
    transaction.commit()
    found: dict[str, Any] = {"before": before, "read": step(site, run, "")}
    found["summary"] = summary(site, run)
    found["write"] = step(site, run, "write")
    found["undo"] = step(site, run, "undo")
    finish({**found, "peak": peak()})


def export(count: int) -> bytes:
    """Return a zip: pages in parts, and the pictures that they show."""
    pictures = count // 10
    items = [
        PAGE.format(n=n, part=n % PARTS or "", next=n + 1, picture=1 + n % pictures, words=WORDS)
        for n in range(1, count - pictures + 1)
    ]
    made, image = BytesIO(), BytesIO()
    Image.effect_noise((640, 480), 40).save(image, "PNG")
    with ZipFile(made, "w") as packed:
        for n in range(1, pictures + 1):
            items.append(PICTURE.format(n=900_000 + n, picture=n))
            packed.writestr(f"wp-content/uploads/image-{n}.png", image.getvalue())
        packed.writestr("export.xml", HEAD + "".join(items) + "</channel></rss>")
    return made.getvalue()


def step(site: Any, run: str, act: str) -> dict[str, float]:
    """Do a step, a transaction for each part, as the worker; return its seconds of CPU."""
    ingest = IIngest(site)
    if act:
        ingest.start(run, act)
        transaction.commit()
    begun, longest, more = time.process_time(), 0.0, True
    while more:
        part = time.process_time()
        more = ingest.advance(run)
        transaction.commit()
        site._p_jar.cacheGC()
        longest = max(longest, time.process_time() - part)
    found = ingest.summary(run, "en")
    if found.problem or found.fates.get("refused"):
        raise RuntimeError(f"{found.problem} {dict(found.fates)}")
    return {"seconds": time.process_time() - begun, "longest": longest}


def summary(site: Any, run: str) -> float:
    """Return the CPU seconds of what the page of the choices asks."""
    from communesplone.ingest.preview import preview
    from communesplone.ingest.store import run_of

    begun = time.process_time()
    preview(site, run_of(site, run))
    return time.process_time() - begun


def peak() -> float:
    """Return the most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
