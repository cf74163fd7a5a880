"""Versions of the profiles of a site: ours, and those of Plone."""

from communesplone.cli.errors import CommandError
from Products.CMFPlone.Portal import PloneSite


PREFIX = "communesplone."
PLONE = "Products.CMFPlone:plone"


def installed_profiles(site: PloneSite) -> dict[str, str]:
    """Return the version of each installed profile of ours, by profile id, sorted."""
    tool = site.portal_setup
    found = {}
    for info in tool.listProfileInfo():
        profile = info["id"]
        if not profile.startswith(PREFIX) or profile.endswith(":uninstall"):
            continue
        version = tool.getLastVersionForProfile(profile)
        if version != "unknown":
            found[profile] = ".".join(version)
    return dict(sorted(found.items()))


def pending(site: PloneSite) -> dict[str, tuple[str, str]]:
    """Return the profiles that are behind, Plone's own first: `{id: (version, expected)}`."""
    tool = site.portal_setup
    behind = {}
    migration = site.portal_migration
    if migration.needUpgrading():
        behind[PLONE] = (migration.getInstanceVersion(), migration.getFileSystemVersion())
    for profile, version in installed_profiles(site).items():
        steps = tool.listUpgrades(profile, simple=True)
        if steps:
            behind[profile] = (version, ".".join(steps[-1].dest))
    return behind


def upgrade_site(site: PloneSite, profiles: list[str]) -> None:
    """Run the upgrade steps of these profiles in the current transaction.

    :raises CommandError: a profile is still behind afterwards.
    """
    for profile in profiles:
        if profile == PLONE:
            site.portal_migration.upgrade(swallow_errors=False)
        else:
            site.portal_setup.upgradeProfile(profile)
    left = pending(site)
    if left:
        raise CommandError(f"Still behind after the upgrade: {', '.join(left)}.")
