from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from importlib.metadata import version
from io import StringIO
from zope.configuration.config import ConfigurationConflictError
from zope.configuration.exceptions import ConfigurationError
from zope.configuration.xmlconfig import xmlconfig
from zope.i18n import translate
import pytest


DECLARATIONS = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:communes="http://namespaces.communesplone.org/communes"
           i18n_domain="communesplone">
  <include package="zope.component" file="meta.zcml" />
  <include package="communesplone.core" file="meta.zcml" />
  {tools}
</configure>
"""
TOOL = '<communes:tool name="{0}" title="{0}" purpose="It is" {1} documentation="docs/" />'


def declare(*declared):
    xmlconfig(StringIO(DECLARATIONS.format(tools="".join(declared))))


def test_core_declares_itself_with_its_installed_version(integration):
    core = {tool.name: tool for tool in tools()}["communesplone.core"]
    assert core.version == version("communesplone.core")
    assert core.maintainer == "CommunesPlone"
    assert translate(core.title, target_language="fr") == "Noyau"


def test_tools_are_told_by_name(integration):
    names = [tool.name for tool in tools()]
    assert names == sorted(names)
    assert all(isinstance(tool, Tool) for tool in tools())


def test_tool_without_maintainer_is_refused(integration):
    with pytest.raises(ConfigurationError, match="maintainer"):
        declare(TOOL.format("communesplone.example", ""))


def test_tool_is_declared_once(integration):
    once = TOOL.format("communesplone.example", 'maintainer="Namur"')
    with pytest.raises(ConfigurationConflictError):
        declare(once, once.replace("docs/", "elsewhere/"))
