"""Write a new add-on into src/, wired into everything, its tests green from the start.

.venv/bin/python tools/new_addon.py communesplone.example
"""

from checks.house import add_ons
from in_place import install
from in_place import quiet
from in_place import ToolFailed
from in_place import VENV
from keyword import iskeyword
from pathlib import Path
from string import Template
import re
import setup_environment
import shutil
import sys
import translations
import update_meta


HOME = Path(__file__).resolve().parent.parent
TEMPLATE = HOME / "tools" / "new_addon"
NAME = re.compile(r"communesplone\.([a-z][a-z0-9]*(?:_[a-z0-9]+)*)")
# Their meaning is taken although no distribution has the name.
RESERVED = {"example_addon", "tests", "tools", "profiles", "locales"}


class Refused(Exception):
    """Why the name cannot be used, in one sentence for the contributor."""


class Placeholders(Template):
    """``%{short}``: a mark that Python, ZCML and page templates do not use themselves."""

    delimiter = "%"


def main(name: str) -> None:
    """Write the add-on `name` and say what to do next."""
    words = vocabulary(name)
    was_current = levels_in_step()
    folder = HOME / "src" / name
    fragment = HOME / "news" / f"+{words['short']}.feature.md"
    try:
        write(folder, fragment, words)
        changed = update_meta.update(HOME)
        tidy(folder)
        translate(words["short"])
        install([folder, HOME / "policy", HOME])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        fragment.unlink(missing_ok=True)
        update_meta.update(HOME)
        raise
    for level in was_current:
        setup_environment.stamp(level).write_text(setup_environment.fingerprint())
    report(folder, [fragment, *changed])


def vocabulary(name: str) -> dict[str, str]:
    """What the placeholders stand for.

    :raises Refused: when the name is not one of ours, or not free.
    """
    match = NAME.fullmatch(name)
    if not match or iskeyword(match[1]) or match[1] in RESERVED:
        raise Refused(
            f"{name or 'An empty name'!s} cannot be the name of an add-on: communesplone. and one "
            "English noun in small letters, such as communesplone.markets or "
            "communesplone.street_works."
        )
    if name in {add_on.name for add_on in add_ons(HOME)} or (HOME / "src" / name).exists():
        raise Refused(f"{name} exists already: choose another name, or work on that one.")
    parts = match[1].split("_")
    return {
        "name": name,
        "short": match[1],
        "slug": "-".join(parts),
        "type": "".join(part.capitalize() for part in parts),
        "title": " ".join(parts).capitalize(),
        "words": " ".join(parts),
        "version": update_meta.version(HOME),
    }


def write(folder: Path, fragment: Path, words: dict[str, str]) -> None:
    """Render the template into `folder`; its news.md becomes the news fragment."""
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        relative = render(str(source.relative_to(TEMPLATE)), words)
        target = fragment if relative == "news.md" else folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(source.read_text(), words))


def render(text: str, words: dict[str, str]) -> str:
    """The text with its placeholders filled in."""
    return Placeholders(text).substitute(words)


def tidy(folder: Path) -> None:
    """Put imports and indentation where they belong for this name's length and letters."""
    quiet([str(VENV / "ruff"), "check", "--quiet", "--fix", str(folder)])
    quiet([str(VENV / "ruff"), "format", "--quiet", str(folder)])
    for option, pattern in (("-z", "*.zcml"), ("-x", "*.xml")):
        quiet([str(VENV / "zpretty"), "-i", option, *map(str, sorted(folder.rglob(pattern)))])


def translate(short: str) -> None:
    """Bring the catalogues into their canonical form."""
    for package in translations.packages([short]):
        wanted = translations.wanted_of(package)
        for language in translations.LANGUAGES:
            translations.update(package, language, wanted)


def levels_in_step() -> list[str]:
    """The levels of set-up that had nothing left to do before the new add-on."""
    wanted = setup_environment.fingerprint()
    stamps = {level: setup_environment.stamp(level) for level in setup_environment.EXTRAS}
    return [
        level for level, path in stamps.items() if path.exists() and path.read_text() == wanted
    ]


def report(folder: Path, others: list[Path]) -> None:
    """Say what was made and what comes next."""
    where = folder.relative_to(HOME)
    print(f"Wrote {where}, with a type, a page, a setting, a workflow and their tests.")
    print("Wired into " + ", ".join(str(path.relative_to(HOME)) for path in others) + ".")
    print(f"See it work:     .venv/bin/pytest {where}")
    print("Then make it yours, and: make check")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
    except (Refused, ToolFailed) as failure:
        sys.exit(str(failure))
