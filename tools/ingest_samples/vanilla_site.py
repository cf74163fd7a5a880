"""Run by the Python of a vanilla Plone: a site with demonstration content, exported and served.

    python vanilla_site.py ZOPE_CONF PICTURES TARGET

Writes the tree of plone.exportimport into TARGET/plone and every answer of plone.restapi to a
crawl into TARGET/restapi.json (anonymous) and restapi-account.json (with an account); of a second
site in two languages, by plone.app.multilingual, into plone-languages and restapi-languages.json.
Everything in it is invented. Imports nothing of ours.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from DateTime import DateTime
from io import BytesIO
from pathlib import Path
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.schema import SCHEMA_CACHE
from plone.distribution.api import site as sites
from plone.exportimport.exporters import get_exporter
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from Testing.makerequest import makerequest
from typing import Any
from vanilla_languages import LANGUAGES
from vanilla_languages import speak
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi
from ZPublisher.WSGIPublisher import publish_module
import base64
import datetime
import json
import os
import sys
import transaction
import Zope2


HOST = "ancien-plone.example"
#: The account of the crawl that sees drafts; the sites are gone when this script ends.
ACCOUNT = "webmestre"
PASSWORD = os.urandom(12).hex()
TABLE = (
    "<h2>Tarifs</h2><table><caption>Tarifs de la salle</caption><thead><tr><th>Salle</th>"
    "<th>Prix</th></tr></thead><tbody><tr><td>Grande</td><td>120 €</td></tr>"
    "<tr><td>Petite</td><td>60 €</td></tr></tbody></table>"
)
QUESTIONS = """<p>Ce que l’on nous demande souvent.</p>
<dl><dt>Où trouver un sac ?</dt><dd>À la commune.</dd>
<dt>Combien coûte-t-il ?</dt><dd><p>Un euro.</p><p>Le rouleau en a dix.</p></dd></dl>
<div class="accordion" id="plus"><div class="accordion-item"><h2 class="accordion-header">
<button class="accordion-button" type="button">Peut-on brûler ses branches ?</button></h2>
<div class="accordion-collapse collapse"><div class="accordion-body"><p>Non, jamais.</p></div>
</div></div><div class="accordion-item"><h2 class="accordion-header">
<button class="accordion-button" type="button">Où porter les branches ?</button></h2>
<div class="accordion-collapse collapse">
<div class="accordion-body">Au <a href="salles">parc</a>.</div></div></div></div>
<h3>Et les encombrants ?</h3><p>Sur rendez-vous.</p><h3>Et le verre ?</h3><p>À la bulle.</p>"""


def main(conf: str, pictures: str, target: str) -> None:
    configure_wsgi(conf)
    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    app.acl_users._doAddUser("admin", os.urandom(12).hex(), ["Manager"], [])
    transaction.commit()
    newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
    target_folder = Path(target)
    for site_id, content, languages in (("Plone", fill, ("fr",)), ("Deux", speak, LANGUAGES)):
        SCHEMA_CACHE.clear()
        site = found(app, site_id)
        content(site, Path(pictures), make, languages)
        transaction.commit()
        tree = target_folder / ("plone" if languages == ("fr",) else "plone-languages")
        tree.mkdir(parents=True)
        get_exporter(site).export_site(tree)
        setSite(None)
    noSecurityManager()
    for name, site_id, account in (
        ("restapi", "Plone", ""),
        ("restapi-account", "Plone", ACCOUNT),
        ("restapi-languages", "Deux", ""),
    ):
        answers = json.dumps(crawl(site_id, account), indent=1, ensure_ascii=False)
        target_folder.joinpath(f"{name}.json").write_text(answers)


def found(app: Any, site_id: str) -> Any:
    """Return a new vanilla site, with its REST interface and an account that sees everything."""
    answers = {
        "site_id": site_id,
        "title": "Commune de démonstration",
        "description": "",
        "default_language": "fr",
        "portal_timezone": "Europe/Brussels",
        "setup_content": False,
    }
    site = sites.create(app, "classic", answers)
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    api.user.create("webmestre@ancien-plone.example", ACCOUNT, PASSWORD, roles=("Manager",))
    return site


def make(
    container: Any, kind: str, id: str, title: str, *, publish: bool = True, **fields: Any
) -> Any:
    """Make an item, public unless that is not wanted."""
    item = api.content.create(container, kind, id, title, safe_id=True, **fields)
    if publish and kind not in ("Image", "File"):
        api.content.transition(item, "publish")
    return item


def text(html: str) -> RichTextValue:
    return RichTextValue(html, "text/html", "text/x-html-safe")


def fill(site: Any, pictures: Path, make: Any, _languages: tuple[str, ...]) -> None:
    """Make the content of the old site."""
    bridge = make(
        site,
        "Image",
        "pont.png",
        "Le pont",
        image=NamedBlobImage(
            data=(pictures / "pont.png").read_bytes(), filename="pont.png", contentType="image/png"
        ),
    )
    rules = make(
        site,
        "File",
        "reglement.pdf",
        "Règlement",
        file=NamedBlobFile(
            data=(pictures / "reglement.pdf").read_bytes(),
            filename="reglement.pdf",
            contentType="application/pdf",
        ),
    )
    life = make(site, "Folder", "vie-communale", "Vie communale")
    halls = make(
        life,
        "Document",
        "salles",
        "Salles",
        text=text(
            "<p>Deux salles à louer. "
            f"<img src='resolveuid/{bridge.UID()}' alt='Un pont dessiné'></p>"
            f"{TABLE}<p>Voir le <a href='resolveuid/{rules.UID()}'>règlement</a>.</p>"
        ),
    )
    make(
        life,
        "Document",
        "ecoles",
        "Écoles",
        description="Deux écoles.",
        text=text(
            "<h2>Inscriptions</h2><p>Après la visite des "
            f"<a href='resolveuid/{halls.UID()}'>salles</a>.</p>"
            f"<p><img src='../pont.png/@@images/image/mini' alt=''></p>"
            f"<p>Ancien lien : <a href='../disparu'>page disparue</a></p>"
        ),
    )
    make(life, "Document", "projet", "Projet", publish=False, text=text("<p>En préparation.</p>"))
    make(life, "Document", "questions", "Questions fréquentes", text=text(QUESTIONS))
    drafts = make(life, "Folder", "preparation", "En préparation", publish=False)
    make(
        drafts,
        "File",
        "projet.pdf",
        "Projet de règlement",
        file=NamedBlobFile(
            data=(pictures / "reglement.pdf").read_bytes(),
            filename="projet.pdf",
            contentType="application/pdf",
        ),
    )
    old = make(life, "Document", "perimee", "Page périmée", text=text("<p>Jusqu’en 2020.</p>"))
    old.setExpirationDate(DateTime("2020-01-01T00:00:00Z"))
    old.reindexObject()
    news = make(site, "Folder", "actualites", "Actualités")
    item = make(
        news,
        "News Item",
        "marche",
        "Marché de printemps",
        description="Sur la place.",
        text=text("<p>Le marché a lieu sur la place.</p>"),
        subject=("Marché",),
    )
    item.image = NamedBlobImage(
        data=(pictures / "arbre.png").read_bytes(), filename="arbre.png", contentType="image/png"
    )
    make(
        news,
        "Event",
        "bal",
        "Bal du village",
        location="Salle communale",
        start=datetime.datetime(2019, 7, 20, 20, tzinfo=datetime.UTC),
        end=datetime.datetime(2019, 7, 20, 23, tzinfo=datetime.UTC),
        text=text("<p>Entrée libre.</p>"),
    )
    make(site, "Link", "province", "La province", remoteUrl="https://province.example/")
    # An address that moved once already.
    api.content.move(halls, life)
    api.content.rename(halls, "location-de-salles")


def crawl(site_id: str, account: str) -> dict[str, Any]:
    """Answers, by path and query, to what a crawler may ask; files as base64."""
    first = "/@search?fullobjects=1&expand=translations&b_size=5&b_start=0&sort_on=path"
    answers: dict[str, Any] = {}
    waiting = [first, "/@site"]
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        status, kind, body = get(site_id, path, account)
        if kind.startswith("application/json"):
            data = json.loads(body)
            answers[path] = {"status": status, "type": kind, "json": data}
            following = (data.get("batching") or {}).get("next")
            if following:
                size = int(data["batching"]["@id"].partition("b_start=")[2].partition("&")[0])
                waiting.append(first.replace("b_start=0", f"b_start={size + 5}"))
            for item in data.get("items") or ():
                for field in ("image", "file"):
                    if isinstance(item, dict) and isinstance(item.get(field), dict):
                        waiting.append("/" + item[field]["download"].split("/", 3)[3])
        else:
            answers[path] = {
                "status": status,
                "type": kind,
                "base64": base64.b64encode(body).decode(),
            }
    return answers


def get(site_id: str, path: str, account: str) -> tuple[int, str, bytes]:
    """Return status, type and body of an answer of Plone."""
    address, _, query = path.partition("?")
    started = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "PATH_INFO": f"/VirtualHostBase/https/{HOST}:443/{site_id}/VirtualHostRoot{address}",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT": "*/*" if "@@" in path else "application/json",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "https",
        "REMOTE_ADDR": "127.0.0.1",
    }

    if account:
        token = base64.b64encode(f"{account}:{PASSWORD}".encode()).decode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {token}"

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        started.update(
            {
                "status": int(status.split()[0]),
                "headers": dict((name.lower(), value) for name, value in headers),
            }
        )

    body = b"".join(publish_module(environ, start))
    return started["status"], started["headers"].get("content-type", ""), body


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)
