"""Versions of our profiles in a site."""

from Products.CMFPlone.Portal import PloneSite


PREFIX = "communesplone."


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
