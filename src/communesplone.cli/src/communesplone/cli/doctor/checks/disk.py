"""The disk is nearly full."""

from collections.abc import Iterator
from communesplone.cli import environment
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from communesplone.cli.errors import CommandError
from communesplone.cli.output import size_text
from OFS.Application import Application
from pathlib import Path
import os
import shutil


ONE_GB = 10**9


def needed() -> int:
    """Return the bytes that must be free: $COMMUNES_DISK_MINIMUM, else to pack once and 1 GB.

    Packing writes a second database file before it takes the first away.
    """
    given = os.environ.get("COMMUNES_DISK_MINIMUM")
    if given:
        return int(given)
    database = environment.var() / "filestorage" / "Data.fs"
    return ONE_GB + (database.stat().st_size if database.exists() else 0)


class Disk(InstallationCheck):
    """Compares what is free beside the database with what a pack needs."""

    name = "disk"
    fine = "The disk has room"
    cost = "minutes; the sites go on; if it is not enough, enlarge the disk"

    def find(self, app: Application) -> Iterator[Finding]:
        free, wanted = shutil.disk_usage(environment.var()).free, needed()
        if free < wanted:
            yield self.finding(
                f"The disk of {environment.var()} is nearly full: {size_text(free)} free, "
                f"{size_text(wanted)} are needed to pack the database.",
                command=str(_pack_script()),
            )

    def mend(self, app: Application) -> str:
        raise CommandError(
            "A full disk is not mended from here.", f"{_pack_script()}, or enlarge the disk"
        )


def _pack_script() -> Path:
    return environment.home() / "bin" / "zeopack"
