"""What nobody outside may read, of every type and in every place of a commune that we know of."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import timedelta
from io import BytesIO
from PIL.PngImagePlugin import PngInfo
from plone import api
from plone.app.textfield import RichTextValue
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.content import Container as Folder
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile import NamedBlobFile
from plone.namedfile import NamedBlobImage
from Products.CMFPlone.Portal import PloneSite
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import setRequest
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IText
import PIL.Image
import pytz


#: What everything planted in a commune says; what is not for citizens says more.
MARKERS = {"namur": "zqxjnam", "durbuy": "zqxjdur"}
SECRET = "vault"
PASSWORD = "correct horse battery"
#: What everything else stands in, or is never made by people.
BUILT_UPON = {"Collection", "Folder", "LRF", "LIF", "Plone Site"}
#: What takes a form of words of its own.
PARTICULAR = {"id", "language", "recurrence", "sectors", "streets", "rounds", "moves"}
#: plone.event wants pytz's
NOW = datetime.now(pytz.utc)
MOMENTS = {"start": NOW - timedelta(hours=1), "end": NOW + timedelta(days=1)}


def plant(site: PloneSite) -> None:
    """Fill a site with what nobody outside may read: its marker, in every place we know of."""
    setSite(site)
    setRequest(site.REQUEST)
    newSecurityManager(None, system)
    word = MARKERS[site.getId()] + SECRET
    for number, role in enumerate(("Member", "Editor", "Site Administrator")):
        user = api.user.create(
            email=f"user{number}-{word}@example.org",
            username=f"{role.lower().replace(' ', '')}-{word}",
            password=PASSWORD,
            properties={"fullname": f"Person {word}", "home_page": f"https://{word}.example"},
        )
        api.user.grant_roles(user=user, roles=[role])
    vault = api.content.create(site, "Folder", f"vault-{word}", title=f"Vault {word}")
    texts = {
        "title": f"Title {word}",
        "description": f"Description {word}",
        "subject": (f"Keyword {word}",),
        "contributors": (f"Contributor {word}",),
        "rights": f"Rights {word}",
        "text": RichTextValue(f"<p>Text {word}</p>", "text/html", "text/x-html-safe"),
        "location": f"Place {word}",
        "contact_name": f"Contact {word}",
        "remoteUrl": f"https://{word}.example",
        "file": NamedBlobFile(word.encode(), "text/plain", f"file-{word}.txt"),
        "image": NamedBlobImage(_picture(word), "image/png", f"image-{word}.png"),
        "image_caption": f"Caption {word}",
    }
    _make_each(vault, "{}-" + word, word, texts)
    _publish_beside(site, vault, word, texts)


def _publish_beside(site: PloneSite, vault: Folder, word: str, texts: dict) -> None:
    """Publish what touches the secret: a relation, a page in a private folder, one not yet due."""
    secret = vault[f"document-{word}"]
    related = api.content.create(
        site, "Document", "public-page", title=f"Public {MARKERS[site.getId()]}"
    )
    relation = RelationValue(getUtility(IIntIds).getId(secret))
    related.relatedItems = [relation]
    # Who wrote it, and works on it, is nobody's business
    related.creators = (f"editor-{word}",)
    related.manage_setLocalRoles(f"editor-{word}", ["Owner"])
    notify(ObjectModifiedEvent(related))
    inner = api.content.create(vault, "Document", "public-inner", title="Public inner page")
    for content in (related, inner):
        api.content.transition(content, to_state="published")
    not_yet = _make_each(site, "planned-{}", word, texts)
    no_more = _make_each(site, "expired-{}", word, texts)
    for content in (*not_yet, *no_more):
        if api.content.get_state(content) != "published":
            api.content.transition(content, to_state="published")
        if content in not_yet:
            content.effective_date = DateTime() + 10
        else:
            content.expiration_date = DateTime() - 10
        notify(ObjectModifiedEvent(content))
        content.reindexObject()


def kinds(context: Folder) -> list[str]:
    """Return the names of all types of content that people make, of every add-on."""
    known = context.portal_types.objectValues()
    return sorted({one.getId() for one in known if IDexterityFTI.providedBy(one)} - BUILT_UPON)


def _make_each(folder: Folder, name: str, word: str, texts: dict) -> list[DexterityContent]:
    """Return new items of each type of which each field that takes words says the word.

    A mandate stands in its person, with whom it is public: it is not among them.
    """
    made = {}
    for kind in (*(one for one in kinds(folder) if one != "Mandate"), "Mandate"):
        told = {**texts, **MOMENTS, **dict(_words_of(kind, word))}
        told["id"] = name.format(kind.lower().replace(" ", "-"))
        where = folder
        if kind == "Mandate":
            where = made["Person"]
            told |= {"role": "councillor", "body": "council", "start": NOW.date(), "end": None}
        made[kind] = createContentInContainer(where, kind, checkConstraints=False, **told)
        made[kind].reindexObject()
    return [item for kind, item in made.items() if kind != "Mandate"]


def _words_of(kind: str, word: str) -> Iterator[tuple[str, date | str | RichTextValue]]:
    for schema in iterSchemataForType(kind):
        for name, field in getFieldsInOrder(schema):
            if field.readonly or name in PARTICULAR or hasattr(field, "shape"):
                continue
            if IDate.providedBy(field) and name in MOMENTS:
                yield name, MOMENTS[name].date()
            elif IRichText.providedBy(field):
                yield name, RichTextValue(f"<p>{name} {word}</p>", "text/html", "text/x-html-safe")
            elif IText.providedBy(field) and not IChoice.providedBy(field):
                yield name, f"{name.capitalize()} {word}"


def _picture(word: str) -> bytes:
    """Return a picture that carries the word outside its pixels."""
    text = PngInfo()
    text.add_text("Comment", word)
    written = BytesIO()
    PIL.Image.new("RGB", (64, 64)).save(written, "png", pnginfo=text)
    return written.getvalue()
