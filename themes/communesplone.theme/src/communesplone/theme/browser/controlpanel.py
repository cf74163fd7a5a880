"""The control panel of the look: it is tried on before citizens see it."""

from base64 import b64encode
from communesplone.core import _
from communesplone.core.browser.settings_page import settings_url
from communesplone.core.identity import identity
from communesplone.theme import mark as marks
from communesplone.theme import pictures
from communesplone.theme.branding import Branding
from communesplone.theme.branding import branding
from communesplone.theme.browser import draft as drafts
from communesplone.theme.browser import wardrobe
from communesplone.theme.browser.look import VERSION
from communesplone.theme.nearest import near_red
from communesplone.theme.nearest import Nearest
from communesplone.theme.nearest import ratios
from communesplone.theme.nearest import READABLE
from communesplone.theme.skins import skin
from dataclasses import replace
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message


PREVIEWS = ("home", "guide")


class ThemePanel(BrowserView):
    """@@communes-theme: a form that works without script; with it, the preview follows."""

    index = ViewPageTemplateFile("templates/branding.pt")
    label = _("The face of your site")

    def __call__(self) -> str:
        self.draft = drafts.of_site(self.context)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.draft = drafts.read(self.request.form)
            if "save" in self.request.form and not self.draft.errors:
                return self._save()
        return self.index()

    def _save(self) -> str:
        drafts.keep(self.context, self.draft)
        api.portal.show_message(
            _("Saved. Citizens see it now; to come back, choose as before and save again."),
            self.request,
        )
        self.request.response.redirect(f"{self.context.absolute_url()}/@@communes-theme")
        return ""

    @cached_property
    def look(self) -> Branding:
        return tried(self.draft, branding(self.context), identity(self.context).nis)

    @property
    def settings_url(self) -> str:
        """Where all settings are."""
        return settings_url(self.request)

    @property
    def static(self) -> str:
        return f"{self.context.absolute_url()}/@@look/{VERSION}"

    def colours(self) -> list[dict[str, Any]]:
        """Return the two colours: as asked for, as shown, and what is to be said of them."""
        brand = branding(self.context).brand
        return [
            _told("colour", _("Colour of the commune"), self.draft.main)
            | {
                "hint": _("Links, buttons, titles of the header."),
                "value": self.draft.colour,
                "error": self.draft.errors.get("colour"),
                "none": f"{brand.hue:g}",
            },
            _told("second_colour", _("Second colour"), self.draft.second)
            | {
                "hint": _("The ribbon and the mark; never text."),
                "value": self.draft.second_colour,
                "error": self.draft.errors.get("second_colour"),
                "none": f"{brand.second_hue:g}",
            },
        ]

    def near_red(self) -> bool:
        return near_red(self.look.brand.hue)

    def verdict(self) -> dict[str, Any]:
        """Return how many pairs of colours were checked, and the worst of them."""
        found = ratios(self.look.brand)
        legible = sum(1 for ratio in found if ratio >= READABLE)
        return {"all": len(found), "legible": legible, "worst": _ratio(min(found))}

    def choices(self, name: str) -> list[dict[str, Any]]:
        """Return the terms of a choice and which of them the draft has."""
        current = getattr(self.draft, name)
        return [
            {"value": term.value, "title": term.title, "current": term.value == current}
            for term in drafts.CHOICES[name]
        ]

    def shields(self) -> list[dict[str, Any]]:
        """Return the variants of the generated mark in the colours of the draft."""
        nis = identity(self.context).nis
        brand = replace(self.look.brand, skin="pierre")
        return [
            {
                "number": number,
                "current": number == self.draft.mark_variant,
                "source": "data:image/svg+xml;base64,"
                + b64encode(marks.svg(marks.mark(nis, number), brand).encode()).decode(),
            }
            for number in range(drafts.VARIANTS)
        ]

    def previews(self) -> list[dict[str, str]]:
        """Return the pages on which the draft is tried."""
        base = f"{self.context.absolute_url()}/@@look-preview?"
        worn = wearing(self.look, self.draft)
        return [
            {
                "name": name,
                "title": title,
                "url": base + urlencode(worn | {"page": page, "scheme": scheme}),
                "at": place,
            }
            for name, title, page, scheme, place in (
                ("desk", _("Home, on a desk"), "home", "light", ""),
                ("phone", _("Home, on a phone, at night"), "home", "dark", ""),
                ("guide", _("Alerts, forms, procedures"), "guide", "light", "alerts"),
            )
        ]

    def has(self) -> dict[str, Any]:
        """Return what the site has already: logo, picture, drawing of its own."""
        site, look = self.context, branding(self.context)
        picture = pictures.shown(site)
        url = site.absolute_url()
        return {
            "logo": f"{url}/@@site-logo?v={look.logo_version}" if look.has_logo else "",
            "picture": f"{url}/@@hero.webp?v={picture.version}&cut=desk" if picture else "",
            "drawing": bool(look.own_skyline),
        }


class Preview(BrowserView):
    """@@look-preview: a page of the site in a look that is not saved; nobody else sees it."""

    def __call__(self) -> str:
        form = self.request.form
        look = wardrobe.asked(form, branding(self.context))
        wardrobe.wear(self.request, replace(look, tried=True))
        if form.get("page") == "guide":
            return self.context.restrictedTraverse("@@styleguide")()
        home = api.portal.get_navigation_root(self.context)
        language = api.portal.get_default_language()
        if language in home.objectIds():
            home = home[language]
        page = home.getDefaultPage()
        shown = home[page] if page else home
        return shown.restrictedTraverse(shown.getLayout())()


def tried(draft: drafts.Draft, look: Branding, nis: str) -> Branding:
    """Return the look of the site with what the draft changes."""
    chosen = skin(draft.skin)
    brand = replace(look.brand, skin=chosen.name)
    if draft.main is not None:
        brand = replace(brand, hue=draft.main.hue, chroma=draft.main.chroma)
    if draft.second is not None:
        brand = replace(brand, second_hue=draft.second.hue)
    return replace(
        look,
        brand=brand,
        skin=chosen,
        face=draft.face or chosen.face,
        header=draft.header,
        skyline=draft.skyline or look.skyline,
        mark=marks.mark(nis, draft.mark_variant),
        tried=True,
    )


def wearing(look: Branding, draft: drafts.Draft) -> dict[str, str]:
    """Return the parameters by which `wardrobe.asked` finds a look again."""
    brand = look.brand
    return {
        "hue": f"{brand.hue:g}",
        "chroma": f"{brand.chroma:g}",
        "second": f"{brand.second_hue:g}",
        "skin": look.skin.name,
        "face": look.face,
        "header": look.header,
        "skyline": draft.skyline or look.skyline,
        "mark": f"{look.mark.partition_number}",
    }


def _told(name: str, title: Message, found: Nearest | None) -> dict[str, Any]:
    """Return what the panel says of a colour."""
    if found is None:
        return {"name": name, "title": title, "asked": "", "shown": ""}
    return {
        "name": name,
        "title": title,
        "asked": found.asked,
        "shown": found.shown,
        "asked_ratio": _ratio(found.asked_ratio),
        "shown_ratio": _ratio(found.shown_ratio),
        "legible": found.legible or name == "second_colour",
        "same": found.asked == found.shown,
    }


def _ratio(ratio: float) -> str:
    """Return a ratio with one decimal, cut: it never looks better than it is."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
