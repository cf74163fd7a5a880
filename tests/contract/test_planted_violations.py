"""Each rule is silent on a healthy house, and names the violation planted in it."""

from checks.rules import RULES
from checks.templates import stock
import pytest
import subprocess


NEWS = "src/communesplone.news/src/communesplone/news"
CORE = "src/communesplone.core/src/communesplone/core"
BROWSER = '<configure xmlns:browser="http://namespaces.zope.org/browser">{}</configure>'
PLONE = '<configure xmlns:plone="http://namespaces.plone.org/plone">{}</configure>'
LAYER = 'layer=".interfaces.ILayer"'
COPIED = stock()["main_template.pt"][0].read_text()
GREEN = '<configure xmlns="http://namespaces.zope.org/zope">{}</configure>'
CATALOGUE = f"{NEWS}/locales/{{}}/LC_MESSAGES/communesplone.po"
VERSION = "<metadata><version>{}</version></metadata>"

# Rule, planted files, what the sentence must contain.
PLANTED = [
    ("who imports whom", {f"{NEWS}/a.py": "from communesplone.policy import x\n"}, "a.py:1"),
    (
        "who imports whom",
        {f"{CORE}/a.py": "def late():\n    import communesplone.news.views\n"},
        "core/a.py:2",
    ),
    (
        "who imports whom",
        {f"{NEWS}/a.zcml": GREEN.format('<adapter for="communesplone.policy.I" />')},
        "a.zcml:1",
    ),
    (
        "who imports whom",
        {
            f"{NEWS}/profiles/default/metadata.xml": (
                "<metadata><dependencies>"
                "<dependency>profile-communesplone.policy:default</dependency>"
                "</dependencies></metadata>"
            )
        },
        "metadata.xml:1",
    ),
    (
        "who imports whom",
        {
            "src/communesplone.core/pyproject.toml": (
                '[project]\nname = "communesplone.core"\nversion = "1.0"\n'
                'dependencies = ["communesplone.news>=1"]\n'
            )
        },
        "communesplone.core/pyproject.toml",
    ),
    (
        "parts of an add-on",
        {f"{NEWS}/profiles/default/metadata.xml": "<metadata />"},
        "lacks src/communesplone/news/profiles/uninstall",
    ),
    ("parts of an add-on", {"src/communesplone.news/setup.py": ""}, "must not have setup.py"),
    (
        "parts of an add-on",
        {"src/communesplone.news/src/communesplone/__init__.py": ""},
        "must not have src/communesplone/__init__.py",
    ),
    ("tool declared once", {f"{NEWS}/configure.zcml": GREEN.format("")}, "0 times"),
    ("tool declared once", {f"{NEWS}/again.zcml": GREEN.format("<tool />")}, "2 times"),
    (
        "configure.zcml includes only",
        {f"{NEWS}/configure.zcml": GREEN.format("<tool /><subscriber />")},
        "<subscriber>",
    ),
    (
        "three permissions at most",
        {f"{NEWS}/p.zcml": GREEN.format('<permission id="a" />' * 4)},
        "4 permissions",
    ),
    (
        "an upgrade step per profile version",
        {f"{NEWS}/profiles/default/metadata.xml": VERSION.format("1002")},
        "from 1000 to 1001",
    ),
    (
        "an upgrade step per profile version",
        {
            f"{NEWS}/profiles/default/metadata.xml": VERSION.format("1000"),
            f"{NEWS}/upgrades.zcml": (
                '<configure xmlns:genericsetup="http://namespaces.zope.org/genericsetup">'
                '<genericsetup:upgradeStep profile="communesplone.news:default" source="1000"'
                ' destination="1001" /></configure>'
            ),
        },
        "does not fit version 1000",
    ),
    (
        "an upgrade step per profile version",
        {f"{NEWS}/profiles/default/metadata.xml": VERSION.format("1.0")},
        "a number from 1000 on",
    ),
    (
        "layer on every view",
        {f"{NEWS}/b.zcml": BROWSER.format('<browser:page name="x" />')},
        "<page x>",
    ),
    (
        "layer on every view",
        {f"{NEWS}/b.zcml": BROWSER.format('<browser:viewlet name="x" layer="plone.I" />')},
        "<viewlet x>",
    ),
    (
        "layer on every view",
        {f"{NEWS}/b.zcml": PLONE.format('<plone:service name="@x" />')},
        "<service @x>",
    ),
    (
        "permission on every view",
        {f"{NEWS}/b.zcml": BROWSER.format(f'<browser:page name="x" {LAYER} />')},
        "needs permission",
    ),
    (
        "permission on every view",
        {
            f"{NEWS}/b.zcml": BROWSER.format(
                f'<browser:page name="x" {LAYER} for="*" permission="zope2.View" />'
            )
        },
        "open to anyone",
    ),
    (
        "a test names every view",
        {"src/communesplone.news/tests/test_views.py": "PAGE = '/news-list-more'\n"},
        "'news-list'",
    ),
    (
        "no commit but in jobs and the command line",
        {f"{NEWS}/a.py": "import transaction as t\nt.commit()\n"},
        "a.py:2",
    ),
    (
        "no commit but in jobs and the command line",
        {f"{CORE}/a.py": "import transaction\ntransaction.get().commit()\n"},
        "a.py:2",
    ),
    (
        "no commit but in jobs and the command line",
        {f"{CORE}/a.py": "from transaction import commit\n"},
        "a.py:1",
    ),
    (
        "a reason beside every way around security",
        {f"{NEWS}/a.py": "# No reason given here.\n\nfound = site.unrestrictedTraverse('x')\n"},
        "a.py:3 unrestrictedTraverse",
    ),
    (
        "a reason beside every way around security",
        {f"{NEWS}/a.py": "def f():\n    with api.env.adopt_roles(['A']):\n        go()  # x\n"},
        "a.py:2 adopt_roles",
    ),
    ("length of modules", {"tools/long.py": "x = 1\n" * 401}, "401 lines"),
    ("every word can be translated", {f"{NEWS}/a.pt": "<p>\nHello <b>x1</b></p>"}, "'Hello'"),
    (
        "every word can be translated",
        {f"{NEWS}/a.pt": '<img alt="Town hall" i18n:attributes="title" />'},
        "'Town hall'",
    ),
    ("copies of Plone's templates are current", {f"{NEWS}/main_template.pt": COPIED}, "a copy of"),
    (
        "copies of Plone's templates are current",
        {f"{NEWS}/a.pt": "<!-- Copy of plone.api:__init__.py sha256:" + 64 * "0" + " -->"},
        "has changed",
    ),
    (
        "copies of Plone's templates are current",
        {f"{NEWS}/a.pt": "<!-- Copy of plone.api:gone.pt sha256:" + 64 * "0" + " -->"},
        "not there any more",
    ),
    (
        "catalogues complete and in step",
        {f"{NEWS}/a.py": 'from communesplone.core import _\nTITLE = _("Market day")\n'},
        "(de): missing 'Market day'",
    ),
    (
        "catalogues complete and in step",
        {
            f"{NEWS}/a.py": 'from communesplone.core import _\nTITLE = _("Market day")\n',
            CATALOGUE.format("fr"): 'msgid "Market day"\nmsgstr ""\n',
        },
        "(fr): not translated 'Market day'",
    ),
    (
        "one translation of each message",
        {
            CATALOGUE.format("fr"): 'msgid "Alerts"\nmsgstr "Alertes"\n',
            CATALOGUE.format("fr").replace("news", "core"): 'msgid "Alerts"\nmsgstr "Alerts"\n',
        },
        "fr: 'Alerts' is",
    ),
    ("lists of add-ons in step", {"setup.py": 'ADD_ONS = []\nsetup(version="1.0")\n'}, "setup.py"),
    (
        "lists of add-ons in step",
        {f"{NEWS}/profiles/default/metadata.xml": "<metadata />"},
        "policy/profiles/default/metadata.xml",
    ),
    (
        "one version",
        {"policy/pyproject.toml": '[project]\nname = "communesplone.policy"\nversion = "0.9"\n'},
        "communesplone.policy is version 0.9",
    ),
]


