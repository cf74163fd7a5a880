"""A site with something of everything, and a picture of it that two sites can be compared by."""

from Acquisition import aq_base
from communesplone.cli.transfer.structure import relative_path
from communesplone.cli.transfer.structure import walk
from communesplone.cli.values import to_json
from communesplone.editing.quality.data import QualityData
from communesplone.editing.quality.store import Said
from communesplone.editing.quality.store import store
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import timedelta
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.linkintegrity.utils import getOutgoingLinks
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.app.textfield.value import IRichTextValue
from plone.app.textfield.value import RichTextValue
from plone.base.interfaces.constrains import ENABLED
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.dexterity.utils import iterSchemata
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.namedfile.interfaces import INamed
from z3c.relationfield import RelationValue
from z3c.relationfield.interfaces import IRelationValue
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import modified
from zope.schema import getFieldsInOrder
import hashlib
import io
import PIL.Image
import pytz


def picture():
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (40, 30), (11, 85, 99)).save(buffer, "PNG")
    return buffer.getvalue()


def fill(app, site_id):
    """Give a site pages, files, states, users, settings and links of every kind."""
    site = app[site_id]
    setSite(site)
    home = site.get("fr", site)
    add_users(site)
    folder = api.content.create(home, "Folder", "tout", title="De tout, été & hiver")
    add_pages(folder)
    add_files(folder)
    add_dates(folder)
    add_links(folder)
    add_service(folder)
    restrict(folder)
    if "de" in site:
        add_translation(site, folder)
    change_settings(site)
    decide(site, folder["un"])


def add_users(site):
    for name, email in (("alice", "alice@namur.example"), ("bernard", "")):
        site.acl_users._doAddUser(name, f"secret of {name}", ["Member"], [])
        user = api.user.get(userid=name)
        user.setMemberProperties({"fullname": name.title(), "email": email})
    api.group.create("pompiers", title="Pompiers", roles=["Reader"])
    api.group.add_user(groupname="pompiers", username="bernard")
    api.group.add_user(groupname="Editors", username="alice")
    site.acl_users.portal_role_manager.assignRoleToPrincipal("Reviewer", "bernard")


def add_pages(folder):
    for name in ("un", "deux", "trois"):
        text = RichTextValue(f"<p>Page {name}: où, naïf, €</p>", "text/html", "text/x-html-safe")
        api.content.create(folder, "Document", name, title=f"Page {name}", text=text)
    folder.moveObjectsToTop(["trois"])
    folder.setDefaultPage("deux")
    folder.manage_setLocalRoles("alice", ["Editor", "Owner"])
    folder["deux"].__ac_local_roles_block__ = True
    api.content.transition(folder, "publish")
    api.content.transition(folder["un"], "submit", comment="À relire, merci")
    api.content.transition(folder["deux"], "submit")
    api.content.transition(folder["deux"], "publish", comment="Relu")
    folder["trois"].exclude_from_nav = True
    folder["trois"].setSubject(("été", "eau"))
    folder["trois"].creators = ("alice", "bernard")
    folder["trois"].language = ""
    modified(folder["trois"])


def restrict(folder):
    constraints = ISelectableConstrainTypes(folder)
    constraints.setConstrainTypesMode(ENABLED)
    constraints.setLocallyAllowedTypes(["Document", "File"])
    constraints.setImmediatelyAddableTypes(["Document"])


def add_files(folder):
    report = NamedBlobFile(b"%PDF-1.7 \x00\xff", "application/pdf", "../../règlement.pdf")
    api.content.create(folder, "File", "reglement", title="Règlement", file=report)
    image = NamedBlobImage(picture(), "image/png", "place.png")
    api.content.create(folder, "Image", "place", title="La place", image=image)
    news = api.content.create(folder, "News Item", "foire", title="Foire aux boudins")
    news.image = NamedBlobImage(picture(), "image/png", "foire.png")
    news.image_caption = "La foire"
    modified(news)


def add_dates(folder):
    event = api.content.create(folder, "Event", "marche", title="Marché")
    event.start = pytz.timezone("Europe/Brussels").localize(datetime(2026, 12, 1, 8))
    event.end = event.start + timedelta(hours=4)
    event.recurrence = "RRULE:FREQ=WEEKLY;COUNT=4"
    event.location = "Place d'Armes"
    modified(event)
    later = api.content.create(folder, "Document", "plus-tard", title="Plus tard")
    later.effective_date = DateTime("2031/01/02 03:04:05 Europe/Brussels")
    later.expiration_date = DateTime("2032/01/02 00:00:00 Europe/Brussels")
    later.creation_date = DateTime("2019/05/06 07:08:09 Europe/Brussels")
    later.modification_date = DateTime("2020/02/29 12:00:00 Europe/Brussels")
    later.reindexObject(idxs=["effective", "expires", "created", "modified"])


def add_links(folder):
    target = folder["deux"]
    page = api.content.create(folder, "Document", "liens", title="Liens")
    link = f'<p><a href="resolveuid/{target.UID()}">deux</a></p>'
    page.text = RichTextValue(link, "text/html", "text/x-html-safe")
    page.relatedItems = [RelationValue(getUtility(IIntIds).getId(target))]
    modified(page)
    moved = api.content.create(folder, "Document", "ancien", title="Ancienne adresse")
    old = "/".join(moved.getPhysicalPath())
    api.content.rename(moved, "nouveau")
    storage = getUtility(IRedirectionStorage)
    storage.add(f"{old}-manuel", "https://www.wallonie.be/", manual=True)


def add_service(folder):
    service = api.content.create(folder, "Service", "population", title="Service population")
    service.main_desk = True
    service.phone = "081 24 60 00"
    service.street = "Place d'Armes"
    service.review_date = date(2027, 3, 1)
    service.opening_hours = {"week": {"mon": [["08:30", "12:00"]]}, "closed_on_holidays": True}
    modified(service)


