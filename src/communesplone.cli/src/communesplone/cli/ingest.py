"""`communes ingest`: an old site brought in by an operator, whose files may be large."""

from collections.abc import Callable
from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.ingest import IIngest
from communesplone.core.ingest import IngestSummary
from dataclasses import asdict
from OFS.Application import Application
from pathlib import Path
from typing import TypeVar
import click
import os


T = TypeVar("T")
LANGUAGE = "en"


VARIABLE = "COMMUNES_INGEST_PASSWORD"


def begin(
    app: Application, site_id: str, source: str, given: str, account: tuple[str, str] | None = None
) -> str:
    """Keep a file or an address as an import of a site, and return its id.

    :raises CommandError: when the site cannot take it.
    """
    if "://" in given:
        return _in(app, site_id, lambda ingest: ingest.begin(source, given, None, given, account))
    path = Path(given)
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    with path.open("rb") as opened:

        def keep(ingest: IIngest) -> str:
            opened.seek(0)
            return ingest.begin(source, path.name, opened, "", account)

        return _in(app, site_id, keep)


def go_on(app: Application, site_id: str, run: str) -> IngestSummary:
    """Do the steps of an import until none is left, each in a transaction of its own."""
    while _in(app, site_id, lambda ingest: ingest.advance(run)):
        found = _in(app, site_id, lambda ingest: ingest.summary(run, LANGUAGE))
        click.echo(f"\r{found.state}: {found.done} of {found.total or '?'}", nl=False, err=True)
        app._p_jar.cacheGC()
    click.echo("", err=True)
    return _in(app, site_id, lambda ingest: ingest.summary(run, LANGUAGE))


def asked_account(user: str | None, *, token: bool) -> tuple[str, str] | None:
    """Return the account of the old site; its password is no argument, which others could see."""
    if user is None and not token:
        return None
    words = "Token" if token else f"Password of {user}"
    return (
        "" if token else str(user),
        os.environ.get(VARIABLE) or click.prompt(words, hide_input=True, err=True),
    )


def _in(app: Application, site_id: str, work: Callable[[IIngest], T]) -> T:
    """Do `work` with the ingest of a site, and commit."""

    def doing() -> T:
        with current_site(app, site_id) as site:
            ingest = IIngest(site, None)
            if ingest is None:
                raise CommandError(f"“{site_id}” has no ingest.")
            return work(ingest)

    return commit(app, doing, "ingest")


@click.command()
@click.argument("site")
@click.argument("source", required=False)
@click.argument("given", required=False)
@click.option("--user", help="Name of an account of the old Plone, to read drafts too.")
@click.option("--token", is_flag=True, help="Read drafts too, with a token of the old Plone.")
@click.option("--run", help="Go on with the import of this id.")
@click.option("--into", default=None, help="Folder below the site, such as /fr/ancien.")
@click.option("--keep-public", is_flag=True, help="What was public stays public.")
@click.option("--write", is_flag=True, help="Write it; without this, only read and sum up.")
@click.option("--undo", is_flag=True, help="Take out what the import of --run made.")
@click.option("--report", type=click.Path(path_type=Path), help="Write what needs a human here.")
@json_option
def ingest(
    site: str,
    source: str | None,
    given: str | None,
    user: str | None,
    token: bool,
    run: str | None,
    into: str | None,
    keep_public: bool,
    write: bool,
    undo: bool,
    report: Path | None,
    as_json: bool,
) -> None:
    """Bring an old site into SITE: GIVEN is a file, or an address, of a SOURCE.

    SOURCE is wordpress, plone, restapi, website, csv, or csv:TYPE for a table of entries. It is
    read and summed up first; with --write it comes in, in batches. After an interruption, --run
    with the id goes on where it was.

    The password of --user, or the token, is asked for, or read from COMMUNES_INGEST_PASSWORD. It
    serves this reading alone.
    """
    if run is None and (source is None or given is None):
        raise click.UsageError("Name a SOURCE and what it reads, or --run ID.")
    if undo and run is None:
        raise click.UsageError("--undo wants --run ID.")
    account = asked_account(user, token=token)
    with zope_app() as app:
        if run is None:
            run_id = begin(app, site, source or "", given or "", account)
        else:
            run_id = run
            if account is not None:
                _in(app, site, lambda ingest: ingest.lend(run_id, account))
        try:
            found = go_on(app, site, run_id)
        finally:
            # Also when somebody stopped it: then it is given once more with --run.
            if account is not None:
                _in(app, site, lambda ingest: ingest.lend(run_id, None))
        options = {name: value for name, value in (("into", into),) if value is not None}
        if keep_public:
            options["keep_public"] = True
        if found.state == "ready" and options:
            _in(app, site, lambda ingest: ingest.choose(run_id, options))
        if (write and found.state == "ready") or (undo and found.state == "done"):
            act = "undo" if undo else "write"
            _in(app, site, lambda ingest: ingest.start(run_id, act))
            found = go_on(app, site, run_id)
        if report is not None:
            report.write_bytes(_in(app, site, lambda ingest: ingest.report(run_id, LANGUAGE)))
    _show(found, as_json=as_json)
    if found.problem:
        raise CommandError(found.problem)


def _show(found: IngestSummary, *, as_json: bool) -> None:
    if as_json:
        print_json({**asdict(found), "fates": dict(found.fates), "findings": dict(found.findings)})
        return
    click.echo(f"{found.run}  {found.state}  {found.total} items")
    for title, counts in (("became", found.fates), ("need a human", found.findings)):
        if counts:
            click.echo(f"  {title}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    if found.state == "ready":
        click.echo("  →  nothing is written yet: --run " + found.run + " --write")
