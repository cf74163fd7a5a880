"""`communes accounts`: the people of a site, and what only an operator can mend for them."""

from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_table
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.interfaces import IAccounts
from OFS.Application import Application
from typing import Any
import click


HEADINGS = ("login", "name", "teams", "second factor", "closed", "waits until")


@click.command()
@click.argument("site_id", metavar="ID")
@click.option("--unlock", metavar="LOGIN", help="Let somebody log in who failed too often.")
@click.option(
    "--reset-second-factor", metavar="LOGIN", help="For somebody who lost telephone and codes."
)
@json_option
def accounts(
    site_id: str, unlock: str | None, reset_second_factor: str | None, as_json: bool
) -> None:
    """List the accounts of a site, or mend one.

    Be sure who asks: the telephone of the commune's town hall, not the address in a mail.
    """
    with zope_app() as app:
        if unlock:
            commit(app, lambda: _mend(app, site_id, "unlock", unlock), "accounts")
            click.echo(f"unlocked  {unlock}")
        if reset_second_factor:
            commit(
                app,
                lambda: _mend(app, site_id, "reset_second_factor", reset_second_factor),
                "accounts",
            )
            click.echo(f"second factor taken away  {reset_second_factor}")
            click.echo("    →  sessions ended; a new one is set up at @@my-account")
        if unlock or reset_second_factor:
            return
        found = _listed(app, site_id)
    if as_json:
        print_json({"accounts": found})
        return
    print_table(HEADINGS, [tuple(one.values()) for one in found])


def _listed(app: Application, site_id: str) -> list[dict[str, Any]]:
    with current_site(app, site_id) as site:
        return list(_accounts(site, site_id).listed())


def _mend(app: Application, site_id: str, act: str, login: str) -> None:
    with current_site(app, site_id) as site:
        try:
            getattr(_accounts(site, site_id), act)(login)
        except KeyError as error:
            raise CommandError(
                f"Nobody in {site_id} logs in as “{login}”.",
                f"communes accounts {site_id}   lists them",
            ) from error


def _accounts(site: Any, site_id: str) -> IAccounts:
    found = IAccounts(site, None)
    if found is None:
        raise CommandError(
            f"{site_id} has no add-on for accounts.", "communes upgrade installs it"
        )
    return found
