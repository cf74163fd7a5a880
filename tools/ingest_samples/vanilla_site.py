"""Run by the Python of a vanilla Plone: a site with demonstration content, exported and served.

    python vanilla_site.py ZOPE_CONF PICTURES TARGET

Writes the tree of plone.exportimport into TARGET/tree and every answer of plone.restapi to an
anonymous crawl into TARGET/restapi.json. Everything in it is invented. Imports nothing of ours.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from io import BytesIO
from pathlib import Path
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.distribution.api import site as sites
from plone.exportimport.exporters import get_exporter
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from Testing.makerequest import makerequest
from typing import Any
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
TABLE = (
    "<h2>Tarifs</h2><table><caption>Tarifs de la salle</caption><thead><tr><th>Salle</th>"
    "<th>Prix</th></tr></thead><tbody><tr><td>Grande</td><td>120 €</td></tr>"
    "<tr><td>Petite</td><td>60 €</td></tr></tbody></table>"
)


def main(conf: str, pictures: str, target: str) -> None:
    configure_wsgi(conf)
    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    app.acl_users._doAddUser("admin", os.urandom(12).hex(), ["Manager"], [])
    transaction.commit()
    newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
    answers = {
        "site_id": "Plone",
        "title": "Commune de démonstration",
        "description": "",
        "default_language": "fr",
        "portal_timezone": "Europe/Brussels",
        "setup_content": False,
    }
    site = sites.create(app, "classic", answers)
    app = site.aq_parent
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    fill(site, Path(pictures))
    transaction.commit()
    tree = Path(target) / "tree"
    tree.mkdir(parents=True)
    get_exporter(site).export_site(tree)
    noSecurityManager()
    setSite(None)
    Path(target, "restapi.json").write_text(json.dumps(crawl(), indent=1, ensure_ascii=False))


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


def fill(site: Any, pictures: Path) -> None:
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


def crawl() -> dict[str, Any]:
    """Answers, by path and query, to what a crawler may ask anonymously; files as base64."""
    found, waiting = {}, ["/@search?fullobjects=1&b_size=5&b_start=0&sort_on=path", "/@site"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        status, kind, body = get(path)
        if kind.startswith("application/json"):
            data = json.loads(body)
            found[path] = {"status": status, "type": kind, "json": data}
            following = (data.get("batching") or {}).get("next")
            if following:
                waiting.append("/" + following.split("/", 3)[3])
            for item in data.get("items") or ():
                for field in ("image", "file"):
                    if isinstance(item, dict) and isinstance(item.get(field), dict):
                        waiting.append("/" + item[field]["download"].split("/", 3)[3])
        else:
            found[path] = {
                "status": status,
                "type": kind,
                "base64": base64.b64encode(body).decode(),
            }
    return found


def get(path: str) -> tuple[int, str, bytes]:
    """Return status, type and body of an answer of Plone."""
    address, _, query = path.partition("?")
    started = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "PATH_INFO": f"/VirtualHostBase/https/{HOST}:443/Plone/VirtualHostRoot{address}",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT": "*/*" if "@@" in path else "application/json",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "https",
        "REMOTE_ADDR": "127.0.0.1",
    }

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
