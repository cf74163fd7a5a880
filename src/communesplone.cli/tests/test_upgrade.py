import pytest


PROFILE = "communesplone.directory:default"


def register_step(app):
    """Register an upgrade step of the directory that fails in Sankt Vith."""
    from Products.GenericSetup.upgrade import _registerUpgradeStep
    from Products.GenericSetup.upgrade import UpgradeStep

    def step(tool):
        site = tool.getPhysicalRoot()[tool.getPhysicalPath()[1]]
        site.upgraded = True
        if site.getId() == "st-vith":
            raise ValueError("a page without a title")

    version = app["hub"].portal_setup.getLastVersionForProfile(PROFILE)[0]
    later = str(int(version) + 1)
    _registerUpgradeStep(UpgradeStep("Test", PROFILE, version, later, "", step))


def take_step_back(app):
    from Products.GenericSetup.upgrade import _upgrade_registry

    steps = _upgrade_registry.getUpgradeStepsForProfile(PROFILE)
    for step_id in [key for key, step in steps.items() if step.title == "Test"]:
        step = steps.pop(step_id)
        for site_id in app.objectIds("Plone Site"):
            tool = app[site_id].portal_setup
            if tool.getLastVersionForProfile(PROFILE) == step.dest:
                tool.setLastVersionForProfile(PROFILE, step.source)


def is_upgraded(app, site_id):
    return getattr(app[site_id].aq_base, "upgraded", False)


@pytest.fixture
def step(instance):
    instance.call(register_step)
    yield
    instance.call(take_step_back)


def test_a_site_that_fails_is_left_as_it_was_and_named_while_the_others_go_on(instance, step):
    result = instance.command("upgrade", "st-vith", "namur")
    assert result.exit_code == 1
    assert "failed    st-vith  ValueError: a page without a title" in result.stdout
    assert "upgraded  namur" in result.stdout
    assert "Left as they were: st-vith." in result.stderr
    assert not instance.call(is_upgraded, "st-vith")
    assert instance.call(is_upgraded, "namur")


def test_doctor_names_the_site_that_is_behind_until_it_is_upgraded(instance, command, step):
    found = command("doctor", "namur", "--only", "profiles", "--json").json
    assert (found["errors"], found["warnings"]) == (0, 1)
    assert found["findings"][0]["command"] == "bin/communes upgrade namur"
    assert PROFILE in found["findings"][0]["sentence"]
    moved = command("upgrade", "namur", "--json").json["sites"][0]
    assert moved["status"] == "upgraded"
    assert list(moved["profiles"]) == [PROFILE]
    assert command("doctor", "namur", "--only", "profiles", "--json").json["findings"] == []


def test_sites_that_are_current_are_left_alone(command):
    assert command("upgrade", "namur", "hub", "--json").json["sites"][0]["status"] == "current"


def test_sites_are_named_or_all_of_them_are_meant(refused):
    refused("upgrade", exit_code=2)
    refused("upgrade", "namur", "--all", exit_code=2)


def test_an_unknown_site_stops_the_command_before_anything_is_upgraded(refused):
    assert "There is no site “nowhere”" in refused("upgrade", "namur", "nowhere")


def test_an_import_of_an_older_export_runs_the_steps_since(instance, command, step, tmp_path):
    target = tmp_path / "hub.zip"
    command("export", "hub", str(target))
    command("import", str(target), "--as", "hub-older")
    assert instance.call(is_upgraded, "hub-older")
    command("remove", "hub-older", "--name", "Hub")


def test_an_export_of_a_later_version_is_refused(instance, command, refused, step, tmp_path):
    target = tmp_path / "hub.zip"
    command("upgrade", "hub")
    command("export", "hub", str(target))
    instance.call(take_step_back)
    assert "exported by a later version" in refused("import", str(target), "--as", "later")
