"""Demonstration content: a fictitious commune, in each language that we have it in."""

from collections.abc import Sequence
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.interfaces import IDemonstration
from communesplone.pages.writing import save
from communesplone.policy.content import Entry
from communesplone.policy.content import home
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.tree import link_translations
from communesplone.policy.tree import Made
from communesplone.policy.words import fill
from communesplone.policy.words import Words
from communesplone.policy.words import words_of
from communesplone.theme.pictures import keep
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from importlib.resources import files
from plone.dexterity.content import DexterityContent
from plone.namedfile.file import NamedBlobImage
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import getUtilitiesFor
from zope.globalrequest import getRequest
from zope.interface import alsoProvides


#: How many days ago the news came out, the latest first.
NEWS_DAYS = (1, 3, 6, 10, 15, 22, 31, 44, 60, 75, 95, 130)
PICTURES = ("demo", "pictures")
#: One commune in so many shows a picture instead of the drawing on its home.
HERO, HERO_FOCUS = 5, (50, 46)


def available(language: str) -> bool:
    """Return whether there is demonstration content in a language."""
    return files("communesplone.policy").joinpath("demo", f"{language}.json").is_file()


def facts(site: PloneSite) -> dict[str, Words]:
    """Return what a demonstration fills the mandatory pages with, by language."""
    return {
        language: {
            key: fill(text, _words(site, language))
            for key, text in read_json("demo", f"{language}.json")["facts"].items()
        }
        for language in identity(site).languages
        if available(language)
    }


def populate(site: PloneSite, tree: dict[str, Made]) -> dict[str, Made]:
    """Fill the default folders with published content, in the languages that we have.

    Communes differ: each takes its own news of those written, by its NIS code.

    :param tree: what `communesplone.policy.tree.grow` made.
    :returns: what was made, by language, then by key.
    """
    # Without the layer the catalog would announce Plone's scales of pictures instead of ours.
    alsoProvides(getRequest(), ICommunesLayer)
    languages = [language for language in identity(site).languages if available(language)]
    made = {language: _populate_in(site, language, tree[language]) for language in languages}
    for other in languages[1:]:
        link_translations(made[languages[0]], made[other], other)
    return made


def _populate_in(site: PloneSite, language: str, tree: Made) -> Made:
    data = _filled(read_json("demo", f"{language}.json"), _words(site, language))
    who, now = identity(site), datetime.now(BRUSSELS)
    pictures = {picture["key"]: picture for picture in data["pictures"]}
    made: Made = {}
    for folder in data["folders"]:
        made[folder["key"]] = _publish(home(site, language), "Folder", folder, language)
    for service in data["services"]:
        made[service["key"]] = _publish(tree["services"], "Service", service, language)
    for page in data["pages"]:
        made[page["key"]] = _publish(made["living"], "Document", page, language)
    made["gallery"] = _gallery(made["living"], data["gallery"], pictures, language)
    for item, days in zip(_chosen(data["news"], len(NEWS_DAYS), who), NEWS_DAYS, strict=True):
        moment = now - timedelta(days=days)
        entry = _illustrated(_dated(item, moment), pictures)
        made[item["key"]] = _publish(tree["news"], "News Item", entry, language)
        _date_back(made[item["key"]], moment)
    if int(who.nis) % HERO == 0:
        keep(site, _drawing("bridge.png"), HERO_FOCUS)
    return made | _of_add_ons(site, language, tree | made)


def _of_add_ons(site: PloneSite, language: str, made: Made) -> Made:
    """Return what the installed add-ons give to a demonstration, by key."""
    given: Made = {}
    for _name, demonstration in sorted(getUtilitiesFor(IDemonstration)):
        given |= demonstration(site, language, {**made, **given}, _words(site, language))
    return given


def _publish(container: DexterityContent, kind: str, data: Entry, language: str) -> Any:
    return make(container, {**data, "type": kind, "language": language, "publish": True})


def _chosen(items: Sequence[Entry], count: int, who: Identity) -> list[Entry]:
    """Return `count` of the items, beginning where the commune's code says."""
    start = int(who.nis) % len(items)
    return [*items[start:], *items[:start]][:count]


def _dated(item: Entry, moment: datetime) -> Entry:
    """Return the data of news with its dates to remember: a day of the week, weeks after it."""
    monday = moment.date() - timedelta(days=moment.weekday())
    lines = [
        f"{monday + timedelta(days=weekday, weeks=weeks):%d/%m/%Y} {words}"
        for weekday, weeks, words in item.get("dates", ())
    ]
    return {**{key: value for key, value in item.items() if key != "dates"}, "key_dates": lines}


def _illustrated(item: Entry, pictures: dict[str, Entry]) -> Entry:
    """Return the data of news with its picture in place of the key of it."""
    if "picture" not in item:
        return item
    picture = pictures[item["picture"]]
    rest = {key: value for key, value in item.items() if key != "picture"}
    return {
        **rest,
        "image": _image(picture),
        "picture_alt": picture["alt"],
        "image_caption": picture["caption"],
    }


def _gallery(folder: Any, page: Entry, pictures: dict[str, Entry], language: str) -> Any:
    """Make a page of all the pictures, which stand beside it in the folder."""
    shown = []
    for picture in pictures.values():
        fields = {"title": picture["title"], "id": f"{page['of']}-{picture['key']}"}
        file = {"image": _image(picture), "picture_alt": picture["alt"]}
        data = {**fields, **file, "exclude_from_nav": True}
        item = _publish(folder, "Image", data, language)
        words = {"alt": picture["alt"], "caption": picture["title"]}
        shown.append({"image": IUUID(item), **words})
    about = {key: page[key] for key in ("id", "title", "description")}
    made = _publish(folder, "Document", about, language)
    text = {"id": "about", "type": "text", "text": page["text"], "width": "full"}
    save(made, [text, {"id": "pictures", "type": "gallery", "pictures": shown, "width": "full"}])
    return made


def _image(picture: Entry) -> NamedBlobImage:
    name = f"{picture['key']}.png"
    return NamedBlobImage(data=_drawing(name), contentType="image/png", filename=name)


def _drawing(name: str) -> bytes:
    return files("communesplone.policy").joinpath(*PICTURES, name).read_bytes()


def _date_back(item: DexterityContent, moment: datetime) -> None:
    item.effective_date = DateTime(moment.isoformat())
    item.reindexObject(idxs=["effective", "effectiveRange"])


def _words(site: PloneSite, language: str) -> dict[str, str]:
    """Return the words of a commune, with its fictitious domain and telephone zone."""
    words = words_of(identity(site), language)
    zones = read_json("demo", f"{language}.json")["zones"]
    code = words["postal_code"]
    prefixes = [code[:length] for length in range(len(code), 0, -1)]
    zone = next((zones[prefix] for prefix in prefixes if prefix in zones), "02")
    return {**words, "domain": f"{site.getId()}.example", "zone": zone}


def _filled(value: Any, words: Words) -> Any:
    """Return data with the words of a commune in every text of it."""
    if isinstance(value, str):
        return fill(value, words)
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    return value
