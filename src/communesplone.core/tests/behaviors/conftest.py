from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.fti import DexterityFTI
from plone.testing.zope import Browser
import pytest
import transaction


NAMES = ("contact_point", "postal_address", "opening_hours", "review_date")


def add_type(portal):
    """Add the type "Desk", made of the shared behaviours."""
    fti = DexterityFTI(
        "Desk",
        title="Desk",
        klass="plone.dexterity.content.Container",
        behaviors=(
            "plone.dublincore",
            "plone.namefromtitle",
            *(f"communesplone.{name}" for name in NAMES),
        ),
        global_allow=True,
        filter_content_types=False,
    )
    portal.portal_types._setObject("Desk", fti)


@pytest.fixture
def desk_type(portal):
    add_type(portal)


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    add_type(portal)
    transaction.commit()
    return portal


@pytest.fixture
def browser(functional, site):
    """A webmaster's browser, which says what the server says."""
    found = Browser(functional["app"])
    found.handleErrors = False
    found.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return found
