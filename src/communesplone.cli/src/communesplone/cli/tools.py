"""`communes tools`: what communes ask the hub for, and switching tools on or off in sites."""

from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_table
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.changes import touch
from communesplone.core.installing import is_on
from communesplone.core.installing import optional_tool
from communesplone.core.installing import switch_off
from communesplone.core.installing import switch_on
from communesplone.core.tool import tools as declared
from communesplone.core.tool_requests import IToolRequests
from communesplone.core.tool_requests import RequestState
from communesplone.policy.hub import find_hub
from dataclasses import asdict
from OFS.Application import Application
from zope.component.hooks import setSite
import click


WHO = "operator"
ANSWERS: dict[bool, RequestState] = {True: "installed", False: "removed"}
word_option = click.option("--word", default="", help="A sentence that the commune reads.")
site_argument = click.argument("site_id", metavar="ID")
tool_argument = click.argument("name", metavar="TOOL")


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def tools(context: click.Context, as_json: bool) -> None:
    """List what communes ask for, those that wait first; or answer.

    TOOL is the name of a distribution, or its end: subscriptions.
    """
    if context.invoked_subcommand is not None:
        return
    with zope_app() as app:
        found = _requests(app)
        asked = list(found.listed()) if found is not None else []
    if as_json:
        print_json({"requests": [asdict(one) for one in asked]})
    elif not asked:
        click.echo("No commune asks for a tool. `communes tools of ID` shows what a site has.")
    else:
        rows = [(one.site, one.tool, one.state, one.asked, one.word) for one in asked]
        print_table(("SITE", "TOOL", "STATE", "ASKED", "WORD"), rows)


@tools.command()
@site_argument
@json_option
def of(site_id: str, as_json: bool) -> None:
    """Show which tools a site has of those that it can do without."""
    with zope_app() as app, current_site(app, site_id) as site:
        found = {one.name: is_on(site, one) for one in declared() if one.optional}
    if as_json:
        print_json({"tools": found})
        return
    print_table(("TOOL", "ON"), found.items())


@tools.command()
@site_argument
@tool_argument
@word_option
def grant(site_id: str, name: str, word: str) -> None:
    """Switch a tool on in a site, and tell the commune that asked for it."""
    _switch(site_id, name, word, on=True)


@tools.command()
@site_argument
@tool_argument
@click.option("--word", prompt="Why", help="The reason that the commune reads.")
def decline(site_id: str, name: str, word: str) -> None:
    """Decline what a commune asks for, with the reason."""
    with zope_app() as app:
        tool = optional_tool(name).name
        commit(app, lambda: _answer(app, site_id, tool, "declined", word), f"decline {tool}")
    click.echo(f"declined  {site_id}  {tool}")


@tools.command()
@site_argument
@tool_argument
@word_option
def off(site_id: str, name: str, word: str) -> None:
    """Take a tool out of a site that has no page made with it; `grant` brings it back."""
    _switch(site_id, name, word, on=False)


def _switch(site_id: str, name: str, word: str, *, on: bool) -> None:
    with zope_app() as app:
        tool = optional_tool(name).name
        state = ANSWERS[on]
        changed = commit(app, lambda: _set(app, site_id, tool, word, on=on), f"{state} {tool}")
    click.echo(f"{state if changed else 'as it was'}  {site_id}  {tool}")


def _set(app: Application, site_id: str, name: str, word: str, *, on: bool) -> bool:
    """Switch, and note it in the hub, in one transaction; tell whether the site changed."""
    tool = optional_tool(name)
    with current_site(app, site_id) as site:
        changed = switch_on(site, tool) if on else switch_off(site, tool)
        if changed:
            touch(site)
    if _is_asked(app, site_id, name):
        _answer(app, site_id, name, ANSWERS[on], word)
    return changed


def _is_asked(app: Application, site_id: str, tool: str) -> bool:
    found = _requests(app)
    return found is not None and any(
        (one.site, one.tool) == (site_id, tool) for one in found.listed()
    )


def _answer(app: Application, site_id: str, tool: str, state: RequestState, word: str) -> None:
    found = _requests(app)
    if found is None:
        raise CommandError("This cluster has no hub: nobody asks here.", "communes list")
    found.decide(site_id, tool, state, word, WHO)


def _requests(app: Application) -> IToolRequests | None:
    """Return what communes ask the hub for; None without a hub."""
    hub = find_hub(app)
    setSite(hub)
    return IToolRequests(hub, None) if hub is not None else None
