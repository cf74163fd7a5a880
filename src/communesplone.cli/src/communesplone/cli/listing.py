"""`communes list` and `communes show`."""

from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_pairs
from communesplone.cli.output import print_table
from communesplone.cli.sites import record
from communesplone.cli.sites import records
from communesplone.cli.sites import SiteRecord
from communesplone.cli.versions import installed_profiles
from communesplone.cli.zope import zope_app
from dataclasses import asdict
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import setSite
import click


@click.command(name="list")
@click.option("--kind", type=click.Choice(["commune", "hub", "other"]), help="Only these sites.")
@json_option
def list_sites(kind: str | None, as_json: bool) -> None:
    """List the sites: id, NIS code, name, language of administration, hosts (main first)."""
    with zope_app() as app:
        found = [site for site in records(app) if kind in (None, site.kind)]
    if as_json:
        print_json({"sites": [site.as_json() for site in found]})
        return
    if not found:
        click.echo("No site yet. `communes add NAME` creates a commune.")
        return
    print_table(
        ("ID", "KIND", "NIS", "NAME", "LANGUAGE", "HOSTS"),
        [(s.id, s.kind, _nis(s), s.name, _language(s), s.hosts) for s in found],
    )


def _nis(site: SiteRecord) -> str:
    return site.identity.nis if site.identity else ""


def _language(site: SiteRecord) -> str:
    return "+".join(site.identity.languages) if site.identity else ""


@click.command()
@click.argument("site_id", metavar="ID")
@json_option
def show(site_id: str, as_json: bool) -> None:
    """Show one site: identity, hosts, content, accounts, profile versions."""
    with zope_app() as app:
        found = record(app, site_id)
        data = describe(app[site_id], found)
    if as_json:
        print_json({"site": data})
        return
    profiles = data.pop("profiles")
    names = data.pop("names")
    print_pairs(data | {f"name ({language})": name for language, name in names.items()})
    click.echo()
    print_table(("PROFILE", "VERSION"), profiles.items())


def describe(site: PloneSite, found: SiteRecord) -> dict[str, Any]:
    """Return what `show` tells of a site, as plain data."""
    setSite(site)
    identity = asdict(found.identity) if found.identity else {"names": {}}
    identity.pop("kind", None)
    return {
        **found.as_json(),
        **identity,
        "title": site.Title(),
        "items": len(site.portal_catalog),
        "accounts": len(api.user.get_users()),
        "created": site.created().ISO8601(),
        "profiles": installed_profiles(site),
    }
