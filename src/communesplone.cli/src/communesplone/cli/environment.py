"""Where this installation keeps its things, from the environment that bin/communes sets."""

from communesplone.cli.errors import CommandError
from pathlib import Path
import os


def _path(name: str) -> Path:
    value = os.environ.get(name)
    if not value:
        raise CommandError(
            f"{name} is not set, so the command does not know which installation it serves.",
            "Run bin/communes, which buildout wrote; it sets the five paths.",
        )
    return Path(value)


def home() -> Path:
    """Return the folder of the installation, where bin/ and parts/ stand."""
    return _path("COMMUNES_HOME")


def var() -> Path:
    """Return the folder of everything that changes: database, files, logs, exports."""
    return _path("COMMUNES_VAR")


def zope_conf() -> Path:
    """Return the zope.conf of the client that the command stands in for."""
    return _path("COMMUNES_ZOPE_CONF")


def wsgi_ini() -> Path:
    """Return the ini file that a client is served by."""
    return _path("COMMUNES_WSGI_INI")


def zeo_conf() -> Path | None:
    """Return the zeo.conf of this machine's ZEO server; None where another machine runs it."""
    value = os.environ.get("COMMUNES_ZEO_CONF")
    return Path(value) if value and Path(value).exists() else None


def domain() -> str:
    """Return the domain under which a new commune gets its first host."""
    return os.environ.get("COMMUNES_DOMAIN") or "localhost"


def debugging() -> bool:
    """Tell whether stack traces are wanted."""
    return os.environ.get("COMMUNES_DEBUG") == "1"
