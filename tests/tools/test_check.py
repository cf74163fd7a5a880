from pathlib import Path
import subprocess
import sys


HOME = Path(__file__).resolve().parent.parent.parent


def check(python, root):
    """Run tools/check.py; return its exit code and what it printed."""
    done = subprocess.run(
        [python, "tools/check.py"], cwd=root, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_house_passes_its_quick_checks():
    code, said = check(sys.executable, HOME)
    assert code == 0, said


def test_what_is_wrong_is_named_under_its_check(clone, bare_environment):
    python = bare_environment(clone / ".venv")
    package = clone / "policy" / "src" / "communesplone" / "policy"
    (package / "untidy.py").write_text("import os\nx=1\n")
    (package / "untidy.zcml").write_text("<configure><include\nfile='x.zcml'/></configure>\n")
    (package / "broken.zcml").write_text("<configure>")
    code, said = check(python, clone)
    assert code == 1
    for sentence in (
        "policy/src/communesplone/policy/untidy.py:1:8: F401",
        "policy/src/communesplone/policy/untidy.py:2:1: unformatted",
        "This file would be rewritten: policy/src/communesplone/policy/untidy.zcml",
        "policy/src/communesplone/policy/broken.zcml:1 cannot be read",
    ):
        assert sentence in said
