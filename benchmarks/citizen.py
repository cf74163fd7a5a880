"""What citizens ask for, uncached, against vanilla Plone and Wagtail with like content."""

from benchmarks import wagtail_set_up
from benchmarks.http_cpu import cpu_ms
from benchmarks.report import Report
from benchmarks.set_ups import set_up
from typing import Any


ITEMS = 1000
FOLDERS = 2000
WORD = "inondation"
AGAINST_VANILLA = 0.1
AGAINST_WAGTAIL = 0.5
AFTER_EDIT = 0.25
OBJECTS = {"search": 250}
OBJECTS_ELSEWHERE = 150
PROBE = "probe_citizen.py"


def measure(report: Report) -> None:
    """Compare CPU over HTTP, servers and databases together; count objects from a cold cache."""
    pages = {name: _plone(name) for name in ("communes", "vanilla")}
    with wagtail_set_up.served(ITEMS) as (port, pids):
        wagtail = {
            kind: cpu_ms(port, path.format(word=WORD), pids)
            for kind, path in wagtail_set_up.PATHS.items()
        }
    for kind, ours in pages["communes"].items():
        theirs = pages["vanilla"][kind]
        _compare(report, f"{kind}: CPU against vanilla", ours, theirs, "http_ms", AGAINST_VANILLA)
        report.add(
            f"{kind}: CPU against Wagtail",
            ours["http_ms"] / wagtail[kind],
            AGAINST_WAGTAIL,
            "×",
            f"{ours['http_ms']:.2f} ms against {wagtail[kind]:.2f} ms",
        )
        _after_edit(report, f"{kind} of {ITEMS} items", ours, theirs)
        limit = OBJECTS.get(kind, OBJECTS_ELSEWHERE)
        beside = f"vanilla {theirs['objects']}"
        report.add(f"{kind}: objects, cold", ours["objects"], limit, "objects", beside)
    _trees(report)


def _plone(name: str) -> dict[str, dict[str, Any]]:
    with set_up(name) as place:
        pages = place.probe("fill", str(ITEMS), script=PROBE)
        port, client = place.serve()
        pids = [each.process.pid for each in place.processes.children]
        assert client.process.pid in pids
        for page in pages.values():
            page["http_ms"] = cpu_ms(port, page["path"], pids, "zope.localhost")
    return pages


def _trees(report: Report) -> None:
    found = {}
    for name in ("communes", "vanilla"):
        with set_up(name) as place:
            found[name] = place.probe("tree", str(FOLDERS), script=PROBE)
    for kind, ours in found["communes"].items():
        _after_edit(report, f"{kind} of {FOLDERS} folders", ours, found["vanilla"][kind])


def _after_edit(report: Report, what: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    text = f"{what}: CPU of the first request after an edit, against vanilla"
    _compare(report, text, ours, theirs, "after_edit_ms", AFTER_EDIT)


def _compare(
    report: Report, text: str, ours: dict[str, Any], theirs: dict[str, Any], key: str, limit: float
) -> None:
    beside = f"{ours[key]:.2f} ms against {theirs[key]:.1f} ms"
    report.add(text, ours[key] / theirs[key], limit, "×", beside)