def add_translation(site, folder):
    other = api.content.create(site["de"], "Folder", "alles", title="Alles", language="de")
    ITranslationManager(folder).register_translation("de", other)


def change_settings(site):
    from communesplone.cli.settings import apply_values

    apply_values(
        site,
        {
            "population": "114000",
            "population_year": "2025",
            "population_source": "Statbel",
            "title": "Une commune à exporter",
        },
    )
    site.portal_registry["plone.email_from_name"] = "La commune"


def decide(site, page):
    """Leave findings of quality as they are, and note what another site answered."""
    kept = store(site)
    kept.accept(page.UID(), "0123456789abcdef")
    kept.say(page.UID(), Said("fedcba9876543210", "marie", "2026-03-01T08:00:00+00:00"))
    address = "https://www.example.org/inforoutes?a=1&b=é"
    kept.visits.know(address, date(2026, 3, 1))
    kept.visits.answered(address, "no", date(2026, 3, 1))
    kept.visits.answered(address, "no", date(2026, 3, 2))


def snapshot(app, site_id):
    """Return everything that must survive, as plain data; the id of the site is left out."""
    site = app[site_id]
    setSite(site)
    return {
        "title": site.title,
        "items": {relative_path(site, item): describe(site, item) for item in walk(site)},
        "order": list(site.contentIds()),
        "default_page": site.getProperty("default_page", None),
        "accounts": accounts(site),
        "settings": {
            key: to_json(record.value)
            for key, record in site.portal_registry.records.items()
            if (record.interfaceName or "").startswith(
                ("communesplone.", "plone.base.interfaces.controlpanel", "plone.i18n")
            )
        },
        "redirects": redirects(site),
        "quality": QualityData(site).dump(),
    }


def describe(site, item):
    base = aq_base(item)
    catalog = site.portal_catalog
    path = "/".join(item.getPhysicalPath())
    constraints = ISelectableConstrainTypes(item, None)
    return {
        "uid": item.UID(),
        "type": item.portal_type,
        "fields": fields(item),
        "history": {
            name: [to_json(dict(entry)) for entry in log]
            for name, log in getattr(base, "workflow_history", PersistentMapping()).items()
        },
        "state": api.content.get_state(item, default=None),
        "who_sees": sorted(catalog.getIndexDataForRID(rid(catalog, path))["allowedRolesAndUsers"]),
        "metadata": metadata(catalog, path),
        "local_roles": {k: sorted(v) for k, v in (base.__ac_local_roles__ or {}).items()},
        "blocked": bool(getattr(base, "__ac_local_roles_block__", False)),
        "dates": [str(getattr(base, name)) for name in DATES],
        "layout": vars(base).get("layout"),
        "default_page": vars(base).get("default_page"),
        "order": list(item.objectIds()) if hasattr(base, "objectIds") else None,
        "links": sorted(link.to_object.UID() for link in getOutgoingLinks(item)),
        "translations": translations(item),
        "allowed": constraints and sorted(constraints.getLocallyAllowedTypes()),
        "addable": constraints and sorted(constraints.getImmediatelyAddableTypes()),
    }


DATES = ("creation_date", "modification_date", "effective_date", "expiration_date")
COLUMNS = ("Title", "review_state", "is_folderish", "exclude_from_nav", "Subject", "start", "end")


def rid(catalog, path):
    return catalog.getrid(path)


def metadata(catalog, path):
    found = catalog.getMetadataForRID(rid(catalog, path))
    return {name: repr(found[name]) for name in COLUMNS}


def translations(item):
    found = ITranslationManager(item, None)
    return {k: v.UID() for k, v in found.get_translations().items()} if found else {}


def fields(item):
    # The schema of a type made from a file has the id of its site in its name.
    return {
        f"{schema.__name__.rpartition('_')[2]}.{name}": plain(
            getattr(schema(item, item), name, None)
        )
        for schema in iterSchemata(item)
        for name, field in getFieldsInOrder(schema)
    }


def plain(value):
    if INamed.providedBy(value):
        return [hashlib.sha256(value.data).hexdigest(), value.filename, value.contentType]
    if IRichTextValue.providedBy(value):
        return [value.raw, value.mimeType, value.outputMimeType]
    if IRelationValue.providedBy(value):
        return value.to_object.UID()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "items"):
        return {str(key): plain(item) for key, item in value.items()}
    try:
        return to_json(value)
    except TypeError:
        return repr(type(value))


def accounts(site):
    users = site.acl_users.source_users
    return {
        "hashes": {name: str(users._user_passwords[name]) for name in users.getUserIds()},
        "roles": {n: sorted(api.user.get_roles(username=n)) for n in users.getUserIds()},
        "groups": {
            group.getId(): [
                group.getProperty("title"),
                sorted(group.getGroupMemberIds()),
                sorted(group.getRoles()),
            ]
            for group in api.group.get_groups()
        },
        "properties": {
            name: [api.user.get(userid=name).getProperty(key) for key in ("fullname", "email")]
            for name in users.getUserIds()
        },
    }


def redirects(site):
    prefix = "/".join(site.getPhysicalPath())
    return {
        old.removeprefix(prefix): [new.removeprefix(prefix), str(moment), manual]
        for old, (new, moment, manual) in getUtility(IRedirectionStorage)._paths.items()
    }


def logs_in(app, site_id, name, password):
    """Tell whether a user of the site is known by this password."""
    site = app[site_id]
    plugin = site.acl_users.source_users
    return plugin.authenticateCredentials({"login": name, "password": password}) is not None
