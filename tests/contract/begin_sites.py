"""Start Zope with a Plone site and no add-on; add wheels to it, each time in a process of its own.

python begin_sites.py FOLDER

Each line of its input is the name of an add-on and the folders of the unpacked wheels that it
requires; each is answered by a line of JSON: what a visitor of the site's home gets once the
add-on is installed, or what went wrong. Run by test_wheels.py in an environment without add-ons.
"""

from io import BytesIO
from pathlib import Path
from traceback import format_exc
import importlib
import json
import os
import sys


ZOPE_CONF = """\
instancehome {folder}
security-policy-implementation C
<zodb_db main>
    <blobstorage>
        blob-dir {folder}/blobs
        <mappingstorage>
        </mappingstorage>
    </blobstorage>
    mount-point /
</zodb_db>
"""
SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five"
           xmlns:meta="http://namespaces.zope.org/meta">
  <include package="Products.Five" />
  <meta:redefinePermission from="zope2.Public" to="zope.Public" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <securityPolicy component="AccessControl.security.SecurityPolicy" />
</configure>
"""
#: What Plone's own ZCML says when it starts; it finds what was added to the path since.
ADD_ONS_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope">
  <include package="plone.autoinclude" file="meta.zcml" />
  <autoIncludePlugins target="plone" file="meta.zcml" />
  <autoIncludePlugins target="plone" file="configure.zcml" />
  <autoIncludePluginsOverrides target="plone" file="overrides.zcml" />
</configure>
"""


def main(folder: Path) -> None:
    """Start in `folder`, then serve the lines of the input."""
    (folder / "etc").mkdir(parents=True)
    (folder / "etc" / "site.zcml").write_text(SITE_ZCML)
    (folder / "zope.conf").write_text(ZOPE_CONF.format(folder=folder))
    from Zope2.Startup.run import make_wsgi_app

    application = make_wsgi_app({}, str(folder / "zope.conf"))
    add_site()
    for line in sys.stdin:
        if child := os.fork():
            _pid, status = os.waitpid(child, 0)
            if status:
                print(json.dumps(f"The process ended with {status}."), flush=True)
            continue
        try:
            answer = begin(application, *line.split())
        except Exception:  # noqa: BLE001 whatever it is, it is the answer
            answer = format_exc()
        print(json.dumps(answer), flush=True)
        os._exit(0)


def add_site() -> None:
    """Make the site "alone", as Plone makes it."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.SpecialUsers import system
    from Products.CMFPlone.factory import addPloneSite
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    import transaction
    import Zope2

    app = makerequest(Zope2.app())
    newSecurityManager(None, system)
    addPloneSite(app, "alone", title="Alone", extension_ids=["plone.app.contenttypes:default"])
    transaction.commit()
    setSite(None)
    app._p_jar.close()


def begin(application: object, product: str, *wheels: str) -> str:
    """Load the wheels, install the product where it is one for sites; return the home's status."""
    from plone.base.utils import get_installer
    from Products.GenericSetup import profile_registry
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from Zope2.App import zcml
    import transaction
    import Zope2

    sys.path += wheels
    importlib.invalidate_caches()
    zcml.load_string(ADD_ONS_ZCML)
    importlib.import_module(product)
    if any(info["id"] == f"{product}:default" for info in profile_registry.listProfileInfo()):
        app = makerequest(Zope2.app())
        setSite(app.alone)
        installer = get_installer(app.alone, app.REQUEST)
        if not installer.install_product(product, allow_hidden=True):
            return "It was not installed."
        transaction.commit()
        setSite(None)
        app._p_jar.close()
    return home(application)


def home(application: object) -> str:
    """The status that a visitor gets for the site's address."""
    answered = []
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/alone",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8080",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }
    list(application(environment, lambda status, headers, error=None: answered.append(status)))
    return answered[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
