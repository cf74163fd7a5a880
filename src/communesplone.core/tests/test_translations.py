"""tools/translations.py reads every message of an add-on and keeps its catalogues."""

from pathlib import Path
import importlib
import pytest
import sys


TOOLS = Path(__file__).parents[3] / "tools"
FILES = {
    "configure.zcml": """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:gs="http://namespaces.zope.org/genericsetup" i18n_domain="communesplone">
  <permission id="x" title="Read minutes" />
  <gs:registerProfile name="default" title="Not shown to people" />
</configure>
""",
    "page.py": """\
from communesplone.core import _
TITLE = _("Minutes of ${date}")
LATE = _("late", default="Too late")
""",
    "page.pt": """\
<div i18n:domain="communesplone">
  <p i18n:translate="">Held by
     <b i18n:name="body">council</b></p>
  <a title="All minutes" i18n:attributes="title">x</a>
  <b i18n:translate="" tal:content="view/title">computed</b>
  <b i18n:domain="plone" i18n:translate="">Of another domain</b>
</div>
""",
    "types.xml": """\
<object xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="communesplone">
  <property name="title" i18n:translate="">Meeting</property>
  <property name="other">meeting</property>
</object>
""",
}
FOUND = {
    "Read minutes",
    "Minutes of ${date}",
    "late",
    "Held by ${body}",
    "All minutes",
    "Meeting",
}


@pytest.fixture
def tool(monkeypatch, tmp_path):
    """The script, at work on a house with one add-on."""
    monkeypatch.syspath_prepend(TOOLS)
    found = importlib.import_module("translations")
    monkeypatch.setattr(found, "ROOT", tmp_path)
    package = tmp_path / "src/communesplone.example/src/communesplone/example"
    package.mkdir(parents=True)
    for name, text in FILES.items():
        (package / name).write_text(text)
    return found


def run(tool, monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["translations.py", *arguments])
    return tool.main()


def package_of(tool):
    return next(tool.packages())


def test_messages_are_read_from_python_templates_zcml_and_genericsetup(tool):
    assert set(tool.wanted_of(package_of(tool))) == FOUND


def test_update_writes_what_is_missing_and_drops_what_is_obsolete(tool, monkeypatch):
    path = tool.catalogue_path(package_of(tool), "fr")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Meeting"\nmsgstr "Séance"\n\nmsgid "Gone"\nmsgstr "Parti"\n')
    run(tool, monkeypatch)
    catalogue = tool.read(path)
    assert set(catalogue) == FOUND
    assert catalogue["Meeting"] == "Séance"
    assert '#. Default: "Too late"' in path.read_text()


def test_check_fails_until_french_is_complete(tool, monkeypatch, capsys):
    assert run(tool, monkeypatch, "--check") == 1
    assert "example (nl): missing 'Meeting', from types.xml" in capsys.readouterr().out
    run(tool, monkeypatch)
    assert run(tool, monkeypatch, "--check") == 1
    assert "example (fr): not translated 'Meeting'" in capsys.readouterr().out
    path = tool.catalogue_path(package_of(tool), "fr")
    wanted = tool.wanted_of(package_of(tool))
    path.write_text(tool.write("fr", wanted, {key: f"« {key} »" for key in wanted}))
    assert run(tool, monkeypatch, "--check") == 0


def test_check_names_an_obsolete_message_and_a_lost_variable(tool, monkeypatch, capsys):
    run(tool, monkeypatch)
    path = tool.catalogue_path(package_of(tool), "de")
    text = path.read_text().replace('${date}"\nmsgstr ""', '${date}"\nmsgstr "vom ${datum}"')
    path.write_text(text + '\nmsgid "Gone"\nmsgstr "Weg"\n')
    assert run(tool, monkeypatch, "--check") == 1
    said = capsys.readouterr().out
    assert "example (de): obsolete 'Gone'" in said
    assert "example (de): other ${variables} than in 'Minutes of ${date}'" in said


def test_check_writes_nothing(tool, monkeypatch):
    run(tool, monkeypatch, "--check")
    assert not (package_of(tool) / "locales").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [("bad.py", "_(name)\n"), ("bad.pt", '<p i18n:translate="">Go <a href="#">there</a></p>')],
)
def test_text_that_cannot_be_translated_is_reported(tool, monkeypatch, capsys, name, text):
    (package_of(tool) / name).write_text(text)
    assert run(tool, monkeypatch, "--check") == 1
    assert name in capsys.readouterr().out
