"""Who imports whom: core <- features <- policy; core <- theme; core <- cli."""

from checks.house import add_ons
from checks.house import AddOn
from checks.house import elements
from checks.house import parsed
from checks.house import place
from collections.abc import Iterator
from pathlib import Path
import ast
import re
import tomllib


DOTTED = re.compile(r"(?<![\w.])communesplone\.([a-z]\w*)")
# Attributes that hold words for people, or names that only look dotted.
WORDS = {"title", "description", "name", "id", "purpose"}


def import_direction(root: Path) -> list[str]:
    """An add-on that imports, includes or depends on one that it must not know."""
    known = {add_on.short: add_on for add_on in add_ons(root)}
    found = []
    for add_on in known.values():
        allowed = may_import(add_on, set(known))
        for where, other in mentions(root, add_on):
            if other in known and other != add_on.short and other not in allowed:
                found.append(
                    f"{where} {add_on.name} uses communesplone.{other}: what they share belongs "
                    "in communesplone.core, as an interface or an event"
                )
    return found


def may_import(add_on: AddOn, known: set[str]) -> set[str]:
    """The short names of the add-ons that this one may use."""
    if add_on.short == "core":
        return set()
    if add_on.short == "policy":
        return known - {"cli"}
    if add_on.short == "cli":
        return {"core", "policy"}
    return {"core"}


def mentions(root: Path, add_on: AddOn) -> Iterator[tuple[str, str]]:
    """Every use of one of our add-ons: where it is, and the add-on's short name."""
    for path in add_on.files("*.py"):
        for line, module in imported(parsed(path)):
            for other in DOTTED.findall(module):
                yield place(root, path, line), other
    for path in add_on.files("*.zcml", "*.xml"):
        for element in elements(path):
            for text in configured(element):
                for other in DOTTED.findall(text):
                    yield place(root, path, element.sourceline), other
    yield from required(root, add_on)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The modules that a Python file imports, inside functions too, each with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def configured(element: object) -> Iterator[str]:
    """The values of a ZCML or GenericSetup element that may hold a dotted name."""
    yield from (value for name, value in element.attrib.items() if name not in WORDS)
    text = (element.text or "").strip().removeprefix("profile-")
    if text and " " not in text:
        yield text


def required(root: Path, add_on: AddOn) -> Iterator[tuple[str, str]]:
    """The add-ons of ours that pyproject.toml asks for."""
    path = add_on.folder / "pyproject.toml"
    project = tomllib.loads(path.read_text())["project"]
    for requirement in project.get("dependencies", []):
        for other in DOTTED.findall(requirement):
            yield place(root, path), other
