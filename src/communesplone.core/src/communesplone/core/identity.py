"""Who a site is: a commune of the reference data, or the hub."""

from communesplone.core import _
from communesplone.core.settings import settings
from dataclasses import dataclass
from dataclasses import fields
from Products.CMFPlone.Portal import PloneSite
from zope import schema
from zope.interface import Interface


KINDS = ("commune", "hub")


class ICommuneIdentity(Interface):
    """Registry record of a site's identity; written when the site is created."""

    kind = schema.Choice(title=_("Kind of site"), values=KINDS, default="commune", required=True)
    nis = schema.ASCIILine(title=_("NIS code"), max_length=5, default="", required=False)
    name = schema.TextLine(title=_("Official name"), default="", required=False)
    names = schema.Dict(
        title=_("Names by language"),
        key_type=schema.ASCIILine(),
        value_type=schema.TextLine(),
        default={},
        required=False,
    )
    province = schema.TextLine(title=_("Province"), default="", required=False)
    region = schema.TextLine(title=_("Region"), default="", required=False)
    postal_codes = schema.Tuple(
        title=_("Postal codes"), value_type=schema.ASCIILine(), default=(), required=False
    )
    language = schema.ASCIILine(title=_("Language of administration"), default="fr", required=True)
    facility_languages = schema.Tuple(
        title=_("Languages with facilities"),
        value_type=schema.ASCIILine(),
        default=(),
        required=False,
    )
    population = schema.Int(
        title=_("Population"),
        description=_("In digits, for example 11520. Empty when nobody counted."),
        min=0,
        default=None,
        required=False,
    )
    population_year = schema.Int(
        title=_("Year of the population"),
        description=_("The year on whose first of January it was counted, for example 2026."),
        min=1830,
        max=2200,
        default=None,
        required=False,
    )
    population_source = schema.TextLine(
        title=_("Source of the population"),
        description=_("Who counted, for example: Statbel."),
        default="",
        required=False,
    )
    demonstration = schema.Bool(
        title=_("Demonstration site"),
        description=_("A band on every page says that the content is fictitious."),
        default=False,
        required=False,
    )


@dataclass(frozen=True)
class Identity:
    """The identity of a site as plain data, safe to keep in RAM."""

    kind: str
    nis: str
    name: str
    names: dict[str, str]
    province: str
    region: str
    postal_codes: tuple[str, ...]
    language: str
    facility_languages: tuple[str, ...]
    population: int | None
    population_year: int | None
    population_source: str
    demonstration: bool

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the site: the language of administration first."""
        return (self.language, *self.facility_languages)


def identity(site: PloneSite | None = None) -> Identity:
    """Return the identity of `site` (the current site by default).

    :raises KeyError: on a site where communesplone.core is not installed.
    """
    record = settings(ICommuneIdentity, site)
    return Identity(**{field.name: getattr(record, field.name) for field in fields(Identity)})
