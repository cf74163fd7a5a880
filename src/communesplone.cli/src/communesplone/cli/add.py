"""`communes add`: communes from the reference data."""

from collections.abc import Sequence
from communesplone.cli import environment
from communesplone.cli.creation import create
from communesplone.cli.creation import Plan
from communesplone.cli.creation import plans
from communesplone.cli.errors import CommandError
from communesplone.cli.hosts import host_names
from communesplone.cli.output import each
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.zope import zope_app
from communesplone.core.interfaces import CommunesError
from communesplone.core.reference import find
from communesplone.core.reference import ReferenceCommune
from communesplone.core.reference import select
from typing import Any
import click
import sys


LANGUAGES = ("fr", "nl", "de", "en")


@click.command()
@click.argument("names", metavar="NIS|NAME…", nargs=-1)
@click.option("--province", help="Every commune of a province, such as namur or liège.")
@click.option("--region", help="Every commune of a region, such as wallonia.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    callback=host_names,
    help="Its host, instead of <id>.localhost (or <id>.$COMMUNES_DOMAIN). Several: main first.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Instead of its language of administration."
)
@click.option("--demo", is_flag=True, help="Fill it with fictitious content, marked as such.")
@json_option
def add(
    names: tuple[str, ...],
    province: str | None,
    region: str | None,
    hosts: tuple[str, ...],
    language: str | None,
    demo: bool,
    as_json: bool,
) -> None:
    """Create communes: by NIS code or name, or all those of a province or region.

    Accents and case do not matter in names. A commune that exists is reported and skipped, so
    an interrupted command is simply given again.
    """
    if bool(names) + bool(province) + bool(region) != 1:
        raise click.UsageError("Give NIS codes or names, or --province, or --region.")
    communes = chosen(names, province, region)
    if hosts and len(communes) != 1:
        raise click.UsageError("--host goes with one commune only.")
    with zope_app() as app:
        todo = plans(
            app,
            communes,
            hosts=hosts,
            domain=environment.domain(),
            language=language,
            demo=demo,
        )
        results = each(
            todo,
            lambda plan: create(app, plan),
            _line,
            name=lambda plan: plan.commune.name,
            quiet=as_json,
        )
    _report(todo, results, as_json=as_json)


def chosen(
    names: Sequence[str], province: str | None, region: str | None
) -> tuple[ReferenceCommune, ...]:
    """Return the communes meant, each once, in the order asked.

    :raises CommunesError: an unknown or ambiguous name; all of them are named at once.
    """
    if province or region:
        return tuple(select(province=province, region=region))
    found, errors = {}, []
    for name in names:
        try:
            commune = find(name)
        except CommunesError as error:
            errors.append(error)
        else:
            found[commune.nis] = commune
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise CommandError("\n       ".join(map(str, errors)), "Nothing was written.")
    return tuple(found.values())


def _line(result: dict[str, Any]) -> str:
    where = result["hosts"][0] if result["hosts"] else "no host"
    if result["status"] == "created":
        return f"created  {result['id']}  {where}  {result['seconds']:.1f} s"
    if result["status"] == "existing":
        return f"exists   {result['id']}  {where}"
    return f"{click.style('failed', fg='red')}   {result['id']}  {result['error']}"


def _report(todo: Sequence[Plan], results: list[dict[str, Any]], *, as_json: bool) -> None:
    failed = [result for result in results if result["status"] == "failed"]
    if as_json:
        print_json({"communes": results})
    elif len(todo) > 1:
        counts = {
            status: sum(result["status"] == status for result in results)
            for status in ("created", "existing", "failed")
        }
        click.echo(", ".join(f"{count} {status}" for status, count in counts.items() if count))
    if failed:
        if not as_json:
            click.echo("    →  the same command again creates those that failed", err=True)
        sys.exit(1)
