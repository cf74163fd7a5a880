"""`communes operators`: the accounts that run the cluster, and their second factor."""

from collections.abc import Callable
from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_table
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.operators import IOperators
from communesplone.core.operators import WrongCode
from OFS.Application import Application
from typing import TypeVar
import click


HEADINGS = ("login", "second factor", "codes left", "waits until")
T = TypeVar("T")


@click.command()
@click.option("--second-factor", metavar="LOGIN", help="Set one up, with a telephone at hand.")
@click.option("--unlock", metavar="LOGIN", help="Let somebody log in who failed too often.")
@click.option(
    "--reset-second-factor", metavar="LOGIN", help="For somebody who lost telephone and codes."
)
@json_option
def operators(
    second_factor: str | None, unlock: str | None, reset_second_factor: str | None, as_json: bool
) -> None:
    """List the accounts of the Zope root, which open every site, or mend one."""
    with zope_app() as app:
        if second_factor:
            _set_up(app, second_factor)
        if unlock:
            _write(app, unlock, lambda: _operators(app).unlock(unlock))
            click.echo(f"unlocked  {unlock}")
        if reset_second_factor:
            _write(
                app,
                reset_second_factor,
                lambda: _operators(app).reset_second_factor(reset_second_factor),
            )
            click.echo(f"second factor taken away  {reset_second_factor}")
            click.echo(f"    →  communes operators --second-factor {reset_second_factor}")
        if second_factor or unlock or reset_second_factor:
            return
        found = list(_operators(app).listed())
    if as_json:
        print_json({"operators": found})
        return
    print_table(HEADINGS, [tuple(one.values()) for one in found])


def _set_up(app: Application, login: str) -> None:
    """Show a secret, keep it once a code proves that a telephone has it, show the codes."""
    offer = _named(login, lambda: _operators(app).offer(login))
    click.echo(offer.drawing)
    click.echo(f"Scan this with an app that makes codes, or type the key  {offer.secret}")
    code = click.prompt("The six digits that the app shows")
    try:
        codes = _write(app, login, lambda: _operators(app).enrol(login, offer.secret, code))
    except WrongCode as error:
        raise CommandError(
            "This code is not right: nothing was kept.",
            "Look at the clock of the telephone and of this machine, then try again.",
        ) from error
    click.echo(f"\nsecond factor set up  {login}; sessions ended")
    click.echo("Codes for emergencies, shown this once; each replaces the telephone one time:")
    for one in codes:
        click.echo(f"    {one}")


def _write(app: Application, login: str, work: Callable[[], T]) -> T:
    return _named(login, lambda: commit(app, work, "operators"))


def _named(login: str, work: Callable[[], T]) -> T:
    try:
        return work()
    except KeyError as error:
        raise CommandError(
            f"No operator logs in as “{login}”.", "communes operators   lists them"
        ) from error


def _operators(app: Application) -> IOperators:
    found = IOperators(app, None)
    if found is None:
        raise CommandError(
            "The Zope root keeps no accounts yet that could have one.",
            "communes add makes the first site, and the root ready",
        )
    return found
