"""A proposal of Durbuy becomes a tool: shared, estimated, promised, voted by three communes."""

from .barriers import violations
from .playground import inside
from .playground import PASSWORD
from communesplone.core import jobs
from communesplone.core.changes import touch
from communesplone.core.identity import identity
from communesplone.core.sharing.issuers import issuer_id
from communesplone.hub.communes import people
from communesplone.hub.together import group
from communesplone.hub.together import meeting
from communesplone.hub.together import voting
from communesplone.hub.together.place import place_of
from communesplone.hub.together.store import dealings
from communesplone.sharing.reporting import report
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from importlib.resources import files
from playwright.sync_api import expect
from plone import api
from plone.app.textfield import RichTextValue
from plone.uuid.interfaces import IUUID
import pytest


pytestmark = pytest.mark.needs("chromium")
#: Those who work for the communes: account, site of the commune, whether they carry its voice.
PEOPLE = (
    ("claire", "durbuy", True),
    ("nadia", "namur", True),
    ("noel", "namur", False),
    ("vera", "st-vith", True),
)
TITLE = "Rendez-vous au guichet"
SKETCH = files("communesplone.policy").joinpath("demo", "pictures", "market.png")


#: Posts a form that the page does not offer, and gives the status; 0 where it leads elsewhere.
POST = """async ([url, sent]) => {
  const body = new URLSearchParams(sent);
  return (await fetch(url, {method: "POST", body, redirect: "manual"})).status;
}"""


@pytest.fixture
def hub(served):
    """The hub with the three communes, and their people; what they made goes afterwards."""
    issuers = {}
    for host in ("durbuy", "namur", "st-vith"):
        with inside(host) as site:
            report(site)
            issuers[host] = issuer_id(identity(site))
    with inside("hub") as site:
        for login, host, voice in PEOPLE:
            if api.user.get(username=login) is None:
                name = f"Madame {login}"
                api.user.create(
                    f"{login}@example.org", login, PASSWORD, properties={"fullname": name}
                )
                people.add(site, issuers[host], login)
                if voice:
                    people.give_voice(site, issuers[host], login)
    yield issuers
    with inside("hub") as site:
        if made := list(place_of(site).objectIds()):
            place_of(site).manage_delObjects(made)
        jobs.cancel(site, "communesplone.hub.together.")
        touch(site)


@pytest.fixture
def tab_of(hub, office_tab):
    """`tab_of("nadia")`: the browser of one of them."""
    return lambda login, width=1280: office_tab((login, PASSWORD), width)


def assert_well(page) -> None:
    assert not violations(page)
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size(before)


def end_vote() -> None:
    """Let the vote that is open have ended, and do its job."""
    with inside("hub") as site:
        brains = site.portal_catalog.unrestrictedSearchResults(review_state="vote")
        proposal = brains[0]._unrestrictedGetObject()
        past = datetime.now(UTC) - timedelta(seconds=1)
        dealings(site, proposal).last_round.closes = past.isoformat()
        voting.close_round(site, IUUID(proposal), 1)
        touch(site)


def vote(page, url, key, label) -> None:
    """Vote by keyboard alone."""
    page.goto(url)
    page.locator("#vote-for").focus()
    page.keyboard.press("Space")
    for _step in range(key):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#cast")).to_have_accessible_name(label)
    page.locator("#cast").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("comptée")


