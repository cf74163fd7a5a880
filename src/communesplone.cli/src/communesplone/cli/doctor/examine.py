"""Looking at everything, and mending one thing."""

from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.cli.doctor.checks import INSTALLATION
from communesplone.cli.doctor.checks import SITES
from communesplone.cli.doctor.finding import Check
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.errors import CommandError
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import fresh
from communesplone.core.changes import touch
from communesplone.core.interfaces import CommunesError
from OFS.Application import Application
from typing import Any
import logging


logger = logging.getLogger(__name__)


def check_names() -> list[str]:
    """Return the names of all checks."""
    return [check.name for check in (*INSTALLATION, *SITES)]


def examine_installation(app: Application, only: str | None) -> Iterator[tuple[Check, list]]:
    """Yield each check of what all sites share, with what it finds."""
    for check in INSTALLATION:
        if only in (None, check.name):
            yield check, _find(check, "", app)


def examine_site(app: Application, site_id: str, only: str | None) -> list[Finding]:
    """Return what is wrong with one site."""
    app = fresh(app)
    with current_site(app, site_id) as site:
        return [
            finding
            for check in SITES
            if only in (None, check.name)
            for finding in _find(check, site_id, app, site)
        ]


def _find(check: Check, site_id: str, *where: Any) -> list[Finding]:
    """Run one check; that it fails is a finding too: the others must still be told."""
    try:
        return list(check.find(*where))
    except Exception as error:
        logger.exception("the check %s failed on %s", check.name, site_id or "the installation")
        return [
            Finding(
                check.name,
                "error",
                site_id,
                f"the check “{check.name}” could not be done: {type(error).__name__}: {error}",
                f"COMMUNES_DEBUG=1 bin/communes doctor --only {check.name} {site_id}".rstrip(),
                "shows the details, changes nothing",
            )
        ]


def mend(app: Application, name: str, site_ids: Sequence[str]) -> Iterator[str]:
    """Mend what the check `name` finds, each site in its transaction; yield what was done.

    :raises CommandError: nothing was wrong, or it is still wrong afterwards.
    """
    for check in INSTALLATION:
        if check.name == name:
            yield _mend(app, check, "")
            return
    (check,) = (check for check in SITES if check.name == name)
    if not site_ids:
        raise CommandError(f"The check “{name}” is about a site: give its id.")
    for site_id in site_ids:
        yield _mend(app, check, site_id)


def _mend(app: Application, check: Check, site_id: str) -> str:
    app = fresh(app)
    if not _still(app, check, site_id):
        return f"Nothing to mend: {site_id or 'the installation'} is fine ({check.name})."
    done = commit(app, lambda: _mend_now(app, check, site_id), f"doctor --mend {check.name}")
    left = _still(fresh(app), check, site_id)
    if left:
        raise CommandError(f"Still wrong after the mend: {left[0].sentence}")
    return done


def _still(app: Application, check: Check, site_id: str) -> list[Finding]:
    if not site_id:
        return list(check.find(app))
    with current_site(app, site_id) as site:
        return list(check.find(app, site))


def _mend_now(app: Application, check: Check, site_id: str) -> str:
    try:
        if not site_id:
            return check.mend(app)
        with current_site(app, site_id) as site:
            done = check.mend(app, site)
            touch(site)
            return done
    except CommunesError:
        raise
    except Exception as error:
        logger.exception("the mend %s failed on %s", check.name, site_id)
        raise CommandError(
            f"The mend “{check.name}” failed and changed nothing: {type(error).__name__}: {error}"
        ) from error
