def test_sites_are_listed_for_people(command):
    lines = command("list").stdout.splitlines()
    assert lines[0].split() == ["ID", "KIND", "NIS", "NAME", "LANGUAGE", "HOSTS"]
    assert any(line.split()[:4] == ["namur", "commune", "92094", "Namur"] for line in lines)
    assert any(line.split()[:2] == ["hub", "hub"] for line in lines)


def test_sites_are_listed_for_programs_in_a_stable_shape(command):
    sites = {site["id"]: site for site in command("list", "--json").json["sites"]}
    assert sites["st-vith"] == {
        "id": "st-vith",
        "kind": "commune",
        "nis": "63067",
        "name": "Sankt Vith",
        "language": "de",
        "facility_languages": ["fr"],
        "province": "Province de Liège",
        "region": "Région wallonne",
        "hosts": ["st-vith.localhost"],
        "demonstration": False,
    }


def test_only_the_sites_of_one_kind_are_listed_when_asked(command):
    assert [s["id"] for s in command("list", "--kind", "hub", "--json").json["sites"]] == ["hub"]


def test_show_tells_identity_content_accounts_and_profiles(command):
    site = command("show", "st-vith", "--json").json["site"]
    assert site["names"]["de"] == "Sankt Vith"
    assert site["items"] > 0
    assert site["accounts"] == 0
    assert site["profiles"]["communesplone.policy:default"]


def test_show_is_readable(command):
    shown = command("show", "namur").stdout
    assert "name (fr)" in shown
    assert "communesplone.core:default" in shown
