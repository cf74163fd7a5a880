"""Forms of the hub that another site sends in somebody's name change nothing."""

from communesplone.core.interfaces import ITool
from communesplone.core.tool import Tool
from communesplone.hub.communes import people
from communesplone.hub.knowhow.asking import answer
from communesplone.hub.knowhow.asking import ask
from communesplone.hub.knowhow.asking import Voice
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.tools.requests import ask as ask_tool
from plone import api
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
import pytest
import re
import transaction


DURBUY, PLANTED = "nis:83012", "communesplone.alerts"
PASSWORD = "correct horse battery"
CLAIRE = Voice(DURBUY, "Durbuy", "claire")
#: Forms by the page that has them: who sends one, and what stands in it.
FORMS = {
    "@@offers": ("reviewer", {"urn": "{waits}", "revision": "1", "decision": "accept"}),
    "@@take-out": ("reviewer", {"urn": "{urn}", "revision": "1", "word": "Une raison"}),
    "@@pack": ("reviewer", {"urn": "{pack}", "do": "withdraw"}),
    "@@tool-requests": (
        "reviewer",
        {"site": "{site}", "tool": PLANTED, "decision": "granted", "word": "Oui"},
    ),
    "@@commune-people": ("reviewer", {"id": DURBUY, "act": "give-voice", "person": "claire"}),
    "@@tool": ("claire", {"name": PLANTED, "act": "take_back"}),
    "@@ask": ("claire", {"title": "Qui a un parc à conteneurs ?", "seen": "1"}),
    "@@who-answers": ("claire", {"about": PLANTED, "contact": "travaux@durbuy.example"}),
    "{question}": ("claire", {"act": "accept", "answer": "{answer}"}),
}


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def there(portal, offered, author):
    """What the forms are about, by name."""
    made, pair = offered(), offered(number=2)
    for one in (made, pair):
        accept(portal, one["urn"], 1, "", "relectrice")
    waits = offered(number=3)
    tool = Tool(PLANTED, "Alerts", "Tells.", "Namur", "docs/", optional=True)
    manager = getGlobalSiteManager()
    manager.registerUtility(tool, ITool, PLANTED)
    with api.env.adopt_roles(["Manager"]):
        api.user.create("claire@durbuy.example", "claire", PASSWORD)
        people.add(portal, DURBUY, "claire")
        question = ask(portal, CLAIRE, "Qui a des chalets ?", "", ())
        said = answer(portal, question, CLAIRE, "Nous en avons douze.")
    pack = put(portal, "", Contents("Le marché", "", "fr", (made["urn"], pair["urn"])), "")
    ask_tool(portal, DURBUY, PLANTED, "Pour les coupures d'eau.", "claire")
    transaction.commit()
    yield {
        "urn": made["urn"],
        "waits": waits["urn"],
        "pack": pack.urn,
        "site": portal.getId(),
        "question": question.absolute_url_path().split("/", 2)[2],
        "answer": said.getId(),
    }
    manager.unregisterUtility(tool, ITool, PLANTED)


@pytest.fixture
def send(webmaster, visitor, portal, there):
    """`send(page, token)`: post the form of a page; return the status and whether it wrote."""
    visitor.addHeader("Authorization", f"Basic claire:{PASSWORD}")

    def post(page, *, with_token):
        who, form = FORMS[page]
        browser = webmaster if who == "reviewer" else visitor
        told = {name: value.format(**there) for name, value in form.items()}
        if with_token:
            browser.open(f"{portal.absolute_url()}/@@who-answers")
            token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', browser.contents)
            told["_authenticator"] = token[1]
        before = portal._p_jar.db().lastTransaction()
        browser.post(f"{portal.absolute_url()}/{page.format(**there)}", urlencode(told))
        wrote = portal._p_jar.db().lastTransaction() != before
        return browser.headers["status"][:3], wrote

    return post


@pytest.mark.parametrize("page", FORMS)
def test_a_form_that_another_site_sends_changes_nothing(page, send):
    assert send(page, with_token=False) == ("403", False)


@pytest.mark.parametrize("page", FORMS)
def test_the_same_form_of_our_own_page_does(page, send):
    assert send(page, with_token=True) == ("200", True)
