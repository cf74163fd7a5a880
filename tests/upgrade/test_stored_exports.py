"""What a released version exported, this version reads, upgrades and shows."""

from communesplone.cli.testing import Instance
from pathlib import Path
import json
import pytest
import stored_exports
import zipfile


HOME = Path(__file__).resolve().parent.parent.parent
VERSIONS = [path.stem for path in sorted((HOME / stored_exports.FOLDER).glob("*.zip"))]


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    with Instance(tmp_path_factory.mktemp("upgrade")) as made:
        made.start_client()
        yield made


@pytest.fixture
def command(instance):
    """Run a command that must succeed; return what it printed as JSON."""

    def run(*arguments):
        result = instance.command(*arguments, "--json")
        assert result.exit_code == 0, result.stdout + result.stderr
        return result.json

    return run


def test_every_release_has_its_stored_export():
    assert stored_exports.missing(HOME) == []


def test_a_release_without_its_export_is_named(tmp_path):
    (tmp_path / "CHANGES.md").write_text("# Changes\n\n## 9.9.0 (2026-11-23)\n\n- More.\n")
    assert stored_exports.missing(tmp_path) == ["9.9.0"]


def test_every_stored_export_is_read_upgraded_and_shown(instance, command):
    for version in VERSIONS:
        stored = stored_exports.path_of(HOME, version)
        site_id = f"release-{version.replace('.', '-')}"
        made = command("import", str(stored), "--as", site_id)
        assert instance.call(stored_exports.behind, site_id) == [], version
        (upgraded,) = command("upgrade", site_id)["sites"]
        assert upgraded["status"] == "current", version
        title = json.loads(zipfile.ZipFile(stored).read("manifest.json"))["site"]["title"]
        host = made["hosts"][0]
        page = instance.get(host, instance.get(host).headers.get("location", "/"))
        assert (page.status, title in page.text) == (200, True), version


def test_an_export_of_an_older_profile_goes_through_its_upgrade_steps(instance, command, tmp_path):
    """Planted: an export that says that the policy was one version behind."""
    made = tmp_path / "durbuy.zip"
    command("add", "durbuy")
    command("export", "durbuy", str(made))
    profile = "communesplone.policy:default"
    older = tmp_path / "older.zip"
    manifest = json.loads(zipfile.ZipFile(made).read("manifest.json"))
    now = int(manifest["profiles"][profile])
    manifest["profiles"][profile] = str(now - 1)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(older, "w") as target:
        for name in source.namelist():
            content = json.dumps(manifest) if name == "manifest.json" else source.read(name)
            target.writestr(name, content)
    command("import", str(older), "--as", "older")
    assert instance.call(stored_exports.profiles, "older")[profile] == str(now)
