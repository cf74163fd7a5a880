"""`communes hosts`: the addresses of a site."""

from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.sites import get_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.changes import touch
from communesplone.core.hosts import HostError
from communesplone.core.hosts import hosts as mapped_hosts
from communesplone.core.hosts import set_hosts
from communesplone.core.hosts import valid_host
from OFS.Application import Application
import click


def host_names(
    ctx: click.Context, option: click.Parameter, value: tuple[str, ...] | str | None
) -> tuple[str, ...]:
    """Click callback: return host names in their one form, or say which one is not one."""
    given = (value,) if isinstance(value, str) else value or ()
    try:
        return tuple(map(valid_host, given))
    except HostError as error:
        raise click.BadParameter(
            f"{error} Write it without http:// and without a port, such as www.namur.be."
        ) from error


def check_free(app: Application, site_id: str, wanted: tuple[str, ...]) -> None:
    """Refuse hosts that reach another site.

    :raises CommandError: names the host and the site that has it.
    """
    for other, taken in mapped_hosts(app).items():
        for host in wanted:
            if other != site_id and host in taken:
                raise CommandError(
                    f"{host} already belongs to {other}.",
                    f"To move it: communes hosts {other} --remove {host}",
                )


def changed(
    current: tuple[str, ...],
    add: tuple[str, ...],
    main: tuple[str, ...],
    remove: tuple[str, ...],
) -> tuple[str, ...]:
    """Return the hosts after a change; the main host is the first.

    :raises CommandError: when a host to remove is not there.
    """
    for host in remove:
        if host not in current:
            raise CommandError(
                f"{host} is not a host of this site.", "`communes list` shows them."
            )
    kept = [host for host in current if host not in remove]
    kept += [host for host in dict.fromkeys(add) if host not in kept]
    return (*main, *(host for host in kept if host not in main))


@click.command()
@click.argument("site_id", metavar="ID")
@click.option("--add", multiple=True, metavar="HOST", callback=host_names, help="One more host.")
@click.option("--main", metavar="HOST", callback=host_names, help="Make it the one that is shown.")
@click.option(
    "--remove", multiple=True, metavar="HOST", callback=host_names, help="One host less."
)
@json_option
def hosts(
    site_id: str,
    add: tuple[str, ...],
    main: tuple[str, ...],
    remove: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show the hosts of a site, or change them; the change is answered at once.

    The main host is the one that citizens see: the others send them to it (301). `--main` adds
    the host when the site does not have it yet.
    """
    with zope_app() as app:
        get_site(app, site_id)
        if add or main or remove:
            commit(app, lambda: _change(app, site_id, add, main, remove), f"hosts {site_id}")
        found = mapped_hosts(app).get(site_id, ())
    if as_json:
        print_json({"id": site_id, "main": found[0] if found else None, "hosts": list(found)})
        return
    for index, host in enumerate(found):
        click.echo(f"{host}  (main)" if index == 0 else host)
    if not found:
        click.echo(f"{site_id} has no host: nobody reaches it.")
        click.echo(f"    →  communes hosts {site_id} --add HOST")


def _change(
    app: Application,
    site_id: str,
    add: tuple[str, ...],
    main: tuple[str, ...],
    remove: tuple[str, ...],
) -> None:
    check_free(app, site_id, add + main)
    current = mapped_hosts(app).get(site_id, ())
    set_hosts(app, site_id, changed(current, add, main, remove))
    touch(app[site_id])
