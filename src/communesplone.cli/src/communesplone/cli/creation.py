"""Creating communes one by one: what is planned, checked, then done."""

from collections.abc import Sequence
from communesplone.cli import environment
from communesplone.cli.errors import CommandError
from communesplone.cli.sites import by_nis
from communesplone.cli.zope import again
from communesplone.cli.zope import commit
from communesplone.cli.zope import fresh
from communesplone.cli.zope import in_next_commit
from communesplone.core.changes import touch
from communesplone.core.hosts import hosts as mapped_hosts
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import ReferenceCommune
from communesplone.policy.hub import register_commune
from communesplone.policy.sites import create_commune
from dataclasses import dataclass
from OFS.Application import Application
from typing import Any
import logging
import time


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """One commune to create.

    :param existing: id of its site when it has one already.
    """

    commune: ReferenceCommune
    site_id: str
    hosts: tuple[str, ...]
    language: str
    demo: bool
    existing: str | None


def plans(
    app: Application,
    communes: Sequence[ReferenceCommune],
    *,
    hosts: tuple[str, ...],
    domain: str,
    language: str | None,
    demo: bool,
) -> list[Plan]:
    """Return what there is to do; nothing is written.

    :param hosts: hosts of the one commune; empty gives each `<id>.<domain>`.
    :raises CommandError: when an id or a host belongs to something else.
    """
    existing = by_nis(app)
    made = [
        Plan(
            commune=commune,
            site_id=commune.id,
            hosts=hosts or (f"{commune.id}.{domain}",),
            language=language or commune.language,
            demo=demo,
            existing=existing.get(commune.nis),
        )
        for commune in communes
    ]
    _refuse_taken(app, [plan for plan in made if plan.existing is None])
    return made


def _refuse_taken(app: Application, todo: list[Plan]) -> None:
    owners = {host: site for site, taken in mapped_hosts(app).items() for host in taken}
    for plan in todo:
        if hasattr(app, plan.site_id):
            raise CommandError(
                f"The id “{plan.site_id}” is taken by something that is not {plan.commune.name}.",
                "Nothing was written. `communes list` shows the sites.",
            )
        for host in plan.hosts:
            if owners.get(host, plan.site_id) != plan.site_id:
                raise CommandError(
                    f"The host {host} belongs to {owners[host]}.", "Nothing was written."
                )


def create(app: Application, plan: Plan) -> dict[str, Any]:
    """Create one commune, or say why not; never raises for what concerns this one alone.

    :returns: `id`, `nis`, `name`, `status` (created, existing, failed), `hosts`, `seconds`,
        `cpu_seconds` of this process, `bytes` (growth of the database file, None when it is
        elsewhere), `error`.
    """
    app = fresh(app)
    before, start, worked = database_size(), time.perf_counter(), time.process_time()
    try:
        status, error = _create(app, plan), ""
    except Exception as failure:
        logger.exception("%s was not created", plan.site_id)
        status, error = "failed", f"{type(failure).__name__}: {failure}"
    site_id = plan.existing or plan.site_id
    return {
        "id": site_id,
        "nis": plan.commune.nis,
        "name": plan.commune.name,
        "status": status,
        "hosts": list(mapped_hosts(fresh(app)).get(site_id, ())),
        "seconds": round(time.perf_counter() - start, 3),
        "cpu_seconds": round(time.process_time() - worked, 3),
        "bytes": None if before is None else database_size() - before,
        "error": error,
    }


def _create(app: Application, plan: Plan) -> str:
    if plan.existing is None:
        again(app, lambda: _create_with_hosts(app, plan))
        return "created"
    # A commune that lost its hosts, or was made on Plone's own page, gets the usual one.
    if not mapped_hosts(app).get(plan.existing):
        commit(app, lambda: set_hosts(app, plan.existing, plan.hosts), f"hosts {plan.existing}")
    return "existing"


def _create_with_hosts(app: Application, plan: Plan) -> None:
    with in_next_commit(lambda: _open_to_the_world(app, plan)):
        create_commune(
            app, plan.commune, site_id=plan.site_id, language=plan.language, demo=plan.demo
        )


def _open_to_the_world(app: Application, plan: Plan) -> None:
    """Give a new commune its hosts, its line in the hub, and its first change to count."""
    set_hosts(app, plan.site_id, plan.hosts)
    register_commune(app, plan.site_id)
    touch(app[plan.site_id])


def database_size() -> int | None:
    """Return the bytes of the database's file; None when it is on another machine."""
    path = environment.var() / "filestorage" / "Data.fs"
    return path.stat().st_size if path.exists() else None
