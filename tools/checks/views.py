"""Every view has its layer, its permission and a test that names it."""

from checks.house import add_ons
from checks.house import AddOn
from checks.house import elements
from checks.house import has_reason
from checks.house import place
from checks.house import tag
from collections.abc import Iterator
from lxml import etree
from pathlib import Path
import re


BROWSER = "http://namespaces.zope.org/browser"
PLONE = "http://namespaces.plone.org/plone"
LAYERED = {
    (BROWSER, name)
    for name in ("page", "pages", "view", "viewlet", "viewletManager", "menuItem", "resource")
} | {(PLONE, "service"), (PLONE, "portletRenderer")}
GUARDED = {(BROWSER, name) for name in ("page", "pages", "view", "viewlet")} | {(PLONE, "service")}
NAMED = {(BROWSER, "page"), (BROWSER, "view"), (PLONE, "service")}
PUBLIC = {"zope.Public", "zope2.Public"}


def layers(root: Path) -> list[str]:
    """A view, viewlet or service that would also answer on sites that are none of ours."""
    return [
        f"{where} {title(element)} needs layer=…, or a comment right above it that says why not"
        for where, element in directives(root, LAYERED)
        if not has_layer(element) and not has_reason(element)
    ]


def has_layer(element: etree._Element) -> bool:
    """Whether the directive, or the <browser:pages> around it, names a layer of ours."""
    if grouped(element):
        return True
    return element.get("layer", "").startswith((".", "communesplone."))


def grouped(element: etree._Element) -> bool:
    """Whether the directive is inside <browser:pages>, which answers for it."""
    return element.getparent() is not None and tag(element.getparent()) == "pages"


def guards(root: Path) -> list[str]:
    """A view without a permission, or open to anyone on anything without a reason."""
    found = []
    for where, element in directives(root, GUARDED):
        permission = element.get("permission")
        if not permission and not grouped(element):
            found.append(f"{where} {title(element)} needs permission=…")
        elif is_wide_open(element) and not has_reason(element):
            found.append(
                f"{where} {title(element)} is open to anyone ({permission}): say why in a "
                "comment right above it"
            )
    return found


def is_wide_open(element: etree._Element) -> bool:
    """Whether anyone may call the view, or see it on anything whatever its state."""
    permission = element.get("permission")
    return permission in PUBLIC or (permission == "zope2.View" and element.get("for") == "*")


def tested_views(root: Path) -> list[str]:
    """A named view that no test names."""
    across = text_of(root / "tests")
    found = []
    for add_on in add_ons(root):
        tests = text_of(add_on.tests) + across
        for where, element in directives_of(root, add_on, NAMED):
            name = element.get("name")
            if name and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", tests):
                found.append(f"{where} no test names the view {name!r}")
    return found


def text_of(folder: Path) -> str:
    """All the tests of a folder as one text."""
    return "\n".join(path.read_text() for path in sorted(folder.rglob("*.py")))


def directives(root: Path, kinds: set[tuple[str, str]]) -> Iterator[tuple[str, etree._Element]]:
    """The ZCML directives of these kinds in every add-on, each with its place."""
    for add_on in add_ons(root):
        yield from directives_of(root, add_on, kinds)


def directives_of(
    root: Path, add_on: AddOn, kinds: set[tuple[str, str]]
) -> Iterator[tuple[str, etree._Element]]:
    """The ZCML directives of these kinds in one add-on, each with its place."""
    for path in add_on.files("*.zcml"):
        for element in elements(path):
            name = etree.QName(element)
            if (name.namespace, name.localname) in kinds:
                yield place(root, path, element.sourceline), element


def title(element: etree._Element) -> str:
    """How a person recognises the directive."""
    return f"<{tag(element)} {element.get('name', element.get('class', ''))}>"
