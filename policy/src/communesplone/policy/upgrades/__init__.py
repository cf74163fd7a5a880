"""Upgrades of a site: which of our profiles are behind, and bringing them up to date.

One module per profile version, `v1001.py` and on; each step is safe to run twice.
"""

from communesplone.core.interfaces import CommunesError
from Products.CMFPlone.Portal import PloneSite


OURS = "communesplone."
PLONE = "Products.CMFPlone:plone"


class UpgradeError(CommunesError):
    """A profile is still behind after its upgrade."""


def pending(site: PloneSite) -> dict[str, tuple[str, str]]:
    """Return the profiles that are behind: version of the site and that of the code, by id."""
    setup = site.portal_setup
    behind: dict[str, tuple[str, str]] = {}
    if site.portal_migration.needUpgrading():
        migration = site.portal_migration
        behind[PLONE] = (migration.getInstanceVersion(), migration.getFileSystemVersion())
    for profile in sorted(info["id"] for info in setup.listProfileInfo()):
        steps = setup.listUpgrades(profile, simple=True) if profile.startswith(OURS) else ()
        if steps and setup.getLastVersionForProfile(profile) != "unknown":
            behind[profile] = (
                ".".join(setup.getLastVersionForProfile(profile)),
                ".".join(steps[-1].dest),
            )
    return behind


def run(site: PloneSite) -> dict[str, tuple[str, str]]:
    """Bring all profiles up to date, Plone's own first, in the current transaction.

    :returns: what was pending.
    :raises UpgradeError: a profile is still behind.
    """
    todo = pending(site)
    for profile in todo:
        if profile == PLONE:
            site.portal_migration.upgrade(swallow_errors=False)
        else:
            site.portal_setup.upgradeProfile(profile)
    if left := pending(site):
        raise UpgradeError(f"Still behind after the upgrade: {', '.join(left)}.")
    return todo
