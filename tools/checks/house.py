"""The add-ons of the house and their files, read without importing any of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from lxml import etree
from pathlib import Path
import ast
import tomllib


@dataclass(frozen=True)
class AddOn:
    """One distribution of this repository.

    :param name: name of the distribution, such as ``communesplone.directory``.
    :param folder: where its pyproject.toml is.
    """

    name: str
    folder: Path

    @property
    def short(self) -> str:
        """The last part of the name, such as ``directory``."""
        return self.name.rpartition(".")[2]

    @property
    def package(self) -> Path:
        """The folder of the Python package."""
        return self.folder / "src" / "communesplone" / self.short

    @property
    def tests(self) -> Path:
        """The folder of the tests, beside the package."""
        return self.folder / "tests"

    def files(self, *patterns: str) -> list[Path]:
        """Files of the package that match one of the patterns, such as ``*.pt``."""
        return sorted(path for pattern in patterns for path in self.package.rglob(pattern))

    @property
    def has_profile(self) -> bool:
        """Whether it is something that a site installs."""
        return (self.package / "profiles" / "default").is_dir()


def folders(root: Path) -> list[Path]:
    """The folders that hold a distribution each."""
    places = [*(root / "src").glob("*"), root / "policy", *(root / "themes").glob("*")]
    return sorted(place for place in places if (place / "pyproject.toml").is_file())


def add_ons(root: Path) -> tuple[AddOn, ...]:
    """Every add-on of the repository at `root`, by name."""
    found = [AddOn(project_name(folder), folder) for folder in folders(root)]
    return tuple(sorted(found, key=lambda add_on: add_on.name))


def project_name(folder: Path) -> str:
    """The name in the folder's pyproject.toml."""
    return tomllib.loads((folder / "pyproject.toml").read_text())["project"]["name"]


def place(root: Path, path: Path, line: int = 0) -> str:
    """Where a violation is, as an editor opens it: ``src/…/views.py:12``."""
    relative = path.relative_to(root)
    return f"{relative}:{line}" if line else str(relative)


def elements(path: Path) -> Iterator[etree._Element]:
    """The elements of an XML or ZCML file, without comments."""
    parser = etree.XMLParser(resolve_entities=False)
    for element in etree.parse(path, parser).iter():
        if isinstance(element.tag, str):
            yield element


def tag(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def has_reason(element: etree._Element) -> bool:
    """Whether a comment of a few words stands right above the element."""
    above = element.getprevious()
    return above is not None and above.tag is etree.Comment and len(above.text.split()) >= 4


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(), filename=str(path))
