"""Each check: break that very thing, see it named, apply the mend, see it gone."""

from communesplone.cli.doctor.checks import INSTALLATION
from communesplone.cli.doctor.checks import SITES
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
from zope.annotation.interfaces import IAnnotations
import os
import re
import stat


def test_an_installation_in_order_has_nothing_to_mend(command):
    command("doctor", "--mend", "secrets")
    told = command("doctor").stdout
    assert "without remark" in told
    assert told.endswith("Nothing to mend.\n")


def test_what_to_do_first_is_told_last_and_nothing_is_mended(instance):
    instance.call(put_line, "lost.example/nowhere")
    first = instance.command("doctor")
    assert first.exit_code == 1
    assert instance.command("doctor").stdout.splitlines()[2:] == first.stdout.splitlines()[2:]
    assert first.stdout.splitlines()[-2] == "1 error. First:"
    assert first.stdout.splitlines()[-1].endswith("bin/communes doctor --mend host-map")
    assert "\x1b" not in first.stdout
    assert "Traceback" not in first.stdout + first.stderr
    instance.command("doctor", "--mend", "host-map")


def test_mending_what_is_fine_changes_nothing(command, instance):
    before = instance.call(last_transaction)
    assert "Nothing to mend" in command("doctor", "--mend", "catalog", "namur").stdout
    assert instance.call(last_transaction) == before


def test_a_mend_of_a_site_asks_which_one(refused):
    assert "give its id" in refused("doctor", "--mend", "catalog")


def test_every_check_has_a_test_here():
    names = {check.name.replace("-", "_") for check in (*INSTALLATION, *SITES)}
    here = "".join(module.read_text() for module in Path(__file__).parent.glob("test_*.py"))
    tested = set(re.findall(r"^def test_check_(\w+)", here, re.MULTILINE))
    assert names - {"profiles"} == tested


def test_check_host_map(instance, mends):
    instance.call(put_line, "lost.example/nowhere")
    mends("host-map", says="lost.example/nowhere")


def put_line(app, line):
    app.virtual_hosting.set_map("\n".join([*app.virtual_hosting.lines, line]))


def test_check_hosts(instance, mends, command):
    instance.call(take_hosts, "namur")
    mends("hosts", "namur", says="has no host")
    assert command("hosts", "namur", "--json").json["main"] == "namur.localhost"


def take_hosts(app, site_id):
    kept = [line for line in app.virtual_hosting.lines if not line.endswith(f"/{site_id}")]
    app.virtual_hosting.set_map("\n".join(kept))


def test_check_hub(instance, mends):
    instance.call(forget_in_hub, "namur")
    mends("hub", says="does not list namur")
    instance.call(invent_in_hub, "atlantis")
    mends("hub", says="not a commune: atlantis")


def forget_in_hub(app, site_id):
    from communesplone.policy.hub import forget_commune

    forget_commune(app, site_id)


def invent_in_hub(app, site_id):
    from communesplone.policy.hub import KEY

    entry = {"name": "Atlantis", "province": "", "languages": ("fr",)}
    IAnnotations(app["hub"])[KEY][site_id] = entry


def test_check_secrets(instance, mends):
    exports = instance.var / "exports"
    exports.mkdir(exist_ok=True)
    instance.command("doctor", "--mend", "secrets")
    secret = instance.var / "accounts.txt"
    secret.write_text("admin secret\n")
    secret.chmod(0o644)
    mends("secrets", says="accounts.txt can be read by others (mode 644)")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    secret.unlink()


