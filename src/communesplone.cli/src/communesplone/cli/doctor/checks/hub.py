"""The hub's list of communes is not that of the sites that exist."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.policy.hub import communes
from communesplone.policy.hub import find_hub
from communesplone.policy.hub import forget_commune
from communesplone.policy.hub import identity_of
from communesplone.policy.hub import register_commune
from OFS.Application import Application


class Hub(InstallationCheck):
    """Compares both, by id and by name."""

    name = "hub"
    fine = "The hub lists the communes that exist"
    cost = "at once; writes the hub's list again, no commune is touched"

    def find(self, app: Application) -> Iterator[Finding]:
        missing, gone = _differences(app)
        if missing:
            yield self.finding(f"The hub does not list {', '.join(missing)} as they are.")
        if gone:
            yield self.finding(f"The hub lists what is not a commune: {', '.join(gone)}.")

    def mend(self, app: Application) -> str:
        missing, gone = _differences(app)
        for site_id in missing:
            register_commune(app, site_id)
        for site_id in gone:
            forget_commune(app, site_id)
        return f"The hub lists {len(missing)} more or anew, {len(gone)} less."


def _differences(app: Application) -> tuple[list[str], list[str]]:
    """Return the communes that the hub lacks or calls otherwise, and the ids it has too many."""
    hub = find_hub(app)
    if hub is None:
        return [], []
    listed = {commune.id: commune.name for commune in communes(hub)}
    there = {}
    for site_id in app.objectIds("Plone Site"):
        found = identity_of(app[site_id])
        if found is not None and found.kind == "commune":
            there[site_id] = found.name
    missing = sorted(site_id for site_id, name in there.items() if listed.get(site_id) != name)
    return missing, sorted(set(listed) - set(there))
