"""Tools and know-how in the hub, by whoever reads, a member of a commune and those who keep it.

Pages: @@tools, @@tool, @@tool-guide, @@tool-requests, @@know-how, @@ask, @@questions-alike,
@@who-answers, @@questions-feed; in the commune @@ask-tool.
"""

from .barriers import barriers
from .library import work
from .playground import inside
from communesplone.core import jobs
from communesplone.core.changes import touch
from communesplone.core.installing import optional_tool
from communesplone.core.installing import switch_off
from communesplone.core.installing import switch_on
from communesplone.hub.communes.people import add
from communesplone.hub.knowhow.asking import declare
from communesplone.hub.knowhow.asking import Voice
from communesplone.sharing.reporting import report
from playwright.sync_api import expect
from plone import api
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")
PASSWORD = "correct horse battery"
MEMBERS = {"durbuy-greffe": "nis:83012", "namur-greffe": "nis:92094"}
TOOL = "communesplone.feedback"
OTHER_TOOL = "communesplone.ingest"
#: The job that tells people what they chose to be told.
TOLD = "communesplone.accounts.spread"
QUESTION = "Comment annoncez-vous une coupure d’eau la nuit ?"


@pytest.fixture
def members(served):
    """Two accounts of the hub, each for a commune; Durbuy goes without one tool."""
    with inside("durbuy") as site:
        switch_off(site, optional_tool(TOOL))
        touch(site)
    for host in ("durbuy", "namur"):
        with inside(host) as site:
            report(site)
    with inside("hub") as hub:
        for name, issuer in MEMBERS.items():
            if api.user.get(username=name) is None:
                api.user.create(f"{name}@example.org", name, PASSWORD)
            add(hub, issuer, name)
        declare(hub, Voice("nis:92094", "Namur", ""), ("environment",), "Service Environnement")
        transaction.commit()
    yield tuple((name, PASSWORD) for name in MEMBERS)
    with inside("durbuy") as site:
        for name in (TOOL, OTHER_TOOL):
            switch_on(site, optional_tool(name))
        touch(site)


def assert_clean(page) -> None:
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_commune_asks_for_a_tool_and_is_granted_it(members, office_tab, tab, address, picture):
    visitor = tab(390)
    visitor.goto(address("/@@tools", "hub"))
    assert_clean(visitor)
    visitor.goto(address("/@@tool?name=communesplone.editing", "hub"))
    shown = visitor.locator(".hub-picture img").first
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("one => one.naturalWidth") > 600
    assert_clean(visitor)
    visitor.locator(".hub-part .office-row a").first.click()
    expect(visitor.locator(".hub-guide")).to_be_visible()
    assert_clean(visitor)
    # Without the tool the commune's pages are what they were
    visitor.goto(address("/", "durbuy"))
    expect(visitor.locator("h1")).to_be_visible()
    # A member of Durbuy asks, by keyboard
    member = office_tab(members[0])
    member.goto(address(f"/@@tool?name={TOOL}", "hub"))
    member.get_by_label("Qu’en ferez-vous").fill("Savoir quelles pages n’aident pas.")
    assert_clean(member)
    picture(member, "outil-hub")
    member.get_by_role("button", name="Demander pour Durbuy").focus()
    member.keyboard.press("Enter")
    expect(member.locator(".hub-ask")).to_contain_text("n’a pas encore répondu")
    # Those who keep the hub grant it; a reason is needed to decline
    keeper = office_tab()
    keeper.goto(address("/@@tool-requests", "hub"))
    assert_clean(keeper)
    keeper.get_by_role("button", name="Refuser").click()
    expect(keeper.locator(".office-message.error")).to_contain_text("Dites pourquoi")
    keeper.get_by_label("Un mot pour la commune").fill("Bon usage.")
    keeper.get_by_role("button", name="Accorder").click()
    expect(keeper.locator("code")).to_have_text(f"bin/communes tools grant durbuy {TOOL}")
    work("hub", "communesplone.hub.")
    # The commune reads the answer in its own site
    office = office_tab()
    office.goto(address("/@@ask-tool", "durbuy"))
    assert_clean(office)
    expect(office.locator(".office-row", has_text="Accordé")).to_have_count(1)
    office.goto(address(f"/@@ask-tool?name={TOOL}", "durbuy"))
    expect(office.locator("blockquote")).to_have_text("Bon usage.")
    with inside("durbuy") as site:
        switch_off(site, optional_tool(OTHER_TOOL))
    office.goto(address(f"/@@ask-tool?name={OTHER_TOOL}", "durbuy"))
    office.get_by_label("Qu’en ferez-vous").fill("Reprendre le site de la piscine.")
    assert_clean(office)
    picture(office, "outil-demander")
    office.get_by_role("button", name="Demander cet outil").click()
    expect(office.locator(".office-state.pending")).to_contain_text("Demandé")


