"""Every rule of the contract that needs no site, by the name that `make check` shows."""

from checks import catalogues
from checks import changes
from checks import code
from checks import configuration
from checks import directions
from checks import meta
from checks import templates
from checks import views
from collections.abc import Callable
from pathlib import Path


Rule = Callable[[Path], list[str]]

RULES: dict[str, Rule] = {
    "who imports whom": directions.import_direction,
    "parts of an add-on": configuration.layout,
    "tool declared once": configuration.tool_declared,
    "configure.zcml includes only": configuration.includes_only,
    "three permissions at most": configuration.few_permissions,
    "an upgrade step per profile version": configuration.upgrade_steps,
    "layer on every view": views.layers,
    "permission on every view": views.guards,
    "a test names every view": views.tested_views,
    "no commit but in jobs and the command line": code.commits,
    "a reason beside every way around security": code.bypasses,
    "length of modules": code.module_length,
    "every word can be translated": templates.untranslated,
    "copies of Plone's templates are current": templates.copies,
    "catalogues complete and in step": catalogues.complete,
    "one translation of each message": catalogues.agreed,
    "lists of add-ons in step": meta.lists_in_step,
    "one version": meta.one_version,
    "a news fragment": changes.news_fragment,
}
