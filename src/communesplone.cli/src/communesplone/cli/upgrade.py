"""`communes upgrade`: each site in one transaction, what fails left as it was."""

from collections.abc import Sequence
from communesplone.cli.output import each
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.sites import current_site
from communesplone.cli.sites import get_site
from communesplone.cli.sites import site_ids
from communesplone.cli.versions import pending
from communesplone.cli.versions import upgrade_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import fresh
from communesplone.cli.zope import zope_app
from communesplone.core.changes import touch
from communesplone.core.tool import Upgraded
from OFS.Application import Application
from typing import Any
from zope.event import notify
import click
import logging
import sys
import time


logger = logging.getLogger(__name__)


@click.command()
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every site.")
@json_option
def upgrade(ids: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Bring the profiles of sites to the installed version.

    One transaction per site: a site that fails is left as it was and named, the others go on.
    """
    if bool(ids) == everything:
        raise click.UsageError("Give the ids of sites, or --all.")
    with zope_app() as app:
        for site_id in ids:
            get_site(app, site_id)
        chosen = site_ids(app) if everything else list(dict.fromkeys(ids))
        results = each(
            chosen, lambda site_id: upgrade_one(app, site_id), _line, name=str, quiet=as_json
        )
    if as_json:
        print_json({"sites": results})
    _exit(results)


def upgrade_one(app: Application, site_id: str) -> dict[str, Any]:
    """Upgrade one site.

    :returns: `id`, `status` (upgraded, current, failed), `profiles` (from and to by profile
        id), `seconds`, `error`.
    """
    app = fresh(app)
    start = time.perf_counter()
    result: dict[str, Any] = {"id": site_id, "status": "current", "profiles": {}, "error": ""}
    try:
        result["profiles"] = commit(app, lambda: _upgrade(app, site_id), f"upgrade {site_id}")
        result["status"] = "upgraded" if result["profiles"] else "current"
    except Exception as failure:
        logger.exception("%s was not upgraded", site_id)
        result["status"] = "failed"
        result["error"] = f"{type(failure).__name__}: {failure}"
    return result | {"seconds": round(time.perf_counter() - start, 3)}


def _upgrade(app: Application, site_id: str) -> dict[str, list[str]]:
    with current_site(app, site_id) as site:
        todo = pending(site)
        if todo:
            upgrade_site(site, list(todo))
            touch(site)
            notify(Upgraded(site))
        return {profile: list(versions) for profile, versions in todo.items()}


def _line(result: dict[str, Any]) -> str:
    if result["status"] == "failed":
        return f"{click.style('failed', fg='red')}    {result['id']}  {result['error']}"
    moves = ", ".join(f"{name} {old} → {new}" for name, (old, new) in result["profiles"].items())
    return f"{result['status']:<8}  {result['id']}  {moves}".rstrip()


def _exit(results: Sequence[dict[str, Any]]) -> None:
    failed = [result["id"] for result in results if result["status"] == "failed"]
    if failed:
        click.echo(f"Left as they were: {', '.join(failed)}.", err=True)
        click.echo("    →  var/log/communes.log says why", err=True)
        sys.exit(1)
