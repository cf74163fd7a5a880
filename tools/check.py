"""The quick checks: style, catalogues and the contract, without a site.

    .venv/bin/python tools/check.py

One line per check; what is wrong follows it. The exit code is 1 when anything is.
"""

from checks.house import folders
from checks.rules import Rule
from checks.rules import RULES
from collections.abc import Iterator
from lxml.etree import XMLSyntaxError
from pathlib import Path
import subprocess
import sys


HOME = Path(__file__).resolve().parent.parent
BIN = HOME / ".venv" / "bin"
SHOWN = 15


def main() -> int:
    """Run every check and return the exit code."""
    failed = 0
    for title, problems in outcomes():
        print(f"{'no' if problems else 'ok':>4}  {title}", flush=True)
        for problem in problems[:SHOWN]:
            print(f"        {problem}")
        if len(problems) > SHOWN:
            print(f"        and {len(problems) - SHOWN} more")
        failed += bool(problems)
    print(f"\n{failed} checks failed." if failed else "\nAll checks passed.")
    return 1 if failed else 0


def outcomes() -> Iterator[tuple[str, list[str]]]:
    """Each check with what it found."""
    yield "ruff check", output([str(BIN / "ruff"), "check", "--quiet", "--output-format=concise"])
    yield "ruff format", unformatted()
    yield "zpretty", badly_indented()
    for title, rule in RULES.items():
        yield title, kept(rule)


def unformatted() -> list[str]:
    """The Python files that ruff would reformat."""
    lines = output([str(BIN / "ruff"), "format", "--check", "--output-format=concise", "."])
    return [line for line in lines if ": " in line]


def kept(rule: Rule) -> list[str]:
    """What a rule finds; a file that it cannot read is a finding too."""
    try:
        return rule(HOME)
    except (SyntaxError, XMLSyntaxError) as error:
        where = str(error.filename).removeprefix(f"{HOME}/")
        return [f"{where}:{error.lineno} cannot be read: {error.msg}"]


def badly_indented() -> list[str]:
    """The ZCML and GenericSetup files that zpretty would change."""
    found = []
    for option, pattern in (("-z", "*.zcml"), ("-x", "*.xml")):
        paths = [path for folder in folders(HOME) for path in sorted(folder.rglob(pattern))]
        files = [str(path.relative_to(HOME)) for path in paths]
        command = [str(BIN / "zpretty"), "--check", option, *files]
        found += output(command) if files else []
    return found


def output(command: list[str]) -> list[str]:
    """The lines of a command that failed; nothing when it succeeded."""
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).strip().splitlines() or [f"exit code {done.returncode}"]


if __name__ == "__main__":
    sys.exit(main())