def test_communes_ask_and_answer_one_another(members, office_tab, tab, address, picture):
    member, other = office_tab(members[0]), office_tab(members[1], width=390)
    member.goto(address("/@@ask?about=environment", "hub"))
    member.get_by_label("Votre question").fill("Eau ?")
    member.get_by_role("button", name="Poser la question").click()
    expect(member.locator(".office-message.error")).to_contain_text("phrase entière")
    member.get_by_label("Votre question").fill(QUESTION)
    member.get_by_label("Que doivent savoir").fill("La distribution nous prévient tard.")
    assert_clean(member)
    member.get_by_role("button", name="Poser la question").click()
    expect(member.locator("h1")).to_have_text(QUESTION)
    assert_clean(member)
    at = member.url
    # Nobody has answered: it is for members
    visitor = tab()
    visitor.goto(at)
    expect(visitor.locator("h1")).not_to_have_text(QUESTION)
    other.goto(at)
    other.get_by_label("Votre réponse").fill("Par une alerte.\n\nPuis un message au quartier.")
    assert_clean(other)
    other.get_by_role("button", name="Répondre").click()
    expect(other.locator(".hub-answer")).to_contain_text("Puis un message")
    with inside("hub") as hub:
        told = [job.args[0] for job in jobs.pending(hub) if job.name == TOLD]
    assert "question-answered" in told
    member.goto(at)
    member.get_by_role("button", name="Ceci nous a aidés").click()
    expect(member.locator(".hub-answer.helped")).to_contain_text("Namur")
    # Now everyone reads it, with no name of a person
    visitor.goto(address("/@@know-how", "hub"))
    assert_clean(visitor)
    visitor.get_by_role("link", name=QUESTION).click()
    expect(visitor.locator(".hub-answer")).to_contain_text("Par une alerte.")
    assert "greffe" not in visitor.content()
    assert_clean(visitor)
    visitor.goto(address("/@@who-answers", "hub"))
    expect(visitor.locator(".office-row")).to_contain_text("1 commune répond")
    assert "Service Environnement" not in visitor.content()
    other.goto(address("/@@who-answers", "hub"))
    expect(other.locator(".hub-contacts")).to_contain_text("Service Environnement")
    assert_clean(other)
    feed = address("/@@questions-feed", "hub")
    assert QUESTION in visitor.evaluate("at => fetch(at).then((one) => one.text())", feed)
    # The same again: what is alike is shown while one types
    other.goto(address("/@@ask", "hub"))
    other.get_by_label("Votre question").press_sequentially("Annoncer une coupure")
    expect(other.locator("#ask-alike a")).to_have_text(QUESTION)
    member.goto(address("/@@ask", "hub"))
    member.get_by_label("Votre question").fill("Une coupure de courant la nuit ?")
    expect(member.locator("#ask-alike a")).to_have_text(QUESTION)
    picture(member, "savoir-faire-question")
