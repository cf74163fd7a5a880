"""Start Zope with what is installed, make a site with one add-on, show its home.

python begin_site.py FOLDER PRODUCT

Run by test_wheels.py with the Python of an environment of its own.
"""

from io import BytesIO
from pathlib import Path
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


def main(folder: Path, product: str) -> None:
    """Start in `folder`, install `product` in a new site and ask for its home."""
    (folder / "etc").mkdir(parents=True)
    (folder / "etc" / "site.zcml").write_text(SITE_ZCML)
    (folder / "zope.conf").write_text(ZOPE_CONF.format(folder=folder))
    from Zope2.Startup.run import make_wsgi_app

    application = make_wsgi_app({}, str(folder / "zope.conf"))
    add_site(product)
    print(home(application))


def add_site(product: str) -> None:
    """Make the site "alone" with this product, or with none when it is not for sites."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.SpecialUsers import system
    from Products.CMFPlone.factory import addPloneSite
    from Products.GenericSetup import profile_registry
    from Testing.makerequest import makerequest
    import transaction
    import Zope2

    app = makerequest(Zope2.app())
    newSecurityManager(None, system)
    profiles = ["plone.app.contenttypes:default"]
    if any(info["id"] == f"{product}:default" for info in profile_registry.listProfileInfo()):
        profiles.append(f"{product}:default")
    addPloneSite(app, "alone", title="Alone", extension_ids=profiles)
    transaction.commit()
    app._p_jar.close()


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
    main(Path(sys.argv[1]), sys.argv[2])
