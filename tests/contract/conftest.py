"""A small house that keeps every rule, in which a test plants one violation."""

from collections.abc import Callable
from pathlib import Path
import pytest


PROJECT = '[project]\nname = "communesplone.{short}"\nversion = "1.0"\ndependencies = [{needs}]\n'
TOOL = '<configure xmlns:c="http://example.org"><include file="x.zcml" /><c:tool /></configure>'
SETUP = """\
ADD_ONS = [
    "communesplone.core",
    "communesplone.news",
    "communesplone.policy",
]
setup(version="1.0")
"""
VIEWS = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:browser="http://namespaces.zope.org/browser">
  <browser:page name="news-list" for="*" class=".views.News" permission="cmf.ManagePortal"
                layer=".interfaces.ILayer" />
</configure>
"""
INCLUDES = """\
<configure>
  <include package="communesplone.core" />
</configure>
"""
METADATA = """\
<metadata>
  <version>1000</version>
  <dependencies>
    <dependency>profile-communesplone.core:default</dependency>
  </dependencies>
</metadata>
"""
LANGUAGES = ("fr", "nl", "de", "en")


def add_on(folder: str, short: str, needs: str = "") -> dict[str, str]:
    """The files of an add-on that lacks nothing."""
    package = f"{folder}/src/communesplone/{short}"
    return {
        f"{folder}/pyproject.toml": PROJECT.format(short=short, needs=needs),
        f"{folder}/README.md": "",
        f"{folder}/tests/test_it.py": "",
        f"{package}/__init__.py": "",
        f"{package}/configure.zcml": TOOL,
    }


def profile(folder: str, short: str, metadata: str) -> dict[str, str]:
    """The files of an add-on that a site installs."""
    package = f"{folder}/src/communesplone/{short}"
    return {
        f"{package}/profiles/default/metadata.xml": metadata,
        f"{package}/profiles/uninstall/browserlayer.xml": "<layers />",
        **{f"{package}/locales/{code}/LC_MESSAGES/communesplone.po": "" for code in LANGUAGES},
    }


HEALTHY = {
    "setup.py": SETUP,
    **add_on("src/communesplone.core", "core"),
    **profile("src/communesplone.core", "core", "<metadata><version>1000</version></metadata>"),
    **add_on("src/communesplone.news", "news"),
    "src/communesplone.news/src/communesplone/news/views.zcml": VIEWS,
    "src/communesplone.news/tests/test_views.py": 'PAGE = "/@@news-list"\n',
    **add_on("policy", "policy", needs='\n    "communesplone.core",\n'),
    **profile("policy", "policy", METADATA),
    "policy/src/communesplone/policy/dependencies.zcml": INCLUDES,
}


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A function that builds the healthy house with some other files, and returns its root."""

    def build(files: dict[str, str]) -> Path:
        for name, text in {**HEALTHY, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return build
