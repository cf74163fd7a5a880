"""The pages of an import: what a webmaster sees and does, and who does not."""

from communesplone.core import jobs
from communesplone.ingest.store import runs
from plone import api
from plone.app.testing import SITE_OWNER_NAME
import pytest
import transaction


@pytest.fixture
def url(functional) -> str:
    return f"{functional['portal'].absolute_url()}/@@ingest"


@pytest.fixture
def work(functional):
    """Does the jobs that wait, as the worker does, each in a transaction of its own."""

    def doing() -> None:
        with api.env.adopt_user(SITE_OWNER_NAME):
            for _round in range(20):
                transaction.begin()
                done = jobs.run_due(functional["portal"])
                transaction.commit()
                if not done:
                    break

    return doing


@pytest.fixture
def read(webmaster, url, sample, work):
    """Sends a sample and has it read; the browser then shows its summary."""

    def doing(source: str, name: str, data: bytes | None = None) -> None:
        webmaster.open(url)
        webmaster.getControl(name="source").value = [source]
        webmaster.getControl(name="file").add_file(data or sample(name), "text/plain", name)
        webmaster.getControl("Read the old site").click()
        work()
        webmaster.reload()

    return doing


def test_a_webmaster_reads_the_summary_brings_it_in_and_takes_it_out(
    read, webmaster, work, functional
):
    read("wordpress", "wordpress.zip")
    shown = webmaster.contents
    assert "Vivre ici" in shown
    assert "Picture without a text in its place" in shown
    assert "/medias/pont.png" in shown
    assert "vivre-ici" not in functional["portal"]
    webmaster.getControl(name="write").click()
    assert "It is coming in" in webmaster.contents
    work()
    webmaster.reload()
    assert "[contact-form-7]" in webmaster.contents
    assert f'href="{functional["portal"].absolute_url()}/contact"' in webmaster.contents
    assert "vivre-ici" in functional["portal"]
    webmaster.getLink("Take out all that came").click()
    assert "Take out all that came with this import?" in webmaster.contents
    webmaster.getControl("Take it all out").click()
    work()
    webmaster.reload()
    assert "was taken out again" in webmaster.contents
    assert "vivre-ici" not in functional["portal"]


def test_choices_are_kept_and_the_summary_follows_them(read, webmaster):
    read("plone", "plone.zip")
    webmaster.getControl(name="to-1").value = ["skip"]
    webmaster.getControl(name="keep_public").value = True
    webmaster.getControl("Look at the summary again").click()
    assert webmaster.getControl(name="to-1").value == ["skip"]
    assert webmaster.getControl(name="keep_public").value
    assert "left out" in webmaster.contents


def test_the_report_is_a_table_for_spreadsheets(read, webmaster, work, url, functional):
    read("wordpress", "wordpress.zip")
    webmaster.getControl(name="write").click()
    work()
    (run,) = runs(functional["portal"])
    webmaster.open(f"{url}-report?run={run.id}")
    assert webmaster.headers["Content-Type"].startswith("text/csv")
    assert "Nous écrire" in webmaster.contents
    webmaster.open(f"{url}-report?run=none")
    assert webmaster.headers["Status"].startswith("404")


def test_a_file_that_cannot_be_read_says_why(read, webmaster):
    read("wordpress", "export.xml", b"<rss>\n<item></rss>")
    assert "damaged at line 2" in webmaster.contents
    webmaster.getControl("Forget this import").click()
    assert "None yet" in webmaster.contents


def test_a_form_without_a_file_keeps_what_was_typed(webmaster, url):
    webmaster.open(url)
    webmaster.getControl(name="source").value = ["website"]
    webmaster.getControl(name="address").value = "www.example.be"
    webmaster.getControl("Read the old site").click()
    assert "Write the whole address" in webmaster.contents
    assert webmaster.getControl(name="address").value == "www.example.be"
    assert webmaster.getControl(name="source").value == ["website"]


def test_a_password_comes_back_in_no_page_and_the_name_does(webmaster, url, functional):
    webmaster.open(url)
    webmaster.getControl(name="source").value = ["restapi"]
    webmaster.getControl(name="address").value = "http://www.example.be"
    webmaster.getControl(name="account").value = "webmestre"
    webmaster.getControl(name="account_password").value = "correct horse battery"
    webmaster.getControl("Read the old site").click()
    assert "only goes to an address with https" in webmaster.contents
    assert "correct horse battery" not in webmaster.contents
    assert webmaster.getControl(name="account").value == "webmestre"
    assert not runs(functional["portal"])


def test_an_import_that_stopped_goes_on_where_it_was(read, webmaster, work, functional):
    read("plone", "plone.zip")
    webmaster.getControl(name="write").click()
    # Its job was given up.
    jobs.outbox(functional["portal"]).waiting.clear()
    transaction.commit()
    webmaster.reload()
    webmaster.getControl("Go on").click()
    work()
    webmaster.reload()
    assert "needs a human" in webmaster.contents


@pytest.mark.parametrize(
    "page", ["ingest", "ingest-run?run=x", "ingest-report?run=x", "ingest_parts"]
)
@pytest.mark.parametrize("roles", [None, ("Editor", "Contributor"), ("Reviewer",)])
def test_nobody_else_may(functional, visitor, page, roles):
    portal = functional["portal"]
    if roles:
        with api.env.adopt_roles(["Manager"]):
            api.user.create("editor@example.org", "editor", "correct horse")
            api.user.grant_roles("editor", roles=list(roles))
        transaction.commit()
        visitor.addHeader("Authorization", "Basic editor:correct horse")
    visitor.open(f"{portal.absolute_url()}/@@{page}")
    assert "Old address" not in visitor.contents
    assert "Read the old site" not in visitor.contents
    assert (
        "login" in visitor.url
        or "nsufficient" in visitor.contents
        or "401" in str(visitor.headers.get("Status"))
    )


def test_an_import_cannot_be_begun_by_a_link_of_another_site(functional, webmaster, url):
    webmaster.post(url, "source=website&address=https://www.example.be")
    assert not runs(functional["portal"])
