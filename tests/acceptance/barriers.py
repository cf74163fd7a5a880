"""What a machine finds on a page that keeps people out: by axe, and what the window cuts off."""

from axe_playwright_python.sync_playwright import Axe
from collections.abc import Collection
from collections.abc import Iterable
from playwright.sync_api import Page


#: What axe tells in full; of what passes and of what does not apply it tells one element.
TOLD = {"resultTypes": ["violations", "incomplete"]}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = TOLD | {"runOnly": TAGS}
CONTRAST = TOLD | {"runOnly": ["color-contrast"]}
#: The width of a phone and that of a desk, in pixels.
WIDTHS = (390, 1280)
AXE = Axe()

#: Rule -> the elements that break it
Wrong = dict[str, list[str]]


def violations(page: Page, part: str | None = None) -> Wrong:
    """Return what axe finds wrong, in a part of the page or in all of it."""
    return _elements(_run(page, part, OPTIONS)["violations"])


def problems(
    page: Page,
    part: str | None = None,
    *,
    options: dict[str, list[str]] = OPTIONS,
    reviewed: Collection[str] = (),
) -> Wrong:
    """Return what axe finds wrong, and what it could not decide and nobody has reviewed.

    :param reviewed: how the HTML of elements begins that a person has looked at.
    """
    answer = _run(page, part, options)
    undecided = _elements(answer["incomplete"])
    open_ones = {
        rule: [one for one in found if not one.startswith(tuple(reviewed))]
        for rule, found in undecided.items()
    }
    return _elements(answer["violations"]) | {rule: one for rule, one in open_ones.items() if one}


def barriers(page: Page, reviewed: Collection[str] = ()) -> dict[str, Wrong]:
    """Return the problems of the open page on a phone and on a desk, by day and by night."""
    found: dict[str, Wrong] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in (("light", OPTIONS), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)
            if wrong := problems(page, options=options, reviewed=reviewed):
                found[f"{width} {scheme}"] = wrong
        if too_wide(page):
            found[f"{width}"] = {"it scrolls sideways": []}
    page.emulate_media(color_scheme="light")
    return found


def walk(page: Page, addresses: Iterable[str], reviewed: Collection[str] = ()) -> dict[str, dict]:
    """Return the barriers of each page that has some, by its address."""
    found = {}
    for address in addresses:
        page.goto(address)
        if wrong := barriers(page, reviewed):
            found[address] = wrong
    return found


def too_wide(page: Page) -> bool:
    """Tell whether a page has to be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def _run(page: Page, part: str | None, options: dict[str, list[str]]) -> dict[str, list[dict]]:
    # What is under the bar that stays on top is taken for covered: nothing is at the top
    page.evaluate("scrollTo(0, 0)")
    return AXE.run(page, context=part, options=options).response


def _elements(rules: Iterable[dict]) -> Wrong:
    return {one["id"]: [node["html"][:160] for node in one["nodes"]] for one in rules}
