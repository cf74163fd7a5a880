"""Files that are damaged, foreign, or made to do harm."""

from communesplone.cli.errors import ArchiveError
from communesplone.cli.transfer import archive
from communesplone.cli.transfer.content import _check_file_names
import json
import pytest
import stat
import zipfile


SITE = {"site": {"id": "namur", "kind": "commune", "nis": "92094", "language": "fr"}}


@pytest.fixture
def packed(tmp_path):
    """Return an archive of two files."""
    folder = tmp_path / "folder"
    (folder / "content").mkdir(parents=True)
    (folder / "accounts.json").write_text('{"users": []}')
    (folder / "content" / "data").write_bytes(bytes(range(256)) * 500)
    target = tmp_path / "site.zip"
    archive.write(folder, target, SITE)
    return target


@pytest.fixture
def unpacked(tmp_path):
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


def rewritten(source, *, changed=None, added=None, dropped=()):
    """Write the archive again with members changed, added or dropped."""
    with zipfile.ZipFile(source) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    for name in dropped:
        del members[name]
    members |= changed or {}
    with zipfile.ZipFile(source, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
        for name, content in added or []:
            new.writestr(name, content)
    return source


def manifest_of(source, **changes):
    with zipfile.ZipFile(source) as old:
        return json.dumps(json.loads(old.read(archive.MANIFEST)) | changes)


def test_what_is_written_is_read_back_byte_for_byte(packed, unpacked):
    manifest = archive.unpack(packed, unpacked)
    assert manifest["site"]["nis"] == "92094"
    assert (unpacked / "content" / "data").read_bytes() == bytes(range(256)) * 500


def test_only_its_owner_reads_the_file(packed):
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600


def test_a_file_that_could_not_be_completed_does_not_appear(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "secret").write_text("x")
    with pytest.raises(TypeError):
        archive.write(folder, tmp_path / "site.zip", {"site": object()})
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x80\x04N."])
def test_a_foreign_file_is_refused(tmp_path, content):
    foreign = tmp_path / "foreign.zip"
    foreign.write_bytes(content)
    with pytest.raises(ArchiveError, match="not an exported site"):
        archive.read_manifest(foreign)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(ArchiveError, match="There is no file"):
        archive.read_manifest(tmp_path / "none.zip")


def test_an_export_of_something_else_is_refused(packed):
    rewritten(packed, changed={archive.MANIFEST: manifest_of(packed, format="other")})
    with pytest.raises(ArchiveError, match="not an exported site"):
        archive.read_manifest(packed)


def test_a_later_format_asks_for_an_upgrade(packed):
    rewritten(packed, changed={archive.MANIFEST: manifest_of(packed, format_version=99)})
    with pytest.raises(ArchiveError, match="later version"):
        archive.read_manifest(packed)


def test_a_manifest_without_its_site_is_refused(packed):
    rewritten(packed, changed={archive.MANIFEST: manifest_of(packed, site={"id": "namur"})})
    with pytest.raises(ArchiveError, match="incomplete"):
        archive.read_manifest(packed)


@pytest.mark.parametrize("content", [b'{"users": [1]}', b'{"users": {}}'])
def test_a_changed_member_is_refused(packed, unpacked, content):
    rewritten(packed, changed={"accounts.json": content})
    with pytest.raises(ArchiveError, match=r"accounts\.json in .* is damaged"):
        archive.unpack(packed, unpacked)


def test_a_truncated_file_is_refused(packed, unpacked):
    packed.write_bytes(packed.read_bytes()[:-200])
    with pytest.raises(ArchiveError):
        archive.unpack(packed, unpacked)


def test_a_flipped_byte_is_refused(packed, unpacked):
    content = bytearray(packed.read_bytes())
    with zipfile.ZipFile(packed) as old:
        start = old.getinfo("content/data").header_offset
    content[start + 60] ^= 0xFF
    packed.write_bytes(bytes(content))
    with pytest.raises(ArchiveError, match="damaged"):
        archive.unpack(packed, unpacked)


def test_a_missing_member_is_refused(packed, unpacked):
    rewritten(packed, dropped=["content/data"])
    with pytest.raises(ArchiveError, match="content/data"):
        archive.unpack(packed, unpacked)


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "a/../../outside", "..\\outside", "C:outside"]
)
def test_a_member_that_would_leave_the_folder_is_refused(packed, unpacked, name):
    files = {
        name: {
            "size": 1,
            "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        }
    }
    with zipfile.ZipFile(packed) as old:
        files |= json.loads(old.read(archive.MANIFEST))["files"]
    rewritten(
        packed,
        changed={archive.MANIFEST: manifest_of(packed, files=files)},
        added=[(name, b"a")],
    )
    with pytest.raises(ArchiveError, match="not allowed"):
        archive.unpack(packed, unpacked)
    assert not (unpacked.parent / "outside").exists()


def test_a_symbolic_link_is_refused(packed, unpacked):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(packed) as old:
        files = json.loads(old.read(archive.MANIFEST))["files"] | {"link": {"size": 4}}
    rewritten(
        packed,
        changed={archive.MANIFEST: manifest_of(packed, files=files)},
        added=[(link, b"/etc")],
    )
    with pytest.raises(ArchiveError, match="not allowed"):
        archive.unpack(packed, unpacked)


def test_a_member_that_the_manifest_does_not_announce_is_refused(packed, unpacked):
    rewritten(packed, added=[("more", b"x")])
    with pytest.raises(ArchiveError, match="more"):
        archive.unpack(packed, unpacked)


def test_more_than_the_disk_holds_is_refused_before_it_is_unpacked(packed, unpacked):
    size = 10**18
    with zipfile.ZipFile(packed) as old:
        files = json.loads(old.read(archive.MANIFEST))["files"]
    with pytest.raises(ArchiveError, match="no room"):
        archive._check_room(unpacked, files | {"big": {"size": size}})


@pytest.mark.parametrize("blob", ["../../../../etc/passwd", "/etc/passwd", 7])
def test_an_item_that_names_a_file_of_the_machine_is_refused(tmp_path, blob):
    content = tmp_path / "content"
    (content / "u").mkdir(parents=True)
    (content / "__metadata__.json").write_text('{"_data_files_": ["u/data.json"]}')
    (content / "u" / "data.json").write_text(json.dumps({"file": [{"blob_path": blob}]}))
    with pytest.raises(ArchiveError, match="outside itself"):
        _check_file_names(tmp_path)


def test_an_index_that_names_a_file_of_the_machine_is_refused(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "__metadata__.json").write_text('{"_data_files_": ["../../secret.json"]}')
    with pytest.raises(ArchiveError, match="outside itself"):
        _check_file_names(tmp_path)
