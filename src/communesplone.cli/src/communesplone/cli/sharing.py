"""`communes keys` and `communes peers`: what sites sign with, whom of other clusters they know."""

from collections.abc import Iterator
from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_table
from communesplone.cli.sites import current_site
from communesplone.cli.sites import site_ids
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.jobs import NotYet
from communesplone.core.sharing.interfaces import IKeyring
from communesplone.core.sharing.interfaces import IPeers
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import Ring
from contextlib import contextmanager
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getAdapters
from zope.interface.interface import InterfaceClass
import click


KEY_HEADINGS = ("site", "key", "since", "until", "revoked")
PEER_HEADINGS = ("site", "shares with", "address", "key")
NO_SHARING = "communes upgrade installs what shares"


@click.group()
def keys() -> None:
    """Show the keys that sites sign with; change one, take a leaked one back."""


@keys.command("list")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@json_option
def list_keys(ids: tuple[str, ...], as_json: bool) -> None:
    """List the public keys of sites, the current one first; private ones are shown nowhere."""
    with zope_app() as app:
        found = commit(app, lambda: _rings(app, ids), "keys")
    rows = [
        {"site": site_id, "issuer": ring.issuer, **vars(one)}
        for site_id, ring in found.items()
        for one in ring.keys
    ]
    if as_json:
        print_json({"keys": rows})
        return
    print_table(KEY_HEADINGS, [[one[name] for name in KEY_HEADINGS] for one in rows])


@keys.command()
@click.argument("site_id", metavar="ID")
def rotate(site_id: str) -> None:
    """Give a site a new key; what was signed with the former one stays good."""
    _change(site_id, "rotate")


@keys.command()
@click.argument("site_id", metavar="ID")
@click.confirmation_option(
    prompt="Nothing that was signed with the present key will be believed any more. Go on?"
)
def revoke(site_id: str) -> None:
    """Give a site a new key because the present one leaked: nothing of it is believed."""
    _change(site_id, "revoke")


@click.group()
def peers() -> None:
    """Show, add, remove hubs and communes of other clusters that a site shares with."""


@peers.command("list")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@json_option
def list_peers(ids: tuple[str, ...], as_json: bool) -> None:
    """List with whom of other clusters sites share."""
    with zope_app() as app:
        rows = [
            {"site": site_id, "shares with": one.name, "address": one.address, "key": _key(one)}
            for site_id in _chosen(app, ids)
            for one in _known(app, site_id)
        ]
    if as_json:
        print_json({"peers": rows})
        return
    print_table(PEER_HEADINGS, [tuple(one.values()) for one in rows])


@peers.command()
@click.argument("site_id", metavar="ID")
@click.argument("address")
@click.argument("key")
def add(site_id: str, address: str, key: str) -> None:
    """Have a site share with the hub, or a hub with the commune, at an address.

    KEY is the present key there, as its operator tells it (communes keys list): by telephone, not
    by the same way as the address. Done again for who lost a key or has another address.
    """

    def adding() -> Peer:
        with _asked(app, site_id, IPeers) as found:
            return found.add(address, key)

    with zope_app() as app:
        try:
            made = commit(app, adding, "peers")
        except (NotYet, SharingError) as error:
            raise CommandError(str(error), f"curl -v {address}   tells more") from error
    click.echo(f"{site_id} shares with  {made.name}  {made.address}")
    click.echo("    →  the other side adds this one too: communes keys list shows the key for it")


@peers.command()
@click.argument("site_id", metavar="ID")
@click.argument("address")
def remove(site_id: str, address: str) -> None:
    """Have a site share no more with who is at an address; what was shared stays."""

    def removing() -> None:
        with _asked(app, site_id, IPeers) as found:
            found.remove(address)

    with zope_app() as app:
        try:
            commit(app, removing, "peers")
        except KeyError as error:
            raise CommandError(
                f"{site_id} shares with nobody at {address}.",
                f"communes peers list {site_id}   shows with whom",
            ) from error
    click.echo(f"{site_id} shares no more with  {address}")


def _change(site_id: str, act: str) -> None:
    def changing() -> Ring:
        with _asked(app, site_id, IKeyring) as found:
            return getattr(found, act)()

    with zope_app() as app:
        ring = commit(app, changing, "keys")
    click.echo(f"{site_id} signs with  {ring.keys[0].key}")


def _chosen(app: Application, ids: tuple[str, ...]) -> list[str]:
    return list(ids) or site_ids(app)


def _rings(app: Application, ids: tuple[str, ...]) -> dict[str, Ring]:
    found = {}
    for site_id in _chosen(app, ids):
        with current_site(app, site_id) as site:
            for one in _of(site, IKeyring):
                found[site_id] = one.ring()
    return found


def _known(app: Application, site_id: str) -> list[Peer]:
    with current_site(app, site_id) as site:
        return [peer for one in _of(site, IPeers) for peer in one.known()]


@contextmanager
def _asked(app: Application, site_id: str, interface: InterfaceClass) -> Iterator[Any]:
    """Give what a site has for an interface.

    :raises CommandError: it has nothing of it.
    """
    with current_site(app, site_id) as site:
        found = _of(site, interface)
        if not found:
            raise CommandError(f"{site_id} shares nothing.", NO_SHARING)
        yield found[0]


def _of(site: PloneSite, interface: InterfaceClass) -> list[Any]:
    return [one for _name, one in getAdapters((site,), interface)]


def _key(peer: Peer) -> str:
    return peer.ring.keys[0].key
