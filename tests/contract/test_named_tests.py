"""What a page of the docs says is tested, is."""

from pathlib import Path
import re


ROOT = Path(__file__).parents[2]
#: The name of a test, not that of a file of tests.
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.M)


def test_every_test_that_the_docs_name_is_there():
    files = (
        file
        for top in ("policy", "src", "tests", "themes")
        for file in (ROOT / top).rglob("test_*.py")
    )
    there = {name for file in files for name in DEFINED.findall(file.read_text())}
    pages = sorted((ROOT / "docs").rglob("*.md"))
    gone = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages
        for name in NAMED.findall(page.read_text())
        if name not in there
    ]
    assert gone == []
    assert len(there) > 2000