def test_check_disk(instance, findings):
    ballast = instance.var / "ballast"
    free = os.statvfs(instance.var).f_bavail * os.statvfs(instance.var).f_frsize
    size = min(free // 4, 10**9)
    minimum = str(free - size // 2)
    with ballast.open("wb") as output:
        os.posix_fallocate(output.fileno(), 0, size)
    (found,) = findings("disk", COMMUNES_DISK_MINIMUM=minimum)
    assert "nearly full" in found["sentence"]
    assert found["command"].endswith("bin/zeopack")
    ballast.unlink()
    assert findings("disk", COMMUNES_DISK_MINIMUM=minimum) == []


def test_check_layers(instance, mends):
    instance.call(take_layer, "namur")
    mends("layers", "namur", says="communesplone.core")


def take_layer(app, site_id):
    from plone.browserlayer.utils import unregister_layer
    from zope.component.hooks import setSite

    setSite(app[site_id])
    unregister_layer("communesplone.core")


def test_check_indexes(instance, mends):
    instance.call(take_from_catalog, "namur")
    mends("indexes", "namur", says="the index review_date and the column contact_data")
    assert instance.call(knows_review_dates, "namur")


def take_from_catalog(app, site_id):
    catalog = app[site_id].portal_catalog
    catalog.delIndex("review_date")
    catalog.delColumn("contact_data")


def knows_review_dates(app, site_id):
    catalog = app[site_id].portal_catalog
    return "review_date" in catalog.indexes() and "contact_data" in catalog.schema()


def test_check_catalog(instance, mends):
    instance.call(hide_from_catalog, "namur")
    mends("catalog", "namur", says="1 items are not in the catalog")
    instance.call(leave_ghost, "namur")
    mends("catalog", "namur", says="1 entries of the catalog lead to items that are gone")


def hide_from_catalog(app, site_id):
    site = app[site_id]
    first = next(item for item in site.objectValues() if hasattr(item.aq_base, "portal_type"))
    site.portal_catalog.uncatalog_object("/".join(first.getPhysicalPath()))


def leave_ghost(app, site_id):
    from plone import api
    from zope.component.hooks import setSite

    site = app[site_id]
    setSite(site)
    page = api.content.create(site, "Document", "ghost", title="Ghost")
    api.portal.get_tool("portal_catalog").catalog_object(page)
    site._delOb("ghost")
    site._tree.pop("ghost", None)


def test_check_search(instance, mends):
    instance.command("doctor", "--mend", "search", "namur")
    instance.call(forget_pages, "namur")
    mends("search", "namur", says="public pages are not in the search")
    instance.call(leave_gone_page, "namur")
    mends("search", "namur", says="the search has 1 pages that are not public or gone")
    instance.call(forget_jobs, "namur")
    mends("search", "namur", says="no job counts the searches without result")


def forget_pages(app, site_id):
    app[site_id].portal_catalog._catalog.indexes["communes_search"].clear()


def leave_gone_page(app, site_id):
    from plone.indexer.interfaces import IIndexableObject
    from zope.component import getMultiAdapter
    from zope.component.hooks import setSite

    site = app[site_id]
    setSite(site)
    catalog = site.portal_catalog
    index = catalog._catalog.indexes["communes_search"]
    page = app.unrestrictedTraverse(catalog.getpath(next(iter(index.docids()))))
    index.index_object(1, getMultiAdapter((page, catalog), IIndexableObject))


def test_check_blobs(instance, mends):
    instance.call(add_file, "namur")
    before = instance.call(blob_path, "namur")
    os.unlink(before)
    mends("blobs", "namur", says="the file of lost-file (file) is not on the disk")
    instance.call(delete, "namur", "lost-file")


def add_file(app, site_id):
    from plone import api
    from plone.namedfile.file import NamedBlobFile
    from zope.component.hooks import setSite

    setSite(app[site_id])
    value = NamedBlobFile(b"%PDF-1.7", "application/pdf", "lost.pdf")
    api.content.create(app[site_id], "File", "lost-file", title="Lost", file=value)


def blob_path(app, site_id):
    return app[site_id]["lost-file"].file._blob.committed()


def delete(app, site_id, name):
    from zope.component.hooks import setSite

    setSite(app[site_id])
    app[site_id].manage_delObjects([name])


def test_check_counter(instance, mends):
    instance.call(take_counter, "namur")
    mends("counter", "namur", says="not counted")


def take_counter(app, site_id):
    from communesplone.core.changes import KEY

    del IAnnotations(app[site_id])[KEY]


def test_check_jobs(instance, mends, findings):
    instance.call(give_job_up, "namur")
    mends("jobs", "namur", says="was given up: ValueError: the relay refused")
    instance.call(forget_jobs, "namur")
    instance.call(add_late_job, "namur")
    mends("jobs", "namur", says="no worker does them")
    assert instance.call(jobs_left, "namur") == 0


def job_name(app):
    # One that needs no arguments.
    return "communesplone.ban_again"


def give_job_up(app, site_id):
    from communesplone.core import jobs

    job_id = jobs.add(job_name(app), site=app[site_id])
    outbox = jobs.outbox(app[site_id])
    (key,) = (key for key, entry in outbox.waiting.items() if entry.id == job_id)
    entry = outbox.waiting.pop(key)
    entry.error = "Traceback …\n  somewhere\nValueError: the relay refused\n"
    outbox.failed[entry.id] = (key, entry)


def add_late_job(app, site_id):
    from communesplone.core import jobs

    jobs.add(job_name(app), run_at=datetime.now(UTC) - timedelta(hours=2), site=app[site_id])


def forget_jobs(app, site_id):
    from communesplone.core import jobs

    jobs.outbox(app[site_id]).waiting.clear()


def jobs_left(app, site_id):
    from communesplone.core import jobs

    return len(jobs.pending(app[site_id]))


def test_check_subscriptions(instance, mends):
    instance.call(forget_jobs, "namur")
    mends("subscriptions", "namur", says="no job makes the digests")


def test_check_transforms(instance, mends):
    instance.call(grow_transforms, "namur")
    mends("transforms", "namur", says="text conversions that nobody uses")


def grow_transforms(app, site_id):
    app[site_id].portal_transforms.manage_addTransform(
        "rest_to_html", "Products.PortalTransforms.transforms.rest"
    )


def test_check_timezone(instance, mends):
    instance.call(move_to_utc, "namur")
    mends("timezone", "namur", says="its time zone is UTC")


def move_to_utc(app, site_id):
    registry = app[site_id].portal_registry
    registry["plone.available_timezones"] = ["UTC", "Europe/Brussels"]
    registry["plone.portal_timezone"] = "UTC"


def test_a_check_that_fails_is_a_finding_and_no_stack_trace(instance, command):
    instance.call(rename, "namur", "portal_transforms", "away")
    try:
        result = instance.command("doctor", "namur", "--json")
        found = [f for f in result.json["findings"] if f["check"] == "transforms"]
        assert "could not be done" in found[0]["sentence"]
        assert result.exit_code == 1
    finally:
        instance.call(rename, "namur", "away", "portal_transforms")


def rename(app, site_id, old, new):
    site = app[site_id]
    tool = site._getOb(old)
    site._delOb(old)
    tool.aq_base.id = new
    site._setOb(new, tool.aq_base)


def last_transaction(app):
    return app._p_jar.db().lastTransaction().hex()