def test_a_need_of_one_becomes_a_tool_of_all(tab_of, office_tab, tab, address, picture):
    claire, nadia, vera, steering = tab_of("claire"), tab_of("nadia"), tab_of("vera"), office_tab()
    # Durbuy writes; what is missing is said, nothing typed is lost
    claire.goto(address("/travailler-ensemble", "hub"))
    claire.get_by_role("link", name="Écrire une proposition").click()
    assert_well(claire)
    picture(claire, "ecrire-une-proposition")
    claire.get_by_label("De quoi s’agit-il").fill(TITLE)
    claire.get_by_role("button", name="Proposer").click()
    expect(claire.get_by_role("alert")).to_be_visible()
    assert_well(claire)
    expect(claire.get_by_label("De quoi s’agit-il")).to_have_value(TITLE)
    claire.get_by_label("Le besoin").fill("Quarante minutes d’attente le mardi.")
    claire.get_by_label("Ce que nous proposons").fill("Une heure pour chacun.")
    for answer in claire.locator("textarea[name^=answer]").all():
        answer.fill("Nous, et sans doute d’autres.")
    sketch = {"name": "guichet.png", "mimeType": "image/png", "buffer": SKETCH.read_bytes()}
    claire.get_by_label("Une esquisse").set_input_files(sketch)
    claire.get_by_role("button", name="Proposer").click()
    expect(claire.locator("h1")).to_have_text(TITLE)
    url = claire.url
    expect(claire.locator(".together-sketch img")).to_be_visible()
    # An idea is not for everyone
    visitor = tab()
    visitor.goto(url)
    expect(visitor.locator("h1")).not_to_have_text(TITLE)
    # Namur shares it, the hub estimates, Namur promises
    nadia.goto(url)
    nadia.get_by_label("Comment c’est chez vous").fill("Nous aussi.")
    nadia.get_by_role("button", name="Nous partageons ce besoin").click()
    expect(nadia.locator("#state")).to_have_text("Soutenue")
    steering.goto(url)
    steering.get_by_label("Estimation, en jours de travail").fill("beaucoup")
    steering.get_by_role("button", name="Écrire l’estimation").click()
    expect(steering.get_by_role("alert")).to_contain_text("en chiffres")
    steering.get_by_label("Estimation, en jours de travail").fill("46")
    steering.get_by_role("button", name="Écrire l’estimation").click()
    expect(steering.locator("#state")).to_have_text("Estimée")
    nadia.goto(url)
    nadia.locator("#pledges summary").click()
    nadia.get_by_label("Jours de travail").check()
    nadia.get_by_label("Combien").fill("20")
    nadia.get_by_role("button", name="Promettre au nom de Namur").click()
    expect(nadia.locator("#pledges")).to_contain_text("il en manque 26")
    assert_well(nadia)
    # The vote: one voice a commune, by keyboard, changed until it closes
    steering.goto(url)
    steering.get_by_role("button", name="Ouvrir le vote").click()
    expect(steering.locator("#state")).to_have_text("Au vote")
    vote(claire, url, 1, "Voter contre, au nom de Durbuy")
    vote(nadia, url, 0, "Voter pour, au nom de Namur")
    vote(vera, url, 2, "S’abstenir, au nom de Sankt Vith")
    claire.goto(url)
    assert_well(claire)
    picture(claire, "voter")
    vote(claire, url, 0, "Voter pour, au nom de Durbuy")
    expect(claire.locator("#counts dd")).to_have_text(["2", "0", "1", "0"])
    # Who does not carry the voice does not vote, by no way
    noel = tab_of("noel")
    noel.goto(url)
    expect(noel.locator("#vote-form")).to_have_count(0)
    token = noel.locator("input[name=_authenticator]").first.input_value()
    for act, asked in (("vote", {"choice": "against"}), ("estimate", {"days": "1"})):
        sent = {**asked, "_authenticator": token}
        assert noel.evaluate(POST, [f"{url}/@@proposal-{act}", sent]) != 200
    noel.goto(url)
    expect(noel.locator("#counts dd")).to_have_text(["2", "0", "1", "0"])
    # Everyone reads that there is a vote, and nobody's name
    visitor.goto(url)
    expect(visitor.locator("h1")).to_have_text(TITLE)
    expect(visitor.locator("#counts")).to_have_count(0)
    assert "Nous aussi." not in visitor.content()
    assert_well(visitor)
    end_vote()
    visitor.goto(url)
    expect(visitor.locator("#counts dd")).to_have_text(["2", "0", "1", "0"])
    expect(visitor.locator("#state")).to_have_text("Acceptée")
    assert "Madame" not in visitor.content()
    # The work begins, what was promised is fixed; then it is released, with who paid
    steering.goto(url)
    steering.get_by_role("button", name="Le travail commence").click()
    nadia.goto(url)
    expect(nadia.locator("#pledges summary")).to_have_count(0)
    steering.get_by_label("L’outil qui en est né").select_option("communesplone.alerts")
    steering.get_by_label("Sa version").fill("1.2")
    steering.get_by_role("button", name="C’est publié").click()
    visitor.goto(url)
    expect(visitor.locator("#released")).to_contain_text("1.2")
    expect(visitor.locator("#pledges")).to_contain_text("Payé par Namur")
    visitor.goto(address("/travailler-ensemble", "hub"))
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
    assert_well(visitor)
    visitor.goto(address("/travailler-ensemble/@@together-rules", "hub"))
    assert_well(visitor)


def test_communes_that_met_approve_the_minutes_and_everyone_reads_the_decisions(
    hub, tab_of, office_tab, tab, address, picture
):
    with inside("hub") as site:
        rural = api.content.create(
            place_of(site),
            group.TYPE,
            title="Communes rurales",
            communes=(hub["durbuy"], hub["st-vith"]),
        )
        api.content.create(
            rural,
            meeting.TYPE,
            id="novembre",
            title="Novembre",
            start=datetime(2026, 11, 18, 14),
            agenda="Déchets",
            attending=rural.communes,
            minutes=RichTextValue("<p>Madame X a dit oui.</p>", "text/html", "text/x-html-safe"),
            decisions=("Un seul calendrier.",),
        )
        touch(site)
    url = address("/travailler-ensemble/communes-rurales/novembre", "hub")
    claire, vera, visitor = tab_of("claire"), tab_of("vera"), tab(390)
    claire.goto(url.removesuffix("novembre"))
    claire.get_by_role("link", name="Ajouter une réunion").click()
    expect(claire.get_by_label("Ordre du jour")).to_be_visible()
    claire.goto(url)
    claire.get_by_role("button", name="Soumettre le compte rendu").click()
    expect(claire.get_by_role("button", name="Approuver au nom de Durbuy")).to_be_visible()
    assert_well(claire)
    picture(claire, "approuver-un-compte-rendu")
    claire.get_by_role("button", name="Approuver au nom de Durbuy").click()
    visitor.goto(address("/travailler-ensemble/@@together-decisions", "hub"))
    assert "Un seul calendrier." not in visitor.content()
    vera.goto(url)
    vera.get_by_role("button", name="Approuver au nom de Sankt Vith").click()
    expect(vera.locator(".together-panel")).to_contain_text("Compte rendu approuvé")
    visitor.reload()
    expect(visitor.locator(".together-decisions")).to_contain_text("Un seul calendrier.")
    assert "Madame X" not in visitor.content()
    assert_well(visitor)
    # Another commune reads that the group is there, not its papers
    nadia = tab_of("nadia")
    nadia.goto(address("/travailler-ensemble/communes-rurales", "hub"))
    expect(nadia.locator("h1")).to_have_text("Communes rurales")
    expect(nadia.get_by_role("link", name="Novembre")).to_have_count(0)
    assert_well(nadia)
    for page, path in ((nadia, ""), (visitor, "")):
        page.goto(f"{url}{path}")
        assert "Madame X" not in page.content()
    # Their coordination begins another
    steering = office_tab()
    steering.goto(address("/travailler-ensemble/++add++WorkingGroup", "hub"))
    assert_well(steering)
    steering.goto(address("/@@together-settings", "hub"))
    assert_well(steering)
