"""`communes succession`: a commune that follows another goes on with its shared texts."""

from communesplone.cli.errors import CommandError
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.sharing import ISucceeding
from communesplone.core.sharing import SharingError
from OFS.Application import Application
from zope.component import queryAdapter
import click


@click.command()
@click.argument("site_id", metavar="SITE")
@click.argument("former", metavar="FORMER")
@click.argument("successor", metavar="SUCCESSOR")
@click.option(
    "--lost-key",
    is_flag=True,
    help="SITE is the hub: its operator says it, since the key of FORMER is lost.",
)
def succession(site_id: str, former: str, successor: str, lost_key: bool) -> None:
    """Say that one commune follows another, as after a merger.

    SITE has the key of the former commune; FORMER and SUCCESSOR are named by their NIS codes. What
    the former commune signed stays provable; the other may revise it with its own key.
    """
    names = [_issuer(former), _issuer(successor)]
    with zope_app() as app:
        commit(app, lambda: _follow(app, site_id, names, lost_key), "succession")
    click.echo(f"{names[1]} follows {names[0]}")
    if not lost_key:
        click.echo("    →  the worker tells the library; nothing else is to be done")


def _issuer(code: str) -> str:
    bare = code.removeprefix("nis:")
    if not (bare.isdigit() and len(bare) == 5):
        raise CommandError(
            f"“{code}” is no NIS code.", "communes show SITE   says that of a commune"
        )
    return f"nis:{bare}"


def _follow(app: Application, site_id: str, names: list[str], lost_key: bool) -> None:
    with current_site(app, site_id) as site:
        found = queryAdapter(site, ISucceeding, name="library" if lost_key else "key")
        if found is None:
            what = "is not the hub" if lost_key else "does not share"
            raise CommandError(f"{site_id} {what}.", "communes list   names the sites")
        try:
            found.follow(*names)
        except SharingError as error:
            raise CommandError(
                str(error), "docs/operator/sharing-keys.md says which site has the key"
            ) from error
