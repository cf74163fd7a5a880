"""What a phone feels: Chromium on slow 4G with a CPU four times slower, through the cluster."""

from benchmarks.probe_vitals import illustrate
from benchmarks.probe_vitals import TEASERS
from benchmarks.probe_vitals import waiting
from benchmarks.report import Report
from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import make_certificate
from communesplone.cli.cluster import start_database
from communesplone.cli.cluster import start_doorbell
from communesplone.cli.cluster import start_proxies
from communesplone.cli.cluster import start_sites
from communesplone.cli.processes import free_port
from communesplone.cli.testing import Instance
from pathlib import Path
from playwright.sync_api import Browser
from playwright.sync_api import CDPSession
from playwright.sync_api import sync_playwright
from typing import Any
import os
import shutil
import statistics
import tempfile
import time


SITE, HOST = "namur", "namur.localhost"
HOME = "home with pictures"
PAGES = {
    HOME: "/",
    "procedure": "/demarches/carte-d-identite",
    "listing": "/demarches",
    "agenda": "/agenda",
    "search": "/@@search?SearchableText=carte",
}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
#: Lighthouse's "slow 4G": milliseconds of latency, bytes a second down and up.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
VISITS = 3
SETTLED_MS = 1500
PATIENCE = 300
LCP_MS, CLS, HOME_KB, CODE_KB = 1800, 0.02, 150, 40
OBSERVE = """
window.vitals = {lcp: 0, cls: 0};
const each = (type, use) => new PerformanceObserver(
  list => list.getEntries().forEach(use)).observe({type, buffered: true});
each('largest-contentful-paint', entry => { vitals.lcp = entry.startTime; });
each('layout-shift', entry => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
"""
#: Looks at the whole page, so that what loads when it is seen is there; counts the pictures.
LOOK = """async () => {
  for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
    scrollTo(0, top);
    await new Promise(done => setTimeout(done, 100));
  }
  await Promise.all([...document.images].map(image => image.decode()));
  return [...document.images].filter(image => image.srcset).length;
}"""


def measure(report: Report) -> None:
    """Visit pages of a demonstration commune three times each with an empty browser cache.

    Its home shows a hero picture and teasers with pictures, all as heavy as photographs.
    """
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as scratch,
        sync_playwright() as playwright,
    ):
        instance = Instance(Path(scratch), settings=_settings(), profile="profiles/test.cfg")
        instance.build()
        cluster = Cluster.read(instance.folder / "parts/cluster.json", instance.folder / "bin")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
        )
        try:
            _start(instance, cluster)
            for kind, path in PAGES.items():
                visits = [_visit(browser, cluster, path) for _ in range(VISITS)]
                _claim(report, kind, visits)
        finally:
            browser.close()
            instance.stop()


def _settings() -> dict[str, str]:
    front = str(free_port())
    addresses = ("clients", "varnish-address", "ban-address", "backend-address")
    return {
        "https-port": front,
        "public-port": front,
        "http-port": str(free_port()),
        "jobs": f"redis://127.0.0.1:{free_port()}/0",
        # A demonstration is made in one transaction, whose objects must stay in the cache
        "object-cache": "30000",
        **{name: f"127.0.0.1:{free_port()}" for name in addresses},
    }


def _start(instance: Instance, cluster: Cluster) -> None:
    make_certificate(cluster.certificate, [HOST])
    start_database(cluster, instance.processes)
    added = instance.command("add", "92094", "--demo")
    if added.exit_code:
        raise RuntimeError(added.stdout + added.stderr)
    instance.call(illustrate, SITE)
    start_doorbell(cluster, instance.processes)
    start_sites(cluster, instance.processes)
    start_proxies(cluster, instance.processes)
    _wait_for_pictures(instance)


def _wait_for_pictures(instance: Instance) -> None:
    """Wait until the worker has made them: it would be measured with the pages."""
    end = time.monotonic() + PATIENCE
    while instance.call(waiting, SITE):
        if time.monotonic() > end:
            raise RuntimeError(f"The pictures are not made after {PATIENCE} seconds.")
        time.sleep(1)


def _visit(browser: Browser, cluster: Cluster, path: str) -> dict[str, Any]:
    """Return LCP (ms), CLS, bytes on the wire by kind of resource, how many pictures are shown.

    LCP is read before the page is looked at down to its end, the rest after.
    """
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    sizes = _watch(session)
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(f"https://{HOST}:{cluster.front[1]}{path}", wait_until="load")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{path} answered {answer and answer.status}")
    page.wait_for_timeout(SETTLED_MS)
    lcp = page.evaluate("vitals.lcp")
    pictures = page.evaluate(LOOK)
    page.wait_for_timeout(SETTLED_MS)
    cls = page.evaluate("vitals.cls")
    context.close()
    return {"lcp": lcp, "cls": cls, "bytes": sizes, "pictures": pictures}


def _watch(session: CDPSession) -> dict[str, int]:
    sizes: dict[str, int] = {}
    kinds: dict[str, str] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        sizes[kind] = sizes.get(kind, 0) + int(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    return sizes


def _claim(report: Report, kind: str, visits: list[dict[str, Any]]) -> None:
    lcp = statistics.median(visit["lcp"] for visit in visits)
    report.add(f"{kind}: LCP, median of {VISITS}", lcp, LCP_MS, "ms")
    report.add(f"{kind}: CLS, the worst", max(visit["cls"] for visit in visits), CLS, "")
    sizes = visits[0]["bytes"]
    code = sum(sizes.get(each, 0) for each in ("Document", "Stylesheet", "Script"))
    beside = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sorted(sizes.items()))
    report.add(f"{kind}: HTML, CSS and JS on the wire", code / 1000, CODE_KB, "KB", beside)
    if kind == HOME:
        pictures = visits[0]["pictures"]
        if pictures <= TEASERS:
            raise RuntimeError(f"The home shows {pictures} pictures, not {TEASERS + 1}.")
        report.add(
            f"{kind}: everything",
            sum(sizes.values()) / 1000,
            HOME_KB,
            "KB",
            f"{pictures} pictures as heavy as photographs, the page seen to its end",
        )
