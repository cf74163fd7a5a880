"""The content of a vanilla Plone in two languages: two trees, linked as translations."""

from pathlib import Path
from plone import api
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from typing import Any
from zope.globalrequest import getRequest
from zope.interface import alsoProvides


LANGUAGES = ("fr", "nl")
WORDS = {
    "fr": {
        "folder": ("vie-communale", "Vie communale"),
        "waste": (
            "dechets",
            "Déchets",
            "<p>Les collectes. Voir aussi <a href='{other}'>nl</a>.</p>",
        ),
        "wood": (
            "bois",
            "Bois",
            "<p>Le bois du <a href='../vie-communale/dechets'>village</a>.</p>",
        ),
    },
    "nl": {
        "folder": ("gemeenteleven", "Gemeenteleven"),
        "waste": ("afval", "Afval", "<p>De ophaling. <img src='{picture}' alt='Een brug'></p>"),
        "wood": ("bos", "Bos", "<p>In voorbereiding.</p>"),
    },
}


def speak(site: Any, pictures: Path, make: Any, languages: tuple[str, ...]) -> None:
    """Make the content, the pages of one language beside those of the other."""
    # The browser layer by which, in a browser, an item gets the language of its folder.
    alsoProvides(getRequest(), IPloneAppMultilingualInstalled)
    site.portal_setup.runAllImportStepsFromProfile("profile-plone.app.multilingual:default")
    api.portal.set_registry_record("plone.available_languages", list(languages))
    SetupMultilingualSite(site).setupSite(site)
    data = (pictures / "pont.png").read_bytes()
    image = NamedBlobImage(data=data, filename="pont.png", contentType="image/png")
    bridge = make(site["nl"], "Image", "brug.png", "De brug", image=image)
    made: dict[str, dict[str, Any]] = {}
    for language in reversed(languages):
        words = WORDS[language]
        folder = make(site[language], "Folder", *words["folder"])
        other = made["nl"]["waste"].UID() if made else ""
        places = {"other": f"resolveuid/{other}", "picture": f"resolveuid/{bridge.UID()}"}
        made[language] = {"folder": folder}
        for name in ("waste", "wood"):
            page, title, text = words[name]
            # The wood of the second language is not ready yet.
            ready = (language, name) != ("nl", "wood")
            html = RichTextValue(text.format(**places), "text/html", "text/x-html-safe")
            made[language][name] = make(folder, "Document", page, title, publish=ready, text=html)
    for name, item in made["fr"].items():
        ITranslationManager(item).register_translation("nl", made["nl"][name])
    make(site["fr"], "Document", "contact", "Contact")
