"""What somebody without a mouse meets on a page: where Tab leads, and whether it can be seen."""

from playwright.sync_api import Page


#: Presses between two looks at whether all was reached, and those that a page may take more.
STEP, MORE = 8, 60
#: Begins to watch where the focus goes; tells how many places it has to reach.
WATCH = """() => {
  const places = "a[href], area[href], button, input, select, textarea, summary, iframe,"
    + "audio[controls], video[controls], [contenteditable=''], [contenteditable=true], [tabindex]";
  const looks = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor",
    "backgroundColor", "color", "textDecorationLine", "clipPath", "clip", "opacity", "transform"];
  const isThere = (one) => one.isConnected && one.tabIndex >= 0 && !one.closest("[inert]")
    && !one.matches(":disabled, [type=hidden]") && one.getClientRects().length > 0
    && one.checkVisibility({ visibilityProperty: true });
  // What shows the focus of a place: itself, what holds it, what stands for it
  const look = (one) => [one, one.parentElement, one.nextElementSibling, ...(one.labels ?? [])]
    .filter((part) => part)
    .map((part) => looks.map((name) => getComputedStyle(part)[name]).join()).join("|");
  const told = (one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 160);

  document.activeElement?.blur();
  const wanted = [...document.querySelectorAll(places)].filter(isThere);
  const calm = new Map(wanted.map((one) => [one, look(one)]));
  const met = new Set();
  const unseen = new Set();
  const note = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return;
    met.add(one);
    // The focus within a frame is shown by what the frame holds
    if (one.tagName !== "IFRAME" && calm.get(one) === look(one)) unseen.add(one);
  };
  document.addEventListener("focusin", note, true);
  addEventListener("blur", note);

  // Of the choices of one question one is reached; arrows lead to the others
  const isMet = (one) => met.has(one) || (one.type === "radio" && one.name
    && [...met].some((other) => other.type === "radio" && other.name === one.name));
  const missed = () => wanted.filter((one) => isThere(one) && !isMet(one));
  window.tabbed = {
    missed: () => missed().map(told),
    unseen: () => [...unseen].map(told),
  };
  return wanted.length;
}"""


def tab_through(page: Page) -> list[str]:
    """Press Tab until each visible place was reached; return what is wrong, a line a place.

    Places that are not reached after as many presses as there are places and some more stand
    behind others that keep the focus, or out of its way.
    """
    presses = page.evaluate(WATCH) + MORE
    for at in range(presses):
        page.keyboard.press("Tab")
        if at % STEP == 0 and not page.evaluate("tabbed.missed().length"):
            break
    missed = [f"not reached by Tab: {one}" for one in page.evaluate("tabbed.missed()")]
    return missed + [f"focus not seen: {one}" for one in page.evaluate("tabbed.unseen()")]
