"""A type of section of a test, declared as add-ons do."""

from communesplone.core import sections
from communesplone.core.interfaces import ICommunesLayer
from pathlib import Path
from zope import schema
from zope.component import getGlobalSiteManager
from zope.configuration import xmlconfig
from zope.interface import alsoProvides
from zope.interface import Interface
import communesplone.core
import pytest
import sys


class IQuestion(Interface):
    question = schema.TextLine(title="Question", required=True)
    answer = sections.Html(title="Answer", required=True)


class ISample(sections.ISection):
    text = sections.Html(title="Text", required=True)
    pages = sections.References(title="Pages", required=False)
    target = sections.Address(title="Target", required=False)
    questions = sections.Items(IQuestion, title="Questions", required=False)
    number = schema.Int(title="Number", min=1, max=9, required=False)


class Sample(sections.Section):
    usual_heading = "Sample"

    def rows(self):
        return [brain.Title for brain in self.chosen(self.data.get("pages", ()))]


class Broken(sections.Section):
    def __call__(self):
        raise ValueError("broken")


ZCML = """
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:communes="http://namespaces.communesplone.org/communes"
           i18n_domain="communesplone">
  <include package="communesplone.core" file="meta.zcml" />
  <communes:section name="sample" title="Sample" description="A sample."
      schema="{module}.ISample" class="{module}.Sample" template="{folder}/sample.pt" />
  <communes:section name="broken" title="Broken" description="It fails."
      schema="{module}.ISample" class="{module}.Broken" />
</configure>
"""


@pytest.fixture
def kinds(integration):
    """Declare the types for one test."""
    sys.modules["communes_sample_sections"] = sys.modules[__name__]
    context = xmlconfig.ConfigurationMachine()
    xmlconfig.registerCommonDirectives(context)
    context.package = communesplone.core
    folder = Path(__file__).parent
    zcml = ZCML.format(module="communes_sample_sections", folder=folder)
    manager = getGlobalSiteManager()
    before = {(u.provided, u.name) for u in manager.registeredUtilities()}
    xmlconfig.string(zcml, context)
    yield sections
    for found in list(manager.registeredUtilities()):
        if (found.provided, found.name) not in before:
            manager.unregisterUtility(found.component, found.provided, found.name)
    del sys.modules["communes_sample_sections"]


@pytest.fixture
def request_(integration):
    request = integration["request"]
    alsoProvides(request, ICommunesLayer)
    return request
