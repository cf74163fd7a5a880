"""`make new-addon`, run for real in a copy of the repository with an environment of its own."""

from checks.rules import RULES
from pathlib import Path
import pytest
import subprocess


WRITTEN_BY = "tools/new_addon.py"


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder; both outputs come back as one text."""
    return subprocess.run(
        [python, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture
def refused(clone, bare_environment):
    """A function that asks for an add-on which must be refused, and returns the sentence."""

    def ask(name: str) -> str:
        before = {path for path in clone.rglob("*") if ".venv" not in path.parts}
        made = run(bare_environment(clone / ".venv"), clone, "-B", WRITTEN_BY, name)
        after = {path for path in clone.rglob("*") if ".venv" not in path.parts}
        assert made.returncode == 1
        assert after == before
        return made.stdout

    return ask


def test_the_tests_of_a_new_add_on_pass_at_once_and_it_keeps_every_rule(ready):
    name = "communesplone.street_works"
    root, python = ready
    before = {title: set(rule(root)) for title, rule in RULES.items()}
    made = run(python, root, WRITTEN_BY, name)
    assert made.returncode == 0, made.stdout
    assert f".venv/bin/pytest src/{name}" in made.stdout
    tested = run(python, root, "-m", "pytest", "-q", f"src/{name}")
    assert tested.returncode == 0, tested.stdout
    new = [found for title, rule in RULES.items() for found in set(rule(root)) - before[title]]
    assert new == []
    style = (python.with_name("ruff"), "check", root / "src" / name)
    assert subprocess.run(style, check=False).returncode == 0


def test_a_new_add_on_is_listed_wherever_add_ons_are(ready):
    root, python = ready
    assert run(python, root, WRITTEN_BY, "communesplone.example").returncode == 0
    policy = root / "policy"
    package = policy / "src" / "communesplone" / "policy"
    for path, line in (
        (root / "setup.py", '"communesplone.example",'),
        (policy / "pyproject.toml", '"communesplone.example",'),
        (package / "dependencies.zcml", '<include package="communesplone.example" />'),
        (package / "profiles" / "default" / "metadata.xml", "communesplone.example:default"),
    ):
        assert line in path.read_text(), path
    assert (root / "news" / "+example.feature.md").exists()
    version = "from importlib.metadata import version; print(version('communesplone.example'))"
    assert run(python, root.parent, "-c", version).stdout.strip() != ""


@pytest.mark.parametrize(
    "name",
    ["", "example", "communesplone.Example", "communesplone.a.b", "communesplone.class"],
)
def test_a_name_that_cannot_be_one_is_refused_in_a_sentence(refused, name):
    assert "cannot be the name of an add-on" in refused(name)


def test_a_name_that_is_taken_is_refused_in_a_sentence(refused):
    assert "communesplone.directory exists already" in refused("communesplone.directory")


def test_what_fails_half_way_leaves_nothing(ready):
    root, python = ready
    lists = root / "setup.py"
    before = lists.read_text()
    python.with_name("zpretty").unlink()
    made = run(python, root, WRITTEN_BY, "communesplone.example")
    assert made.returncode != 0
    assert lists.read_text() == before
    assert not (root / "src" / "communesplone.example").exists()
    assert not (root / "news" / "+example.feature.md").exists()
