"""Writing a site to one file."""

from communesplone.cli import environment
from communesplone.cli.errors import CommandError
from communesplone.cli.sites import current_site
from communesplone.cli.sites import record
from communesplone.cli.transfer import accounts
from communesplone.cli.transfer import archive
from communesplone.cli.transfer import content
from communesplone.cli.transfer import kept
from communesplone.cli.transfer import outbox
from communesplone.cli.transfer import redirects
from communesplone.cli.transfer import registry
from communesplone.cli.transfer import structure
from communesplone.cli.versions import installed_profiles
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from OFS.Application import Application
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from tempfile import TemporaryDirectory
from typing import Any
import importlib.metadata


@dataclass(frozen=True)
class Exported:
    """What was written: the file, how many items and accounts."""

    path: Path
    items: int
    accounts: int


def export(app: Application, site_id: str, target: Path) -> Exported:
    """Write a site to `target`; nothing in the database changes.

    :raises SiteNotFound: no such site.
    :raises CommandError: `target` exists, or cannot be written.
    """
    found = record(app, site_id)
    if found.identity is None:
        raise CommandError(f"{site_id} is neither a commune nor the hub: it cannot be exported.")
    if target.exists():
        raise CommandError(f"{target} exists already.", "Choose another name, or move it away.")
    if not target.parent.is_dir():
        raise CommandError(f"There is no folder {target.parent}.", "Make it first.")
    with current_site(app, site_id) as site, TemporaryDirectory(dir=_workshop()) as made:
        folder = Path(made)
        items, users = _write_parts(app, site, folder)
        archive.write(folder, target, _manifest(site, found.as_json()))
    return Exported(target, items, users)


def _workshop() -> Path:
    """Return the folder where exports are put together: on the disk of var, for its room."""
    folder = environment.var() / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write_parts(app: Application, site: PloneSite, folder: Path) -> tuple[int, int]:
    content.prepare(app)
    content.dump(site, folder)
    inventory = structure.inventory(site)
    _check_complete(site, inventory, folder)
    users = accounts.dump(site)
    archive.write_json(folder, "inventory.json", inventory)
    archive.write_json(folder, "structure.json", structure.dump(site))
    archive.write_json(folder, "accounts.json", users)
    archive.write_json(folder, "settings.json", registry.dump(site))
    archive.write_json(folder, "redirects.json", redirects.dump(site))
    archive.write_json(folder, "jobs.json", outbox.dump(site))
    archive.write_json(folder, kept.NAME, kept.dump(site))
    return len(inventory), len(users["users"])


def _check_complete(site: PloneSite, inventory: dict[str, Any], folder: Path) -> None:
    """Refuse an export that lost an item: the exporter asks the catalog, which may be wrong."""
    missing = [
        path
        for path, (uid, *_) in inventory.items()
        if not (folder / "content" / uid / "data.json").exists()
    ]
    if missing:
        raise CommandError(
            f"The catalog of {site.getId()} does not know {missing[0]}.",
            f"communes doctor --mend catalog {site.getId()}",
        )


def _manifest(site: PloneSite, described: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": importlib.metadata.version("communesplone.cli"),
        "plone": importlib.metadata.version("Products.CMFPlone"),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "site": described | {"title": site.title},
        "profiles": installed_profiles(site),
    }
