"""Lines of tools and of pages to be read again, with add-ons as tests declare them."""

from communesplone.core.catching_up import lines
from communesplone.core.interfaces import ITool
from communesplone.core.tool import Tool
from datetime import date
from datetime import timedelta
from plone import api
from zope.component import getGlobalSiteManager
import pytest


@pytest.fixture
def found(commune):
    """`found()`: the lines of the site by name."""
    return lambda: {line.name: line for line in lines(commune, {})}


@pytest.fixture
def marina(monkeypatch):
    """An add-on that no site has installed and that one can do without."""
    monkeypatch.setattr(Tool, "version", "1.0")
    tool = Tool(
        "example.marina", "Marina", "Moorings and boats.", "Somebody", "README.md", optional=True
    )
    manager = getGlobalSiteManager()
    manager.registerUtility(tool, ITool, tool.name)
    yield tool
    manager.unregisterUtility(tool, ITool, tool.name)


def test_a_tool_that_is_not_here_can_be_asked_for(found, marina):
    line = found()["tool:example.marina"]
    assert not line.present
    assert (line.title, line.sentence) == ("Marina", "Moorings and boats.")
    assert line.url == "@@ask-tool?name=example.marina"


def test_a_tool_that_is_here_and_has_no_content_is_to_be_tried(found, marina, commune):
    commune.portal_setup.setLastVersionForProfile("example.marina:default", "1000")
    commune.portal_types["Link"].schema = "example.marina.mooring.IMooring"
    line = found()["tool:example.marina"]
    assert not line.present
    assert "never used" in str(line.sentence)
    with api.env.adopt_roles(["Manager"]):
        api.content.create(commune, "Link", "boat", title="Boat")
    assert found()["tool:example.marina"].present


def test_a_page_that_was_to_be_read_again_is_told_of_with_its_months(found, page, commune):
    commune.portal_workflow.setDefaultChain("simple_publication_workflow")
    page.review_date = date.today() - timedelta(days=65)
    page.reindexObject()
    name = f"review:{page.UID()}"
    assert name not in found()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "publish")
    line = found()[name]
    assert (line.about, line.url, line.weight) == (page.UID(), "market/edit", "refresh")
    assert line.sentence.mapping == {"count": 2}
