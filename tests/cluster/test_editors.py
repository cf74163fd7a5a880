"""Editors who share meet no more conflict errors than editors who do not."""

from .communes import AUTHOR
from .communes import NAMES
from .communes import PASSWORD
from .communes import Region
from .sharing import accept_pages
from .sharing import engine_of_templates
from .sharing import offer_pages
from .sharing import write_pages
from pathlib import Path
import json
import subprocess
import sys


#: What `make bench ARGS=editors` runs with twenty editors.
EDITORS = Path(__file__).parents[2] / "benchmarks" / "probe_editors.py"
ROUNDS = 3


def test_sharing_brings_editors_no_conflict_errors(region: Region):
    assert region.call(engine_of_templates) == "OneAtATime"
    share_some(region)
    variables = region.instance.variables
    command = ["communes", "both", " ".join(NAMES), str(ROUNDS), "operator", PASSWORD, "review"]
    done = subprocess.run(
        [sys.executable, EDITORS, *command],
        env={**variables, "ZOPE_CONF": variables["COMMUNES_ZOPE_CONF"]},
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert not found["without"]["failed"] + found["with"]["failed"]
    assert found["with"]["conflicts"] <= found["without"]["conflicts"], found["with"]["what"]
    assert found["with"]["adopted"]
    region.finish()


def share_some(region: Region) -> None:
    """Put contents into the library, for the editors to adopt."""
    names = region.call(write_pages, AUTHOR, "known", ROUNDS)
    region.call(offer_pages, AUTHOR, names)
    region.finish()
    assert region.call(accept_pages, names) == ROUNDS
