"""What plone.distribution calls before and after it makes a site."""

from communesplone.core.identity import ICommuneIdentity
from communesplone.core.interfaces import CommunesError
from communesplone.core.reference import find
from communesplone.core.reference import ReferenceCommune
from communesplone.core.settings import settings
from communesplone.policy.content import without_versions
from communesplone.policy.demo import facts
from communesplone.policy.demo import populate
from communesplone.policy.home import furnish
from communesplone.policy.hub import register_commune
from communesplone.policy.languages import set_up_languages
from communesplone.policy.lean import prune_transforms
from communesplone.policy.tree import grow
from plone.dexterity.schema import SCHEMA_CACHE
from plone.distribution.core import Distribution
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zExceptions import BadRequest


AUTO = "auto"
TIMEZONE = "Europe/Brussels"
ANSWERS = ("site_id", "title", "nis", "default_language", "demonstration", "setup_content")

Answers = dict[str, Any]


def _known(answers: Answers) -> Answers:
    """Return the answers we asked for, those left to us taken out.

    Answers are kept with the site for ever: whatever else a form sent must not be.
    """
    return {key: answers[key] for key in ANSWERS if answers.get(key, AUTO) not in (AUTO, "")}


def before_commune(answers: Answers) -> Answers:
    """Complete the answers from the reference data.

    :raises BadRequest: the commune is unknown or the name ambiguous; the sentence says which
        ones come near.
    """
    SCHEMA_CACHE.clear()
    given = _known(answers)
    try:
        reference = find(given.get("nis", ""))
    except CommunesError as error:
        raise BadRequest(str(error)) from error
    language = given.get("default_language", reference.language)
    return {
        "site_id": reference.id,
        "title": reference.names.get(language, reference.name),
        "demonstration": False,
        "setup_content": False,
        **given,
        "nis": reference.nis,
        "default_language": language,
        "portal_timezone": TIMEZONE,
    }


def before_hub(answers: Answers) -> Answers:
    """Complete the answers of the hub."""
    SCHEMA_CACHE.clear()
    defaults = {"site_id": "hub", "title": "Hub", "default_language": "fr", "setup_content": False}
    return {**defaults, **_known(answers), "portal_timezone": TIMEZONE}


def _facility_languages(reference: ReferenceCommune, language: str) -> tuple[str, ...]:
    """Return the second languages of a commune administered in `language`."""
    lawful = (reference.language, *reference.facility_languages)
    return tuple(other for other in lawful if other != language) if language in lawful else ()


def _write_commune(site: PloneSite, answers: Answers) -> None:
    reference = find(answers["nis"])
    language = answers["default_language"]
    record = settings(ICommuneIdentity, site)
    record.kind = "commune"
    record.nis = reference.nis
    record.names = dict(reference.names)
    record.name = reference.names.get(language, reference.name)
    record.province = reference.province
    record.region = reference.region
    record.postal_codes = tuple(reference.postal_codes)
    record.language = language
    record.facility_languages = _facility_languages(reference, language)
    record.demonstration = answers["demonstration"]


def after_commune(distribution: Distribution, site: PloneSite, answers: Answers) -> PloneSite:
    """Give a new site its identity, languages, folders and pages."""
    SCHEMA_CACHE.clear()
    _write_commune(site, answers)
    set_up_languages(site)
    prune_transforms(site)
    with without_versions(site):
        if answers["demonstration"]:
            tree = grow(site, facts(site))
            shown = populate(site, tree)
            made = {language: found | shown.get(language, {}) for language, found in tree.items()}
        else:
            made = grow(site)
        furnish(site, made)
    register_commune(site.getPhysicalRoot(), site.getId())
    return site


def after_hub(distribution: Distribution, site: PloneSite, answers: Answers) -> PloneSite:
    """Give the new hub its identity and pages."""
    SCHEMA_CACHE.clear()
    record = settings(ICommuneIdentity, site)
    record.kind = "hub"
    record.name = answers["title"]
    record.names = {answers["default_language"]: answers["title"]}
    record.language = answers["default_language"]
    set_up_languages(site)
    prune_transforms(site)
    with without_versions(site):
        grow(site)
    for listed in site.getPhysicalRoot().objectIds("Plone Site"):
        register_commune(site.getPhysicalRoot(), listed)
    return site
