import pytest
import stat


@pytest.fixture
def vresse(command):
    command("add", "91143")
    return "vresse-sur-semois"


def test_a_site_is_exported_then_removed_with_its_hosts_and_its_line_in_the_hub(
    instance, command, vresse
):
    assert vresse in instance.call(listed_by_the_hub)
    command("remove", vresse, "--name", "Vresse-sur-Semois")
    assert vresse not in [site["id"] for site in command("list", "--json").json["sites"]]
    assert instance.call(lines_of, vresse) == []
    assert vresse not in instance.call(listed_by_the_hub)
    (saved,) = (instance.var / "exports").glob(f"{vresse}-*.zip")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    command("import", str(saved))
    assert vresse in instance.call(listed_by_the_hub)
    saved.unlink()
    command("remove", vresse, input="Vresse-sur-Semois\n")


def test_a_wrong_name_removes_nothing(command, refused):
    assert "“namur” is not the name" in refused("remove", "namur", "--name", "namur")
    assert "is not the name" in refused("remove", "namur", input="Durbuy\n")
    assert command("show", "namur").stdout


def lines_of(app, site_id):
    return [line for line in app.virtual_hosting.lines if site_id in line]


def listed_by_the_hub(app):
    from communesplone.policy.hub import communes

    return [commune.id for commune in communes(app["hub"])]
