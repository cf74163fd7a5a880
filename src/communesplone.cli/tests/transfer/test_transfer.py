"""A site goes out to a file and comes back the same."""

from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
import pytest
import stat
import zipfile


def load(name):
    spec = spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


content = load("content")


@pytest.fixture(scope="module", params=["beauraing", "malmedy"])
def exported(request, instance, tmp_path_factory):
    """Return a filled site, its picture and its file: one language, then two."""
    site_id = request.param
    instance.command("add", site_id)
    instance.call(content.fill, site_id)
    target = tmp_path_factory.mktemp("exports") / f"{site_id}.zip"
    result = instance.command("export", site_id, str(target))
    assert result.exit_code == 0, result.stderr
    yield site_id, instance.call(content.snapshot, site_id), target


def test_everything_comes_back_as_it_was(exported, instance, command):
    site_id, before, target = exported
    command("import", str(target), "--as", f"{site_id}-copy")
    after = instance.call(content.snapshot, f"{site_id}-copy")
    assert sorted(after["items"]) == sorted(before["items"])
    for path, item in before["items"].items():
        assert after["items"][path] == item, path
    assert after == before


def test_users_log_in_with_the_password_they_had(exported, instance, command):
    site_id, _, _ = exported
    copy = f"{site_id}-copy"
    assert instance.call(content.logs_in, copy, "alice", "secret of alice")
    assert instance.call(content.logs_in, copy, "bernard", "secret of bernard")
    assert not instance.call(content.logs_in, copy, "alice", "wrong")


def test_the_copy_is_in_order_for_the_doctor(exported, command):
    site_id, _, _ = exported
    found = command("doctor", f"{site_id}-copy", "--json").json["findings"]
    assert found == []


def test_the_file_is_its_owners_only_and_holds_no_pickle(exported):
    _, _, target = exported
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as packed:
        for name in packed.namelist():
            assert not packed.read(name).startswith(b"\x80\x04")


def test_a_file_name_that_a_person_gave_does_not_lead_out_of_the_export(exported, instance):
    with zipfile.ZipFile(exported[2]) as packed:
        assert not [name for name in packed.namelist() if ".." in name or "glement" in name]


def test_an_id_that_exists_is_refused_before_anything_is_written(exported, instance, refused):
    before = instance.call(last_transaction)
    site_id, _, target = exported
    assert f"something called “{site_id}”" in refused("import", str(target))
    assert f"“{site_id}-copy”" in refused("import", str(target), "--as", f"{site_id}-copy")
    assert instance.call(last_transaction) == before


def test_a_taken_host_is_refused_before_anything_is_written(exported, instance, refused):
    before = instance.call(last_transaction)
    target = str(exported[2])
    said = refused("import", target, "--as", "other", "--host", "namur.localhost")
    assert "namur.localhost already belongs to namur" in said
    assert instance.call(last_transaction) == before


def test_an_id_that_is_not_an_id_is_refused(exported, refused):
    assert "cannot be an id" in refused("import", str(exported[2]), "--as", "../Namur")


def test_a_damaged_file_leaves_nothing(exported, instance, refused, tmp_path):
    damaged = tmp_path / "damaged.zip"
    whole = exported[2].read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2] + bytes(100) + whole[len(whole) // 2 + 100 :])
    before = instance.call(last_transaction)
    refused("import", str(damaged), "--as", "damaged")
    assert instance.call(last_transaction) == before


def test_a_file_that_exists_is_not_written_over(exported, refused):
    site_id, _, target = exported
    size = target.stat().st_size
    assert "exists already" in refused("export", site_id, str(target))
    assert target.stat().st_size == size


def test_an_item_that_the_catalog_does_not_know_is_not_left_behind(instance, refused, tmp_path):
    instance.call(hide, "namur")
    said = refused("export", "namur", str(tmp_path / "namur.zip"))
    assert "communes doctor --mend catalog namur" in said
    assert not (tmp_path / "namur.zip").exists()
    instance.command("doctor", "--mend", "catalog", "namur")


def hide(app, site_id):
    site = app[site_id]
    first = next(item for item in site.objectValues() if hasattr(item.aq_base, "portal_type"))
    site.portal_catalog.uncatalog_object("/".join(first.getPhysicalPath()))


def last_transaction(app):
    return app._p_jar.db().lastTransaction().hex()


def test_the_hub_comes_back_as_the_hub(instance, command, tmp_path):
    target = tmp_path / "hub.zip"
    command("export", "hub", str(target))
    command("import", str(target), "--as", "hub-copy")
    assert command("show", "hub-copy", "--json").json["site"]["kind"] == "hub"
    command("remove", "hub-copy", "--name", "Hub")
