"""What `make start` creates at its first run: accounts, the hub, three communes."""

from collections.abc import Iterator
from communesplone.cli import environment
from communesplone.cli.creation import create
from communesplone.cli.creation import plans
from communesplone.cli.errors import CommandError
from communesplone.cli.serve import first_run_record
from communesplone.cli.zope import commit
from communesplone.cli.zope import fresh
from communesplone.cli.zope import zope_app
from communesplone.core.demonstration import LIBRARY_TEAM
from communesplone.core.hosts import set_hosts
from communesplone.core.identity import identity
from communesplone.core.reference import find
from communesplone.policy import demo_catching_up
from communesplone.policy import demo_know_how
from communesplone.policy import demo_library
from communesplone.policy import demo_sources
from communesplone.policy import demo_together
from communesplone.policy.sites import create_hub
from functools import partial
from OFS.Application import Application
from pathlib import Path
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import setSite
import click
import json
import os
import secrets
import transaction


DEMONSTRATION = ("92094", "83012", "63067")
#: The same in the order in which they share: the first one offers most.
SHARING = ("83012", "92094", "63067")
#: Who follows the agenda of whom.
FOLLOWS = ("92094", "83012")
HUB = "hub"
DOMAIN = "localhost"
#: Who works in a demonstration commune: login -> team, and how the screen calls them.
PEOPLE = {
    "webmaster": ("Webmasters", {"fr": "Webmestre", "de": "Webmaster", "en": "Webmaster"}),
    "reviewer": ("Reviewers", {"fr": "Relecture", "de": "Prüfung", "en": "Reviewer"}),
    "editor": (
        LIBRARY_TEAM,
        {
            "fr": "Éditeur de la bibliothèque",
            "de": "Redaktion der Bibliothek",
            "en": "Editor of the library",
        },
    ),
}


@click.command(name="first-run", hidden=True)
def first_run() -> None:
    """Create what is missing of the demonstration; running it again completes it."""
    accounts = Accounts(environment.var() / "accounts.txt")
    with zope_app() as app:
        add_root_account(app, accounts)
        sites = dict(demonstration_sites(app, accounts))
    first_run_record().write_text(json.dumps(sites))


class Accounts:
    """The file of generated passwords: readable by its owner only, one account a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def password(self, where: str, login: str) -> str:
        """Return the noted password of `login`; generate and note it the first time.

        Noted before the account is committed: an interrupted first run finds it again.
        """
        for line in self.path.read_text().splitlines() if self.path.exists() else ():
            if line.startswith(f"{where:<28} {login:<12} "):
                return line.split()[-1]
        password = secrets.token_urlsafe(12)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a") as output:
            output.write(f"{where:<28} {login:<12} {password}\n")
        return password


def add_root_account(app: Application, accounts: Accounts) -> None:
    """Create the account of the operator, unless there is one."""
    if app.acl_users.getUserById("admin") is None:
        password = accounts.password("every site", "admin")
        app.acl_users._doAddUser("admin", password, ["Manager"], [])
        transaction.commit()


def demonstration_sites(app: Application, accounts: Accounts) -> Iterator[tuple[str, str]]:
    """Create each missing site, yield the title and host of each site.

    :raises CommandError: when a commune could not be created.
    """
    if HUB not in app.objectIds():
        create_hub(app, HUB)
    commit(app, lambda: set_hosts(app, HUB, (DOMAIN,)), f"hosts {HUB}")
    yield "Hub", DOMAIN
    communes = [find(nis) for nis in DEMONSTRATION]
    for plan in plans(app, communes, hosts=(), domain=DOMAIN, language=None, demo=True):
        if plan.existing is None:
            click.echo(f"    {plan.commune.name}")
        made = create(app, plan)
        if made["status"] == "failed":
            raise CommandError(f"{made['name']} was not created: {made['error']}")
        host = made["hosts"][0]
        add_people(fresh(app)[made["id"]], host, accounts)
        yield made["name"], host
    sharing = [find(nis).id for nis in SHARING]
    commit(app, lambda: demo_library.fill(app, sharing), "the library of the hub")
    commit(app, lambda: demo_know_how.fill_know_how(app), "the know-how of the hub")
    commit(app, lambda: demo_catching_up.fill(app, sharing), "what there is to catch up with")
    password = partial(accounts.password, DOMAIN)
    commit(app, lambda: demo_library.give_voices(app, password), "people of the hub")
    commit(app, lambda: demo_together.fill(app), "what communes do together in the hub")
    ids = [find(nis).id for nis in FOLLOWS]
    commit(app, lambda: demo_sources.follow(app, *ids), "the agenda of a neighbour")


def add_people(site: PloneSite, host: str, accounts: Accounts) -> None:
    """Create the accounts of the commune that are missing, each in its team."""
    setSite(site)
    language = identity(site).language
    for login, (team, names) in PEOPLE.items():
        if api.user.get(username=login) is None and api.group.get(team) is not None:
            api.user.create(
                email=f"{login}@{site.getId()}.example",
                username=login,
                password=accounts.password(host, login),
                properties={"fullname": names.get(language, names["en"])},
            )
            api.group.add_user(groupname=team, username=login)
            transaction.commit()
    setSite(None)
