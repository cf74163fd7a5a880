"""`communes remove`: a site, its hosts and its line in the hub, after an export."""

from communesplone.cli import environment
from communesplone.cli.errors import CommandError
from communesplone.cli.sites import record
from communesplone.cli.sites import SiteRecord
from communesplone.cli.transfer.export import export
from communesplone.cli.zope import commit
from communesplone.cli.zope import fresh
from communesplone.cli.zope import zope_app
from communesplone.core.hosts import set_hosts
from communesplone.policy.hub import forget_commune
from datetime import datetime
from datetime import UTC
from OFS.Application import Application
from pathlib import Path
import click


@click.command()
@click.argument("site_id", metavar="ID")
@click.option("--name", help="The name of the site, typed here instead of at the question.")
def remove(site_id: str, name: str | None) -> None:
    """Remove a site for good; its name must be typed.

    The site is first exported to var/exports/: `communes import` brings it back.
    """
    with zope_app() as app:
        found = record(app, site_id)
        expected = found.name or site_id
        typed = name if name is not None else _ask(found, expected)
        if typed.strip() != expected:
            raise CommandError(
                f"“{typed}” is not the name of {site_id}. Nothing was removed.",
                f"Type it as it is written: {expected}",
            )
        saved = _export(app, found)
        app = fresh(app)
        commit(app, lambda: delete(app, site_id), f"remove {site_id}")
    click.echo(f"removed  {site_id}")
    if saved:
        click.echo(f"    →  communes import {saved}   brings it back")


def _ask(found: SiteRecord, expected: str) -> str:
    reached = f", reached at {', '.join(found.hosts)}" if found.hosts else ""
    click.echo(f"This removes {found.id}{reached}, with its content and its accounts.")
    return click.prompt(f"Type the name “{expected}” to go on", prompt_suffix=": ")


def _export(app: Application, found: SiteRecord) -> Path | None:
    """Export the site and return the file; None for a Plone site that is none of ours."""
    if found.identity is None:
        return None
    folder = environment.var() / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return export(app, found.id, folder / f"{found.id}-{moment}.zip").path


def delete(app: Application, site_id: str) -> None:
    """Take a site, its hosts and its line in the hub out, in the current transaction."""
    set_hosts(app, site_id, ())
    forget_commune(app, site_id)
    app._delObject(site_id)
