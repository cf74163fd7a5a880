"""The file of an exported site: a zip of JSON and files, described by its manifest.

`manifest.json` names the format and its version, the site, the versions that wrote it, and for
every other member its size and SHA-256. Nothing in it is executed when it is read: no pickles.
"""

from collections.abc import Iterator
from communesplone.cli.errors import ArchiveError
from pathlib import Path
from pathlib import PurePosixPath
from typing import Any
import hashlib
import json
import os
import shutil
import stat
import zipfile
import zlib


FORMAT = "communesplone-site"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


def write(folder: Path, target: Path, manifest: dict[str, Any]) -> None:
    """Pack `folder` into `target`, which appears complete or not at all.

    Only its owner may read the file: it holds the password hashes of the site's users.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    described = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **manifest,
        "files": {name: _describe(folder / name) for name in names},
    }
    partial = target.with_name(f".{target.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as output,
            zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed,
        ):
            packed.writestr(MANIFEST, json.dumps(described, indent=2, ensure_ascii=False))
            for name in names:
                packed.write(folder / name, name)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _describe(path: Path) -> dict[str, Any]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest}


def read_manifest(source: Path) -> dict[str, Any]:
    """Return the manifest of an exported site.

    :raises ArchiveError: the file is not an exported site, or of a later format.
    """
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = json.loads(packed.read(MANIFEST))
    except FileNotFoundError as error:
        raise ArchiveError(f"There is no file {source}.") from error
    except IsADirectoryError as error:
        raise ArchiveError(f"{source} is a folder, not an exported site.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise ArchiveError(
            f"{source} is not an exported site, or it is damaged.",
            "Files to import are made by: communes export ID FILE",
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ArchiveError(f"{source} is not an exported site.")
    if manifest.get("format_version", 0) > FORMAT_VERSION:
        raise ArchiveError(
            f"{source} was written by a later version ({manifest.get('version')}).",
            "Upgrade this installation first.",
        )
    _check_shape(source, manifest)
    return manifest


def _check_shape(source: Path, manifest: dict[str, Any]) -> None:
    site = manifest.get("site")
    complete = isinstance(site, dict) and {"id", "kind", "nis", "language"} <= set(site)
    if not complete or not isinstance(manifest.get("files"), dict):
        raise ArchiveError(f"The manifest of {source} is incomplete.")


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a checked archive into `folder` and return its manifest.

    :raises ArchiveError: a member is damaged, missing, not announced, or would leave `folder`.
    """
    manifest = read_manifest(source)
    announced = manifest["files"]
    with zipfile.ZipFile(source) as packed:
        members = {info.filename: info for info in packed.infolist() if not info.is_dir()}
        _check_members(source, members, announced)
        _check_room(folder, announced)
        for name, described in announced.items():
            _unpack_one(packed, members[name], folder / name, described)
    return manifest


def _check_members(
    source: Path, members: dict[str, zipfile.ZipInfo], announced: dict[str, Any]
) -> None:
    strange = sorted(set(members) - set(announced) - {MANIFEST})
    missing = sorted(set(announced) - set(members))
    if strange or missing:
        raise ArchiveError(
            f"{source} does not hold what its manifest announces: "
            f"{', '.join([*missing, *strange][:3])}."
        )
    for name, info in members.items():
        if not _is_safe(name) or stat.S_ISLNK(info.external_attr >> 16):
            raise ArchiveError(f"{source} holds a name that is not allowed: {name!r}.")
        if name != MANIFEST and info.file_size != announced[name].get("size"):
            raise ArchiveError(f"{name} in {source} is damaged.")


def _is_safe(name: str) -> bool:
    """Tell whether a member stays inside the folder it is unpacked into."""
    path = PurePosixPath(name)
    odd = "\\" in name or "\0" in name or ":" in name
    return not (path.is_absolute() or ".." in path.parts or odd)


def _check_room(folder: Path, announced: dict[str, Any]) -> None:
    needed = sum(described["size"] for described in announced.values())
    if needed > shutil.disk_usage(folder).free:
        raise ArchiveError(
            f"The disk has no room for the {needed:,} bytes of this site.",
            f"Make room in {folder}.",
        )


def _unpack_one(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, described: dict[str, Any]
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), info.file_size
    try:
        with packed.open(info) as content, target.open("wb") as output:
            # Never more than announced: a zip can claim less than it holds.
            while left >= 0 and (chunk := content.read(CHUNK)):
                left -= len(chunk)
                digest.update(chunk)
                output.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise ArchiveError(f"{info.filename} in the file is damaged.") from error
    if left or digest.hexdigest() != described.get("sha256"):
        raise ArchiveError(f"{info.filename} in the file is damaged.")


def read_json(folder: Path, name: str) -> Any:
    """Return a JSON member of an unpacked archive.

    :raises ArchiveError: it is not there or is not JSON.
    """
    try:
        return json.loads((folder / name).read_text())
    except (FileNotFoundError, ValueError) as error:
        raise ArchiveError(f"{name} is missing in the file, or is damaged.") from error


def write_json(folder: Path, name: str, data: Any) -> None:
    """Write a JSON member of an archive to be."""
    (folder / name).write_text(json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True))
