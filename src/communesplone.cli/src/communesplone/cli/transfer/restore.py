"""Making a site from an exported file: one transaction, all of it or nothing."""

from communesplone.cli import environment
from communesplone.cli.errors import ArchiveError
from communesplone.cli.errors import CommandError
from communesplone.cli.hosts import check_free
from communesplone.cli.sites import current_site
from communesplone.cli.transfer import accounts
from communesplone.cli.transfer import archive
from communesplone.cli.transfer import content
from communesplone.cli.transfer import kept
from communesplone.cli.transfer import outbox
from communesplone.cli.transfer import redirects
from communesplone.cli.transfer import registry
from communesplone.cli.transfer import structure
from communesplone.cli.versions import pending
from communesplone.cli.versions import upgrade_site
from communesplone.cli.zope import in_next_commit
from communesplone.core.changes import touch
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import find
from communesplone.policy.hub import register_commune
from communesplone.policy.sites import create_commune
from communesplone.policy.sites import create_hub
from OFS.Application import Application
from pathlib import Path
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from tempfile import TemporaryDirectory
from typing import Any
import re


def restore(
    app: Application, source: Path, site_id: str | None, hosts: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Make a site from `source` and return its id and hosts.

    :param site_id: another id than it had.
    :param hosts: other hosts than it had.
    :raises CommandError: the id or a host is taken; nothing was written.
    :raises ArchiveError: the file is foreign, damaged, or of a later version.
    """
    described = archive.read_manifest(source)["site"]
    new_id = site_id or described["id"]
    wanted = hosts or _hosts(described, new_id)
    _refuse_taken(app, new_id)
    check_free(app, new_id, wanted)
    workshop = environment.var() / "exports"
    workshop.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=workshop) as made:
        folder = Path(made)
        manifest = archive.unpack(source, folder)
        with in_next_commit(lambda: _fill(app, new_id, wanted, folder, manifest)):
            _create(app, new_id, described)
    return new_id, wanted


def _hosts(described: dict[str, Any], new_id: str) -> tuple[str, ...]:
    """Return the hosts it had; a copy under another id cannot have the same."""
    if new_id == described["id"] and described.get("hosts"):
        return tuple(described["hosts"])
    return (f"{new_id}.{environment.domain()}",)


def _refuse_taken(app: Application, site_id: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", site_id):
        raise CommandError(f"“{site_id}” cannot be an id: small letters, digits and hyphens only.")
    if hasattr(app, site_id):
        raise CommandError(
            f"There is already something called “{site_id}”. Nothing was written.",
            "Give it another id with --as, or remove the other first.",
        )


def _create(app: Application, site_id: str, described: dict[str, Any]) -> None:
    if described["kind"] == "hub":
        create_hub(app, site_id)
    else:
        create_commune(
            app, find(described["nis"]), site_id=site_id, language=described["language"]
        )


def _fill(
    app: Application,
    site_id: str,
    hosts: tuple[str, ...],
    folder: Path,
    manifest: dict[str, Any],
) -> None:
    content.prepare(app)
    with current_site(app, site_id) as site:
        _refuse_later(site, manifest)
        accounts.load(site, archive.read_json(folder, "accounts.json"))
        _clear(site)
        content.load(site, folder)
        registry.load(site, archive.read_json(folder, "settings.json"))
        redirects.load(site, archive.read_json(folder, "redirects.json"))
        structure.load(site, archive.read_json(folder, "structure.json"))
        outbox.load(site, archive.read_json(folder, "jobs.json"))
        if kept.is_in(folder):
            same_site = manifest["site"]["id"] == site_id
            kept.load(site, archive.read_json(folder, kept.NAME), same_site=same_site)
        site.title = manifest["site"].get("title", site.title)
        _check_complete(site, archive.read_json(folder, "inventory.json"))
        _upgrade(site, manifest)
        touch(site)
    set_hosts(app, site_id, hosts)
    register_commune(app, site_id)


def _refuse_later(site: PloneSite, manifest: dict[str, Any]) -> None:
    """Refuse the data of a profile that is newer than the one installed here."""
    tool = site.portal_setup
    for profile, version in manifest.get("profiles", {}).items():
        here = tool.getLastVersionForProfile(profile)
        if here == "unknown":
            raise ArchiveError(
                f"The site uses {profile}, which this installation does not have.",
                "Install the add-on, then import again.",
            )
        if _number(version) > _number(".".join(here)):
            raise ArchiveError(
                f"The site was exported by a later version: {profile} {version}, here "
                f"{'.'.join(here)}.",
                "Upgrade this installation first.",
            )


def _number(version: str) -> tuple[int, ...]:
    """Return a profile version in a form that sorts.

    :raises ArchiveError: it is not one.
    """
    try:
        return tuple(map(int, version.split(".")))
    except ValueError as error:
        raise ArchiveError(f"“{version}” is not the version of a profile.") from error


def _upgrade(site: PloneSite, manifest: dict[str, Any]) -> None:
    """Run the upgrade steps since the export: the new site's profiles are, its data is not."""
    for profile, version in manifest.get("profiles", {}).items():
        site.portal_setup.setLastVersionForProfile(profile, version)
    upgrade_site(site, list(pending(site)))


def _clear(site: PloneSite) -> None:
    """Take out the folders and pages that every new site begins with."""
    site.manage_delObjects([item.getId() for item in site.objectValues() if _is_content(item)])
    processQueue()


def _is_content(item: Any) -> bool:
    return bool(getattr(item.aq_base, "portal_type", None)) and hasattr(item.aq_base, "UID")


def _check_complete(site: PloneSite, expected: dict[str, Any]) -> None:
    """Compare what is there with what was exported.

    :raises ArchiveError: something was lost, added or is in another state.
    """
    found = structure.inventory(site)
    for path in sorted({*found, *expected}):
        if found.get(path) != expected.get(path):
            raise ArchiveError(
                f"{path} came back as {found.get(path)} instead of {expected.get(path)}.",
                "Nothing was written.",
            )
