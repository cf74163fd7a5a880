"""The command: tells what is wrong, or mends one thing when told to."""

from collections.abc import Sequence
from communesplone.cli.doctor.examine import check_names
from communesplone.cli.doctor.examine import examine_installation
from communesplone.cli.doctor.examine import examine_site
from communesplone.cli.doctor.examine import mend
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.report import Report
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.sites import get_site
from communesplone.cli.sites import site_ids
from communesplone.cli.zope import zope_app
from OFS.Application import Application
import click
import sys


@click.command()
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--only", type=click.Choice(check_names()), help="Only this check.")
@click.option("--mend", "to_mend", type=click.Choice(check_names()), help="Mend this.")
@click.option("--all", "everything", is_flag=True, help="With --mend: in every site.")
@json_option
def doctor(
    ids: tuple[str, ...], only: str | None, to_mend: str | None, everything: bool, as_json: bool
) -> None:
    """Look for what is wrong, in every site or in those named; nothing is changed.

    Under each finding stands the command that mends it. Exit code 1 when there is an error;
    warnings alone give 0.
    """
    with zope_app() as app:
        for site_id in ids:
            get_site(app, site_id)
        if to_mend:
            for sentence in mend(app, to_mend, site_ids(app) if everything else ids):
                click.echo(sentence)
            return
        errors = _examine(app, ids, only, as_json=as_json)
    sys.exit(1 if errors else 0)


def _examine(
    app: Application, ids: Sequence[str], only: str | None, *, as_json: bool
) -> list[Finding]:
    report = Report(quiet=as_json)
    chosen = list(ids or site_ids(app))
    report.start(len(chosen))
    if not ids:
        report.installation(list(examine_installation(app, only)))
    report.sites({site_id: examine_site(app, site_id, only) for site_id in chosen})
    if as_json:
        print_json(report.as_json())
    else:
        report.end()
    return report.errors
