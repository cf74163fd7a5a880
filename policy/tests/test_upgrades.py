from communesplone.policy.upgrades import pending
from communesplone.policy.upgrades import run
import pytest


PROFILE = "communesplone.policy:default"


@pytest.fixture
def behind(portal):
    """A site of the version before."""
    portal.portal_setup.setLastVersionForProfile(PROFILE, ("1000",))
    return portal


def test_a_new_site_is_up_to_date(portal):
    assert PROFILE not in pending(portal)


def test_what_is_behind_is_named_with_its_versions(behind):
    current = behind.portal_setup.getVersionForProfile(PROFILE)
    assert pending(behind)[PROFILE] == ("1000", current)


def test_an_upgrade_leaves_nothing_behind(behind):
    assert PROFILE in run(behind)
    assert pending(behind) == {}
    assert run(behind) == {}


def test_profiles_that_are_not_installed_are_not_upgraded(portal):
    assert "communesplone.policy:hub" not in pending(portal)
