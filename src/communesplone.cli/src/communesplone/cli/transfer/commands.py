"""The two commands."""

from communesplone.cli.hosts import host_names
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import size_text
from communesplone.cli.transfer.export import export
from communesplone.cli.transfer.restore import restore
from communesplone.cli.zope import zope_app
from pathlib import Path
import click


@click.command(name="export")
@click.argument("site_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def export_site(site_id: str, file: Path, as_json: bool) -> None:
    """Write a site to FILE (.zip): content, files, users, settings, states, history.

    The file holds the password hashes of its users: only you can read it. Older versions of
    pages are not in it.
    """
    with zope_app() as app:
        done = export(app, site_id, file.absolute())
    size = done.path.stat().st_size
    if as_json:
        print_json({"id": site_id, "file": done.path, "items": done.items, "bytes": size})
        return
    click.echo(
        f"{site_id} → {done.path}  {done.items} items, {done.accounts} accounts, {size_text(size)}"
    )


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "site_id", metavar="ID", help="Another id than it had.")
@click.option(
    "--host", "hosts", multiple=True, callback=host_names, help="Instead of its hosts. Main first."
)
@json_option
def import_site(file: Path, site_id: str | None, hosts: tuple[str, ...], as_json: bool) -> None:
    """Make a site from FILE, which `communes export` wrote.

    All of it in one transaction: a file that is damaged, or a site that would not be complete,
    leaves nothing. A site that exists is never written over.
    """
    with zope_app() as app:
        made, mapped = restore(app, file.absolute(), site_id, hosts)
    if as_json:
        print_json({"id": made, "hosts": list(mapped)})
        return
    click.echo(f"{file} → {made}  {', '.join(mapped)}")
