"""The look that a webmaster is making: read from a form, judged, tried on, and kept."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import changes
from communesplone.core.interfaces import CommunesError
from communesplone.core.settings import settings
from communesplone.theme import pictures
from communesplone.theme import skylines
from communesplone.theme import svg
from communesplone.theme.interfaces import FACES
from communesplone.theme.interfaces import HEADERS
from communesplone.theme.interfaces import is_colour
from communesplone.theme.interfaces import ITheme
from communesplone.theme.interfaces import SKINS
from communesplone.theme.interfaces import SKYLINES
from communesplone.theme.nearest import Nearest
from communesplone.theme.nearest import nearest
from communesplone.theme.nearest import nearest_second
from dataclasses import dataclass
from dataclasses import field
from plone.base.interfaces import ISiteSchema
from plone.formwidget.namedfile.converter import b64encode_file
from Products.CMFPlone.Portal import PloneSite
from zope.i18nmessageid import Message


CHOICES = {"skin": SKINS, "face": FACES, "header": HEADERS, "skyline": SKYLINES}
VARIANTS = 12
PNG = b"\x89PNG\r\n\x1a\n"
LOGO_BYTES = 200 * 1024


@dataclass
class Draft:
    """What a form says of the look; `errors` are sentences by name of a field."""

    colour: str = ""
    second_colour: str = ""
    skin: str = "pierre"
    face: str = ""
    header: str = "standard"
    skyline: str = ""
    mark_variant: int = 0
    tagline: str = ""
    focus: tuple[int, int] = (50, 50)
    files: dict[str, bytes] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    errors: dict[str, Message] = field(default_factory=dict)

    @property
    def main(self) -> Nearest | None:
        return nearest(self.colour) if is_colour(self.colour) else None

    @property
    def second(self) -> Nearest | None:
        return nearest_second(self.second_colour) if is_colour(self.second_colour) else None


def of_site(site: PloneSite) -> Draft:
    """Return what the site has now."""
    chosen = settings(ITheme, site)
    picture = pictures.shown(site)
    return Draft(
        colour=chosen.colour or "",
        second_colour=chosen.second_colour or "",
        skin=chosen.skin,
        face=chosen.face or "",
        header=chosen.header,
        skyline=chosen.skyline or "",
        mark_variant=chosen.mark_variant,
        tagline=chosen.tagline or "",
        focus=picture.focus if picture else (50, 50),
    )


def read(form: Mapping[str, object]) -> Draft:
    """Return what a form says; what it must not say is in its errors, and kept as it was typed."""
    draft = Draft(
        colour=_colour(form.get("colour")),
        second_colour=_colour(form.get("second_colour")),
        tagline=" ".join(str(form.get("tagline") or "").split())[:120],
        mark_variant=_whole(form.get("mark_variant"), VARIANTS - 1, 0),
        focus=(_whole(form.get("focus_x"), 100, 50), _whole(form.get("focus_y"), 100, 50)),
        dropped=frozenset(
            name for name in ("logo", "picture", "drawing") if form.get(f"drop_{name}")
        ),
    )
    for name, vocabulary in CHOICES.items():
        value = str(form.get(name) or "")
        if value in vocabulary.by_token or value in vocabulary.by_value:
            setattr(draft, name, value)
    for name in ("colour", "second_colour"):
        value = getattr(draft, name)
        if value and not is_colour(value):
            draft.errors[name] = _("Write a colour as six digits, such as #E2B100.")
    for name in ("logo", "picture", "drawing"):
        upload = form.get(name)
        if data := upload.read() if hasattr(upload, "read") else b"":
            draft.files[name] = data
    _judge_files(draft)
    return draft


def _judge_files(draft: Draft) -> None:
    """Clean what was sent; say what is wrong with the rest."""
    judges = {"logo": clean_logo, "picture": _judged_picture, "drawing": _clean_drawing}
    for name, data in draft.files.items():
        try:
            draft.files[name] = judges[name](data)
        except CommunesError as error:
            draft.errors[name] = error.args[0]


def clean_logo(data: bytes) -> bytes:
    """Return a logo that can be shown: a cleaned SVG, or a PNG as it came.

    :raises CommunesError: when it is neither.
    """
    if not data.startswith(PNG):
        return svg.clean(data).encode()
    if len(data) > LOGO_BYTES:
        raise svg.DrawingError(_("This logo is too heavy: send one of 200 kB at most."))
    return data


def _judged_picture(data: bytes) -> bytes:
    pictures.opened(data)
    return data


def _clean_drawing(data: bytes) -> bytes:
    return svg.clean(data, in_page=True).encode()


def keep(site: PloneSite, draft: Draft) -> None:
    """Make the site look as the draft says, at once and for everybody."""
    chosen = settings(ITheme, site)
    for name in ("skin", "face", "header", "skyline", "mark_variant"):
        setattr(chosen, name, getattr(draft, name))
    chosen.tagline = draft.tagline or None
    _keep_colours(site, draft)
    _keep_logo(site, draft)
    _keep_drawing(site, draft)
    _keep_picture(site, draft)
    changes.touch(site)


def _keep_colours(site: PloneSite, draft: Draft) -> None:
    chosen = settings(ITheme, site)
    # A site may have had its hue before it could name a colour: that stays until one is named
    if draft.main is not None:
        chosen.hue, chosen.chroma = round(draft.main.hue) % 360, draft.main.chroma
    elif chosen.colour:
        chosen.hue = chosen.chroma = None
    if draft.second is not None:
        chosen.second_hue = round(draft.second.hue) % 360
    elif chosen.second_colour:
        chosen.second_hue = None
    chosen.colour, chosen.second_colour = draft.colour or None, draft.second_colour or None


def _keep_logo(site: PloneSite, draft: Draft) -> None:
    record = site.portal_registry.forInterface(ISiteSchema, prefix="plone", check=False)
    if data := draft.files.get("logo"):
        name = "logo.png" if data.startswith(PNG) else "logo.svg"
        record.site_logo = b64encode_file(name, data)
    elif "logo" in draft.dropped:
        record.site_logo = None


def _keep_drawing(site: PloneSite, draft: Draft) -> None:
    chosen = settings(ITheme, site)
    if data := draft.files.get("drawing"):
        chosen.own_skyline, chosen.skyline = data.decode(), skylines.OWN
    elif "drawing" in draft.dropped:
        chosen.own_skyline = None
        if chosen.skyline == skylines.OWN:
            chosen.skyline = ""


def _keep_picture(site: PloneSite, draft: Draft) -> None:
    if data := draft.files.get("picture"):
        pictures.keep(site, data, draft.focus)
    elif "picture" in draft.dropped:
        pictures.drop(site)
    else:
        pictures.refocus(site, draft.focus)


def _colour(value: object) -> str:
    """Return a colour as it is kept; people leave the # out."""
    text = str(value or "").strip().lower()
    return f"#{text}" if is_colour(f"#{text}") else text[:20]


def _whole(value: object, highest: int, default: int) -> int:
    try:
        return min(highest, max(0, int(str(value))))
    except ValueError:
        return default
