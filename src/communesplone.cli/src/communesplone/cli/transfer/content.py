"""Content, files, relations, translations, comments and portlets, by plone.exportimport."""

from collections.abc import Iterator
from communesplone.cli.errors import ArchiveError
from communesplone.cli.transfer import archive
from contextlib import contextmanager
from OFS.Application import Application
from pathlib import Path
from plone.app.discussion.interfaces import IDiscussionLayer
from plone.exportimport import settings
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.restapi.interfaces import IPloneRestapiLayer
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.interface import alsoProvides
import logging


# Users, redirects and settings have their own modules here, which keep more of them.
STEPS = ("content", "relations", "translations", "discussions", "portlets")
LOGGER = logging.getLogger("plone.exportimport")


def prepare(app: Application) -> None:
    """Let the request speak to plone.restapi's serializers."""
    alsoProvides(app.REQUEST, IPloneRestapiLayer, IDiscussionLayer)


def dump(site: PloneSite, folder: Path) -> None:
    """Write the content of the site into `folder`.

    :raises ArchiveError: an item could not be written.
    """
    exporter = get_exporter(site)
    with _plain_file_names(), _strict("written") as problems:
        for step in STEPS:
            part = exporter.exporters.get(f"plone.exporter.{step}")
            if part is not None:
                part.export_data(folder)
                problems += [str(error) for error in part.errors]


def load(site: PloneSite, folder: Path) -> None:
    """Make the content of the site that of `folder`, in the current transaction.

    :raises ArchiveError: an item could not be read, or names a file outside the archive.
    """
    _check_file_names(folder)
    importer = get_importer(site)
    with _strict("read"):
        for step in (*STEPS, "final"):
            part = importer.importers.get(f"plone.importer.{step}")
            if part is not None:
                part.intermediate_commits = False
                part.import_data(folder)


@contextmanager
def _plain_file_names() -> Iterator[None]:
    """Write files as `<UID>/<field>/data`: the name a person gave could lead out of the folder.

    The name is kept in the item's JSON.
    """
    stock = settings.EXPORT_CONTENT_BLOB_FILEPATH
    settings.EXPORT_CONTENT_BLOB_FILEPATH = "{UID}/{fieldname}/data"
    try:
        yield
    finally:
        settings.EXPORT_CONTENT_BLOB_FILEPATH = stock


class _Errors(logging.Handler):
    """Keeps what plone.exportimport only logs: an item that it skips would be lost."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())


@contextmanager
def _strict(verb: str) -> Iterator[list[str]]:
    errors = _Errors()
    LOGGER.addHandler(errors)
    try:
        yield errors.problems
    finally:
        LOGGER.removeHandler(errors)
    if errors.problems:
        raise ArchiveError(
            f"Not everything could be {verb}: {errors.problems[0]}",
            "var/log/communes.log has all.",
        )


def _check_file_names(folder: Path) -> None:
    """Refuse an archive that names files outside itself.

    :raises ArchiveError: for the first such name.
    """
    content = folder / "content"
    index = archive.read_json(content, "__metadata__.json")
    for name in index.get("_data_files_", []):
        _check_inside(content, name)
        for blob in _blob_paths(archive.read_json(content, name)):
            _check_inside(content, blob)


def _check_inside(folder: Path, name: Any) -> None:
    if not isinstance(name, str) or not (folder / name).resolve().is_relative_to(folder.resolve()):
        raise ArchiveError(f"The file names something outside itself: {name!r}.")


def _blob_paths(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        if "blob_path" in data:
            yield data["blob_path"]
        for value in data.values():
            yield from _blob_paths(value)
    elif isinstance(data, list):
        for value in data:
            yield from _blob_paths(value)
