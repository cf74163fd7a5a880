"""A site after an add-on was installed and uninstalled is the site it was; upgrades may repeat."""

from checks.house import add_ons
from checks.site_state import harm_of_steps
from checks.site_state import traces_of_profile
from pathlib import Path
from Products.GenericSetup import profile_registry
from Products.GenericSetup.interfaces import EXTENSION
from Products.GenericSetup.upgrade import _registerUpgradeStep
from Products.GenericSetup.upgrade import _upgrade_registry
from Products.GenericSetup.upgrade import UpgradeStep
from types import ModuleType
import pytest
import sys


HOME = Path(__file__).resolve().parent.parent.parent
INSTALLED = [add_on.name for add_on in add_ons(HOME) if add_on.has_profile]
PROFILES = [
    f"{add_on.name}:{metadata.parent.name}"
    for add_on in add_ons(HOME)
    for metadata in sorted((add_on.package / "profiles").glob("*/metadata.xml"))
]
PLANTED = "communesplone.planted:default"
RECORD = """\
<registry>
  <record name="communesplone.planted.record">
    <field type="plone.registry.field.Int"><title>Planted</title></field>
    <value>1</value>
  </record>
</registry>
"""


@pytest.fixture
def integration(bare_integration):
    return bare_integration


@pytest.mark.parametrize("name", INSTALLED)
def test_install_and_uninstall_leave_no_trace(portal, name):
    if traces := traces_of_profile(portal, name):
        pytest.fail("\n".join(traces), pytrace=False)


@pytest.mark.parametrize("profile", PROFILES)
def test_upgrade_steps_run_twice_without_harm(portal, profile):
    portal.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
    if harm := harm_of_steps(portal.portal_setup, profile):
        pytest.fail("\n".join(harm), pytrace=False)


@pytest.fixture
def planted(portal, tmp_path, monkeypatch):
    """A profile that its uninstall profile forgets to undo."""
    package = ModuleType("communesplone.planted")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "communesplone.planted", package)
    folder = tmp_path / "planted"
    for name in ("default", "uninstall"):
        (folder / name).mkdir(parents=True)
        profile_registry.registerProfile(
            name, "Planted", "", str(folder / name), "communesplone.planted", EXTENSION
        )
    (folder / "default" / "metadata.xml").write_text("<metadata><version>1</version></metadata>")
    (folder / "default" / "registry.xml").write_text(RECORD)
    yield "communesplone.planted"
    for name in ("default", "uninstall"):
        profile_registry.unregisterProfile(name, "communesplone.planted")


def test_a_record_that_stays_after_uninstall_is_named(portal, planted):
    assert "left behind: registry communesplone.planted.record" in traces_of_profile(
        portal, planted
    )


@pytest.fixture
def step():
    """A function that plants an upgrade step."""

    def plant(handler):
        _registerUpgradeStep(UpgradeStep("Planted", PLANTED, "1", "2", "", handler))

    yield plant
    _upgrade_registry.getUpgradeStepsForProfile(PLANTED).clear()


def append_a_page(setup):
    record = setup.aq_parent.portal_registry.records["plone.default_page"]
    record.value = [*record.value, "planted"]


def delete_an_index(setup):
    setup.aq_parent.portal_catalog.delIndex("Subject")


def test_a_step_that_adds_twice_is_named(portal, step):
    step(append_a_page)
    (harm,) = harm_of_steps(portal.portal_setup, PLANTED)
    assert "changed: registry plone.default_page" in harm


def test_a_step_that_fails_the_second_time_is_named(portal, step):
    step(delete_an_index)
    (harm,) = harm_of_steps(portal.portal_setup, PLANTED)
    assert harm.startswith("communesplone.planted:default to 2: ")
