"""`communes export` and `communes import`: a whole site as one file."""

from communesplone.cli.transfer.commands import export_site
from communesplone.cli.transfer.commands import import_site


__all__ = ["export_site", "import_site"]
