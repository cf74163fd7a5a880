"""`communes shell`: Python with the database open."""

from collections.abc import Callable
from communesplone.cli.sites import get_site
from communesplone.cli.sites import site_ids
from communesplone.cli.zope import zope_app
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import setSite
import click
import code
import sys
import transaction


WELCOME = """\
app         the Zope root; sites: {sites}
site(id)    makes a site the current one and returns it
commit()    writes what you changed; without it everything is forgotten at the end
Ctrl-D leaves."""


@click.command()
@click.argument("site_id", metavar="[ID]", required=False)
def shell(site_id: str | None) -> None:
    """Open Python with `app`, `site(id)` and `commit()`.

    Python given on standard input is run, then the command ends.
    """
    with zope_app() as app:
        names = _names(app)
        if site_id:
            names["portal"] = names["site"](site_id)
        if sys.stdin.isatty():
            code.interact(WELCOME.format(sites=", ".join(site_ids(app)) or "none"), local=names)
        else:
            exec(compile(sys.stdin.read(), "<stdin>", "exec"), names)  # noqa: S102 its purpose


def _names(app: Application) -> dict[str, Any]:
    return {"app": app, "site": _enter(app), "commit": transaction.commit}


def _enter(app: Application) -> Callable[[str], PloneSite]:
    def site(site_id: str) -> PloneSite:
        found = get_site(app, site_id)
        setSite(found)
        return found

    return site
