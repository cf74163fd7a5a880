from pathlib import Path
import in_place
import pytest
import release
import subprocess


IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository and return what it says."""
    command = ["git", "-C", root, *IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A small repository that the tools take for this one; 0.1.0 is released in it."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "+more.feature.md").write_text("More.\n")
    (tmp_path / "CHANGES.md").write_text("# Changes\n\n## 0.1.0 (2026-11-23)\n\n- First.\n")
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Begin")
    monkeypatch.setattr(release, "HOME", tmp_path)
    monkeypatch.setattr(in_place, "HOME", tmp_path)
    return tmp_path


def test_the_next_version_of_committed_work_with_news_may_be_released(repository):
    release.check_ready("0.2.0")


@pytest.mark.parametrize("version", ["", "1", "1.0", "v1.0.0", "1.0.0rc1"])
def test_what_is_no_version_is_refused(repository, version):
    with pytest.raises(release.NotReady, match="is not a version"):
        release.check_ready(version)


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9"])
def test_a_version_that_does_not_come_next_is_refused(repository, version):
    with pytest.raises(release.NotReady, match=r"does not come after 0\.1\.0"):
        release.check_ready(version)


def test_uncommitted_work_is_not_released(repository):
    (repository / "news" / "+other.feature.md").write_text("Other.\n")
    with pytest.raises(release.NotReady, match="not committed"):
        release.check_ready("0.2.0")


def test_nothing_new_is_not_released(repository):
    git(repository, "rm", "news/+more.feature.md")
    git(repository, "commit", "-m", "Take it back")
    with pytest.raises(release.NotReady, match="no fragment"):
        release.check_ready("0.2.0")


def test_a_release_has_its_version_changelog_export_and_tag(ready):
    """Run for real, in a copy."""
    root, python = ready
    git(root, "init", "--initial-branch=main")
    for key, value in (("user.name", "A"), ("user.email", "a@example.org")):
        git(root, "config", key, value)
    (root / "news" / "+whole.internal.md").write_text("A release for a test.\n")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    made = subprocess.run(
        [python, "tools/release.py", "9.9.0"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "describe", "--tags").strip() == "9.9.0"
    assert 'version="9.9.0"' in (root / "setup.py").read_text()
    assert 'version = "9.9.0"' in (root / "policy" / "pyproject.toml").read_text()
    assert "A release for a test." in (root / "CHANGES.md").read_text()
    assert [path.name for path in (root / "news").iterdir()] == ["README.md"]
    assert (root / "tests" / "upgrade" / "exports" / "9.9.0.zip").stat().st_size > 10_000
