"""The shape of an add-on: its files, its ZCML, its profiles and their upgrade steps."""

from checks.house import add_ons
from checks.house import AddOn
from checks.house import elements
from checks.house import place
from checks.house import tag
from collections.abc import Iterator
from pathlib import Path


MAXIMUM_PERMISSIONS = 3
FIRST_VERSION = 1000
LANGUAGES = ("fr", "nl", "de", "en")
INCLUDES = {"configure", "include", "includeOverrides", "tool"}


def layout(root: Path) -> list[str]:
    """A distribution that lacks one of its parts, or has one it must not have."""
    found = []
    for add_on in add_ons(root):
        where = place(root, add_on.folder)
        found += [f"{where} lacks {part}" for part in parts(add_on) if not part.exists(add_on)]
        found += [f"{where} must not have {part}" for part in forbidden(add_on)]
    return found


class Part(str):
    """The path of a part inside the distribution's folder; it prints as that path."""

    def exists(self, add_on: AddOn) -> bool:
        """Whether the add-on has it."""
        return (add_on.folder / self).exists()


def parts(add_on: AddOn) -> Iterator[Part]:
    """What each distribution has."""
    package = add_on.package.relative_to(add_on.folder)
    yield from map(Part, ("README.md", "tests", f"{package}/configure.zcml"))
    if add_on.has_profile:
        yield Part(f"{package}/profiles/uninstall")
        for language in LANGUAGES:
            yield Part(f"{package}/locales/{language}/LC_MESSAGES/communesplone.po")


def forbidden(add_on: AddOn) -> list[str]:
    """What no distribution has: a setup.py, or code in the shared namespace."""
    candidates = ("setup.py", "setup.cfg", "src/communesplone/__init__.py")
    return [name for name in candidates if (add_on.folder / name).exists()]


def tool_declared(root: Path) -> list[str]:
    """An add-on that does not say, once, what it is for and who answers for it."""
    found = []
    for add_on in add_ons(root):
        count = sum(
            tag(element) == "tool" or element.get("provides", "").endswith(".ITool")
            for path in add_on.files("*.zcml")
            for element in elements(path)
        )
        if count != 1:
            found.append(f"{place(root, add_on.folder)} declares itself as a tool {count} times")
    return found


def includes_only(root: Path) -> list[str]:
    """A registration in configure.zcml, which only includes."""
    found = []
    for add_on in add_ons(root):
        path = add_on.package / "configure.zcml"
        if not path.exists():
            continue
        found += [
            f"{place(root, path, element.sourceline)} <{tag(element)}> belongs in a file of its "
            "own that configure.zcml includes"
            for element in elements(path)
            if tag(element) not in INCLUDES and not element.get("provides", "").endswith(".ITool")
        ]
    return found


def few_permissions(root: Path) -> list[str]:
    """An add-on with more permissions than a person can keep in mind."""
    found = []
    for add_on in add_ons(root):
        names = [
            element.get("id")
            for path in add_on.files("*.zcml")
            for element in elements(path)
            if tag(element) == "permission"
        ]
        if len(names) > MAXIMUM_PERMISSIONS:
            found.append(
                f"{place(root, add_on.folder)} has {len(names)} permissions ({', '.join(names)}); "
                f"{MAXIMUM_PERMISSIONS} is the most"
            )
    return found


def upgrade_steps(root: Path) -> list[str]:
    """A profile version that no upgrade step leads to, or a step that leads nowhere."""
    found = []
    for add_on in add_ons(root):
        for path in sorted((add_on.package / "profiles").glob("*/metadata.xml")):
            where = place(root, path)
            version = profile_version(path)
            if version.isdecimal() and int(version) >= FIRST_VERSION:
                present = steps(add_on, path.parent.name)
                found += [f"{where} {problem}" for problem in gaps(version, present)]
            else:
                found.append(f"{where} version {version!r}: a number from {FIRST_VERSION} on")
    return found


def gaps(version: str, present: set[tuple[str, str]]) -> list[str]:
    """What is missing between the first version and this one, or is too much."""
    numbers = range(FIRST_VERSION + 1, int(version) + 1)
    wanted = {(str(number - 1), str(number)) for number in numbers}
    missing = [f"no upgrade step from {old} to {new}" for old, new in wanted - present]
    alien = [
        f"the upgrade step from {old} to {new} does not fit version {version}"
        for old, new in present - wanted
    ]
    return sorted(missing + alien)


def profile_version(path: Path) -> str:
    """The version in a metadata.xml."""
    return next((e.text or "" for e in elements(path) if tag(e) == "version"), "")


def steps(add_on: AddOn, profile: str) -> set[tuple[str, str]]:
    """Source and destination of the upgrade steps of one of the add-on's profiles."""
    return {
        (element.get("source"), element.get("destination"))
        for path in add_on.files("*.zcml")
        for element in elements(path)
        if tag(element) in ("upgradeStep", "upgradeSteps")
        and element.get("profile") == f"{add_on.name}:{profile}"
    }