@pytest.mark.parametrize("title", RULES)
def test_a_healthy_house_keeps(title, plant):
    assert RULES[title](plant({})) == []


@pytest.mark.parametrize(("title", "files", "expected"), PLANTED)
def test_a_planted_violation_is_named(title, files, expected, plant):
    found = RULES[title](plant(files))
    assert [sentence for sentence in found if expected in sentence], found


def test_code_without_a_word_for_the_changelog_is_named(plant):
    root = plant({"news/README.md": ""})
    git(root, "init", "--initial-branch=main")
    commit(root)
    git(root, "tag", "1.0")
    (root / NEWS / "a.py").write_text("x = 1\n")
    assert "news/" in RULES["a news fragment"](root)[0]
    (root / "news" / "+x.feature.md").write_text("News has an x.\n")
    assert RULES["a news fragment"](root) == []


def test_on_a_branch_the_fragment_is_asked_of_the_branch(plant):
    root = plant({"news/+old.feature.md": "An older change.\n"})
    git(root, "init", "--initial-branch=main")
    commit(root)
    git(root, "checkout", "-b", "change")
    (root / NEWS / "a.py").write_text("x = 1\n")
    commit(root)
    assert RULES["a news fragment"](root)


def test_every_rule_has_a_planted_violation():
    assert {title for title, _, _ in PLANTED} | {"a news fragment"} == set(RULES)


ALLOWED = [
    (
        "a reason beside every way around security",
        {f"{NEWS}/a.py": "# A job shows nothing.\nfor x in find():\n    c.adopt_roles(x)\n"},
    ),
    (
        "a reason beside every way around security",
        {f"{NEWS}/a.py": 'def f(c):\n    """Unrestricted: dates."""\n    c.adopt_roles()\n'},
    ),
    (
        "no commit but in jobs and the command line",
        {f"{CORE}/jobs/run.py": "import transaction\ntransaction.commit()\n"},
    ),
    (
        "a reason beside every way around security",
        {f"{NEWS}/a.py": "# Titles of public items only.\nx = site.unrestrictedTraverse('x')\n"},
    ),
    (
        "every word can be translated",
        {f"{NEWS}/a.pt": '<p i18n:translate="">Hello <b i18n:name="who">${view/who}</b></p>'},
    ),
    (
        "every word can be translated",
        {f"{NEWS}/a.pt": '<a title="x1">${python: "Hello"}</a><p translate="no">Namur</p>'},
    ),
    (
        "every word can be translated",
        {f"{NEWS}/a.pt": '<tal:block content="view/text">Dummy</tal:block>'},
    ),
    (
        "layer on every view",
        {
            f"{NEWS}/b.zcml": BROWSER.format(
                "<!-- No layer: Zope's root has none. --><browser:page name='news-list' />"
            )
        },
    ),
]


@pytest.mark.parametrize(("title", "files"), ALLOWED)
def test_what_is_allowed_is_not_named(title, files, plant):
    assert RULES[title](plant(files)) == []


def git(root, *arguments):
    subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True)


def commit(root):
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-m", "Begin")
