"""Move the pins of versions.cfg to what the package index had on a day.

.venv/bin/python tools/update_versions.py 2026-12-01 [options of uv pip compile]

What we asked for keeps its place and its comment; what those bring along is listed anew.
Needs the network. Afterwards: make test.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from in_place import quiet
from in_place import ToolFailed
from itertools import pairwise
from pathlib import Path
import re
import setup_environment
import sys


HOME = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"^# --- (.*) ---$", re.MULTILINE)
PIN = re.compile(r"^([\w.-]+) = (\S+)$", re.MULTILINE)
COMPILED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
# What the newest version would break.
BOUNDS = {
    # Plone still imports pkg_resources, which 82 drops.
    "setuptools": "<82",
}

Pins = dict[str, str]


@dataclass(frozen=True)
class Section:
    """A part of versions.cfg under one heading.

    :param text: from the heading's line to the next heading.
    """

    title: str
    text: str

    @property
    def pins(self) -> Pins:
        """Its versions, by name as it is spelled there."""
        return dict(PIN.findall(self.text))


def main(until: str, options: list[str]) -> None:
    """Rewrite versions.cfg and say what moved."""
    path = HOME / "versions.cfg"
    before = path.read_text()
    _, to_run, to_test, *_ = split(before)
    runtime = resolve(to_run.pins, until, options)
    everything = resolve({**to_run.pins, **to_test.pins}, until, options)
    path.write_text(rewritten(before, runtime, everything))
    for line in moves(dict(PIN.findall(before)), dict(PIN.findall(path.read_text()))):
        print(line)


def split(text: str) -> list[Section]:
    """The parts of versions.cfg: what stands before the headings, then one for each."""
    starts = [match.start() for match in HEADING.finditer(text)]
    titles = ["", *HEADING.findall(text)]
    edges = [0, *starts, len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return [Section(title, part) for title, part in zip(titles, parts, strict=True)]


def resolve(names: Iterable[str], until: str, options: list[str]) -> Pins:
    """The newest versions that fit together on a day, of these packages and all they need."""
    wanted = HOME / ".cache" / "requirements.in"
    wanted.write_text("".join(f"{name}{BOUNDS.get(name, '')}\n" for name in names))
    command = [setup_environment.installer(), "pip", "compile", "--quiet", "--no-header"]
    command += ["--no-annotate", "--python-version", "3.11", "--exclude-newer", until]
    return dict(COMPILED.findall(quiet([*command, *options, str(wanted)])))


def rewritten(text: str, runtime: Pins, everything: Pins) -> str:
    """The text of versions.cfg with these versions.

    :param runtime: what running needs, by canonical name.
    :param everything: the same and what tests, releases and data need; it has the last word.
    """
    preamble, to_run, to_test, brought, brought_to_test = split(text)
    asked = {canonical(name) for name in (*to_run.pins, *to_test.pins)}
    with_runtime = {name: everything[name] for name in runtime if name not in asked}
    others = {
        name: version
        for name, version in everything.items()
        if name not in asked and name not in runtime
    }
    parts = [
        preamble.text,
        in_place(to_run.text, everything),
        in_place(to_test.text, everything),
        listed(brought.title, with_runtime),
        listed(brought_to_test.title, others),
    ]
    return "".join(parts).rstrip() + "\n"


def in_place(text: str, versions: Pins) -> str:
    """The text of a section with new versions where there are any."""
    return PIN.sub(
        lambda match: f"{match[1]} = {versions.get(canonical(match[1]), match[2])}", text
    )


def listed(title: str, versions: Pins) -> str:
    """A section of versions alone, by name."""
    lines = "".join(f"{name} = {version}\n\n" for name, version in sorted(versions.items()))
    return f"# --- {title} ---\n{lines}\n"


def canonical(name: str) -> str:
    """A name as the package index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def moves(before: Pins, after: Pins) -> list[str]:
    """One line for each version that changed, came or went."""
    return [
        f"{name} {before.get(name, 'new')} → {after.get(name, 'gone')}"
        for name in sorted({**before, **after})
        if before.get(name) != after.get(name)
    ]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"Name a day, such as: tools/update_versions.py {date.today()}")
    try:
        main(sys.argv[1], sys.argv[2:])
    except ToolFailed as failure:
        sys.exit(str(failure))
