"""The two ways to the feed of another site: in process on one cluster, over HTTPS elsewhere.

Only jobs go there. What comes back is plain data of whoever answers: nothing of it is believed
before `notices.check`.
"""

from communesplone.core import _
from communesplone.core.fetching import fetch
from communesplone.core.fetching import FetchError
from communesplone.core.fetching import InnerAddress
from communesplone.core.fetching import Manners
from communesplone.core.fetching import NoAnswer
from communesplone.core.fetching import NoHost
from communesplone.core.fetching import NotOfTheWeb
from communesplone.core.fetching import OtherType
from communesplone.core.fetching import place_of
from communesplone.core.fetching import public_or_named
from communesplone.core.fetching import TooFar
from communesplone.core.fetching import TooLarge
from communesplone.core.sharing.envelopes import LARGEST_FILES
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import digest as digest_of
from communesplone.core.sharing.wire import from_json
from communesplone.core.sharing.wire import Unreadable
from communesplone.sharing.syndicating import answering
from communesplone.sharing.syndicating.notices import FORMAT
from communesplone.sharing.syndicating.store import Subscription
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import Interface
import json
import os


#: A page of a feed has 1 MB and one entry more at most.
LARGEST_PAGE = 5_000_000
#: Names that the operator allows within the inner network, and the authorities of a test.
HOSTS, AUTHORITIES = "COMMUNES_SHARING_HOSTS", "COMMUNES_SHARING_CA"
#: One source holds the worker no longer: seconds for a step, and for an answer.
SECONDS, PATIENCE = 5.0, 20.0
WORDS: dict[type[FetchError], Message] = {
    InnerAddress: _("This address is one of an inner network, which is not asked."),
    NoHost: _("There is no site at this address."),
    NoAnswer: _("The source does not answer, or too slowly."),
    TooLarge: _("The source sends far too much at once: nothing of it was taken."),
    TooFar: _("The source sends from one address to the next."),
    OtherType: _("There is a site at this address, which lets nothing be shown by others."),
}
NO_FEED = WORDS[OtherType]
UNREADABLE = _("The source answers something that cannot be read.")


@dataclass(frozen=True)
class Page:
    """A page of a feed: who answers, its keys, [(notice, envelope)], where to go on."""

    name: str
    ring: Ring
    entries: tuple[tuple[Any, Any], ...]
    last: int
    newest: int


class ISource(Interface):
    """The feed of another site."""

    def page(since: int) -> Page:
        """Return what comes after a number.

        :raises SharingError: says in plain words why there is nothing.
        """

    def file(digest: str) -> bytes:
        """Return the bytes of a file.

        :raises SharingError: they are not to be had, or others.
        """


def source_of(site: PloneSite, subscription: Subscription) -> ISource:
    """Return the way to the source of a subscription."""
    kinds = tuple(sorted(subscription.folders))
    if subscription.site:
        return ClusterSource(site, subscription.site, kinds)
    return WebSource(subscription.address, kinds)


@implementer(ISource)
class ClusterSource:
    """Another site of the same cluster."""

    def __init__(self, site: PloneSite, other: str, kinds: tuple[str, ...]) -> None:
        app = site.getPhysicalRoot()
        self.site = app[other] if other in app.objectIds("Plone Site") else None
        self.kinds = kinds

    def page(self, since: int) -> Page:
        """See ISource."""
        if self.site is None:
            raise SharingError(_("This site does not exist any more."))
        found = answering.answer(self.site, since, self.kinds)
        if found is None:
            raise SharingError(NO_FEED)
        return read_page(found)

    def file(self, digest: str) -> bytes:
        """See ISource."""
        data = answering.file(self.site, digest) if self.site is not None else None
        return _checked(data, digest)


@implementer(ISource)
class WebSource:
    """A site at an address of the web."""

    def __init__(self, address: str, kinds: tuple[str, ...]) -> None:
        self.address = address.rstrip("/")
        self.kinds = kinds

    def page(self, since: int) -> Page:
        """See ISource."""
        query = urlencode([("since", since), *(("kind", kind) for kind in self.kinds)])
        body = self._get(f"@syndication?{query}", LARGEST_PAGE, ("application/json",))
        try:
            return read_page(json.loads(body))
        except (ValueError, RecursionError) as error:
            raise SharingError(UNREADABLE) from error

    def file(self, digest: str) -> bytes:
        """See ISource."""
        query = urlencode({"digest": digest})
        return _checked(self._get(f"@syndication-file?{query}", LARGEST_FILES, ()), digest)

    def _get(self, name: str, most: int, types: tuple[str, ...]) -> bytes:
        manners = Manners(
            agent="CommunesPlone-syndication/1",
            allowed=public_or_named(HOSTS),
            seconds=SECONDS,
            patience=PATIENCE,
            authorities=os.environ.get(AUTHORITIES, ""),
        )
        url = f"{self.address}/++api++/{name}"
        try:
            found = fetch(url, manners, most, _headers, types)
        except FetchError as error:
            raise SharingError(WORDS.get(type(error), error.message)) from error
        if found.status != 200:
            missing = found.status in (401, 403, 404)
            raise SharingError(NO_FEED if missing else WORDS[NoAnswer])
        return found.body


def _headers(url: str) -> dict[str, str]:
    """Return what is sent to an address.

    :raises NotOfTheWeb: what comes from there could be anybody's.
    """
    if not is_secure(url):
        raise NotOfTheWeb(_("${url} is no address of https."), url=url)
    return {"Accept": "application/json"}


def is_secure(url: str) -> bool:
    """Tell whether an address is one of https."""
    place = place_of(url)
    return place is not None and place.scheme == "https"


def _checked(data: bytes | None, digest: str) -> bytes:
    if data is None or digest_of(data) != digest:
        raise SharingError(_("A file of this content is missing."))
    return data


def read_page(data: Any) -> Page:
    """Return a page of a feed.

    :raises SharingError: it is none.
    """
    try:
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        entries = tuple((one["notice"], one["envelope"]) for one in data["entries"])
        last, newest = data["last"], data["newest"]
        if not (type(last) is type(newest) is int and len(entries) <= answering.MOST):
            raise ValueError(last)
        return Page(str(data["name"])[:200], from_json(Ring, data["ring"]), entries, last, newest)
    except (AttributeError, KeyError, TypeError, Unreadable, ValueError) as error:
        raise SharingError(UNREADABLE) from error
