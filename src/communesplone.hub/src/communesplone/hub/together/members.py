"""The communes of the hub, and whoever speaks for one of them."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.people import commune_of
from communesplone.hub.communes.people import has_voice
from communesplone.hub.succeeding import heir
from communesplone.hub.together.interfaces import CannotBeDone
from dataclasses import dataclass
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@dataclass(frozen=True)
class Speaker:
    """Somebody who works for a commune, by ids."""

    commune: str
    user: str


def members(site: PloneSite) -> dict[str, str]:
    """Return the names of the communes that take part now, by id.

    One that another follows has its voice there: after a merger both may be told of for a while.
    """
    followed = catalogue(site).successions
    there = ILibrary(site).members()
    return {one.issuer: one.name for one in there if one.issuer not in followed}


def merged(site: PloneSite, communes: Iterable[str]) -> set[str]:
    """Return communes, in the place of one that was merged the one that follows it: once each."""
    kept = catalogue(site)
    return {heir(kept, one) for one in communes}


def name_of(site: PloneSite, commune: str) -> str:
    """Return the name of a commune, also of one that has left."""
    kept = catalogue(site)
    found = kept.communes.get(commune) if kept is not None else None
    return found.name if found is not None else commune


def names_of(site: PloneSite, communes: object) -> list[str]:
    """Return the names of communes, sorted."""
    return sorted(name_of(site, one) for one in communes)


def colleague(site: PloneSite) -> Speaker | None:
    """Return the commune that the person who asks works for; None for none."""
    commune = commune_of(site)
    return Speaker(commune, api.user.get_current().getId()) if commune is not None else None


def member(site: PloneSite) -> Speaker:
    """Return the person who asks.

    :raises CannotBeDone: they work for no commune of the hub.
    """
    found = colleague(site)
    if found is None:
        raise CannotBeDone(
            _("Your account belongs to no commune of the hub. Ask its coordination to enter you.")
        )
    return found


def voice(site: PloneSite) -> Speaker:
    """Return the person who asks, who carries the voice of a commune.

    :raises CannotBeDone: they do not.
    """
    found = member(site)
    if not has_voice(site):
        raise CannotBeDone(
            _(
                "The voice of ${commune} is carried by the person whom its college has named.",
                mapping={"commune": name_of(site, found.commune)},
            )
        )
    return found


def voices_of(site: PloneSite, communes: object) -> list[str]:
    """Return the ids of the people who carry the voices of communes."""
    kept = catalogue(site).voices
    return [kept[one] for one in communes if one in kept]


@provider(IVocabularyFactory)
def members_vocabulary(context: object) -> SimpleVocabulary:
    """Return the communes of the hub, by name."""
    site = getSite()
    rows = sorted(members(site).items(), key=lambda pair: pair[1]) if catalogue(site) else []
    # The token stands in ids of a form: letters and digits
    return SimpleVocabulary([SimpleTerm(one, one.replace(":", "-"), name) for one, name in rows])
