"""`communes set`: the identity of a site and its settings, each checked by its field."""

from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.output import print_table
from communesplone.cli.sites import current_site
from communesplone.cli.values import read_value
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.changes import touch
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.identity import identity
from communesplone.core.settings import settings
from communesplone.policy.hub import register_commune
from difflib import get_close_matches
from OFS.Application import Application
from plone.i18n.interfaces import ILanguageSchema
from plone.registry.record import Record
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.schema.interfaces import ValidationError
import click


# What a commune is cannot be set: it comes from the reference data, or is another site.
FIXED = frozenset({"kind", "nis", "names", "province", "region", "facility_languages"})
PREFIX = "communesplone."
POPULATION = ("population", "population_year", "population_source")


def _pairs(
    ctx: click.Context, argument: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    for pair in value:
        if "=" not in pair or pair.startswith("="):
            raise click.BadParameter(f"“{pair}” is not KEY=VALUE.")
    return dict(pair.split("=", 1) for pair in value)


@click.command(name="set")
@click.argument("site_id", metavar="ID")
@click.argument("pairs", metavar="[KEY=VALUE…]", nargs=-1, callback=_pairs)
@json_option
def set_values(site_id: str, pairs: dict[str, str], as_json: bool) -> None:
    """Change what a site is called and how it works; without KEY=VALUE, list the keys.

    Keys: title, language, name, population with population_year and population_source,
    postal_codes, demonstration, and any setting of an add-on by its full name. Lists are
    written with commas, or as JSON. All are checked first: one that is wrong changes nothing.
    """
    with zope_app() as app:
        if pairs:
            commit(app, lambda: _change(app, site_id, pairs), f"set {site_id}")
        with current_site(app, site_id) as site:
            found = current_values(site)
    if pairs:
        found = {key: value for key, value in found.items() if key in pairs}
    if as_json:
        print_json({"id": site_id, "settings": found})
    else:
        print_table(("KEY", "VALUE"), found.items())


def _change(app: Application, site_id: str, pairs: dict[str, str]) -> None:
    with current_site(app, site_id) as site:
        apply_values(site, pairs)
        register_commune(app, site_id)
        touch(site)


def current_values(site: PloneSite) -> dict[str, Any]:
    """Return every key that can be set, with its value."""
    found = {"title": site.title}
    for name in ICommuneIdentity.names():
        if name not in FIXED:
            found[name] = getattr(identity(site), name)
    for key in _setting_keys(site):
        found[key] = site.portal_registry[key]
    return found


def apply_values(site: PloneSite, pairs: dict[str, str]) -> None:
    """Write settings given as text.

    :raises CommandError: an unknown key, or a value that its field refuses.
    """
    values = {key: _read(site, key, text) for key, text in pairs.items()}
    _check_population(site, values)
    for key, value in values.items():
        if key == "title":
            _set_title(site, value)
        elif key == "language":
            _set_language(site, value)
        elif key in ICommuneIdentity:
            setattr(settings(ICommuneIdentity, site), key, value)
        else:
            site.portal_registry[key] = value


def _read(site: PloneSite, key: str, text: str) -> Any:
    field = _field(site, key)
    try:
        return read_value(field, text)
    except (ValidationError, ValueError) as error:
        reason = error.doc() if isinstance(error, ValidationError) else str(error)
        raise CommandError(
            f"{key}: “{text}” cannot be written. {reason.strip()}", "Nothing was changed."
        ) from error


def _field(site: PloneSite, key: str) -> Any:
    if key == "title":
        return ICommuneIdentity["name"]
    if key in ICommuneIdentity and key not in FIXED:
        return ICommuneIdentity[key].bind(site)
    record: Record | None = site.portal_registry.records.get(key)
    if record is None or not key.startswith(PREFIX) or _is_identity(key):
        known = list(current_values(site))
        near = get_close_matches(key, known, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        raise CommandError(
            f"There is nothing called “{key}” to set in {site.getId()}.",
            f"{hint}`communes set {site.getId()}` lists what there is.",
        )
    return record.field.bind(site)


def _setting_keys(site: PloneSite) -> list[str]:
    keys = site.portal_registry.records.keys(PREFIX, PREFIX + "\uffff")
    return [key for key in keys if not _is_identity(key)]


def _is_identity(key: str) -> bool:
    return key.startswith(ICommuneIdentity.__identifier__)


def _check_population(site: PloneSite, values: dict[str, Any]) -> None:
    """Refuse a figure of which nobody could say where it comes from."""
    if values.get("population") is None:
        return
    missing = [key for key in POPULATION if key not in values]
    if missing:
        raise CommandError(
            "A population is entered with its year and its source.",
            f"Add {' and '.join(f'{key}=…' for key in missing)}. Nothing was changed.",
        )


def _set_title(site: PloneSite, title: str) -> None:
    site.title = title
    site.portal_registry["plone.site_title"] = title


def _set_language(site: PloneSite, language: str) -> None:
    """Make one of the site's languages the first one; the one before becomes a second."""
    languages = identity(site).languages
    if language not in languages:
        raise CommandError(
            f"{site.getId()} has no pages in “{language}”: its languages are "
            f"{', '.join(languages)}.",
            "A site in another language is made by: communes add NIS --language CODE",
        )
    record = settings(ICommuneIdentity, site)
    record.language = language
    record.facility_languages = tuple(other for other in languages if other != language)
    record.name = record.names.get(language, record.name)
    site.language = language
    site.portal_registry.forInterface(ILanguageSchema, prefix="plone").default_language = language
