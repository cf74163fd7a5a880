"""The library in an exported hub, as plain data."""

from base64 import b64decode
from base64 import b64encode
from communesplone.core.interfaces import ISiteData
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.wire import from_json
from communesplone.core.sharing.wire import to_json
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.catalogue import Offer
from communesplone.hub.catalogue import Revision
from communesplone.hub.figures.backfill import backfill
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import index as index_pack
from communesplone.hub.packs.keeping import KeptPack
from communesplone.hub.reviewing import index
from communesplone.hub.reviewing import waiting_key
from communesplone.hub.room import keep
from dataclasses import asdict
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class Kept:
    """Reads and writes the catalogue; the index is made anew."""

    def __init__(self, kept: Catalogue) -> None:
        self.kept = kept

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        return {
            "communes": [to_json(one) for one in self.kept.communes.values()],
            "successions": [asdict(one) for one in self.kept.successions.values()],
            "files": {name: _bytes(blob) for name, blob in self.kept.files.items()},
            "offers": [_offer(one) for one in self.kept.offers.values()],
            "packs": [_pack(one) for one in self.kept.packs.values()],
            "reports": [asdict(one) for one in self.kept.reports.values()],
            "former": dict(self.kept.former),
            "voices": dict(self.kept.voices),
            "events": self.kept.figures.dump(),
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData."""
        for one in data["communes"]:
            ring = from_json(Ring, one["ring"])
            self.kept.communes[ring.issuer] = Commune(**{**one, "ring": ring})
        for one in data.get("successions", ()):
            self.kept.successions[one["issuer"]] = Succession(**one)
        for name, text in data["files"].items():
            self.kept.keep_file(name, b64decode(text))
        for one in data["offers"]:
            self._load_offer(one)
        for one in data.get("packs", ()):
            self._load_pack(one)
        for one in data.get("reports", ()):
            said = {**one, "languages": tuple(one["languages"]), "has": tuple(one["has"])}
            self.kept.reports[one["issuer"]] = Report(**said)
        self.kept.former.update(data.get("former", {}))
        self.kept.voices.update(data.get("voices", {}))
        self.kept.figures.load(data.get("events", ()))
        backfill(self.kept)

    def _load_offer(self, told: dict[str, Any]) -> None:
        offer = Offer(self.kept.next_number(), told["urn"], told["issuer"])
        offer.accepted, offer.withdrawn = told["accepted"], told["withdrawn"]
        for commune in told["adopters"]:
            self.kept.use(offer, commune)
        for number, one in told["revisions"].items():
            revision = Revision(one["envelope"], one["received"], tuple(one["problems"]))
            revision.state, revision.word = one["state"], one["word"]
            revision.reviewer, revision.decided = one["reviewer"], one["decided"]
            keep(self.kept, offer, revision)
            if revision.state == "waiting":
                self.kept.waiting[waiting_key(revision)] = (offer.urn, int(number))
            for digest in revision.envelope["files"] if revision.state == "accepted" else ():
                self.kept.open_file(digest, offer.urn)
        self.kept.offers[offer.urn] = offer
        if offer.accepted and not offer.withdrawn:
            index(self.kept, offer)

    def _load_pack(self, told: dict[str, Any]) -> None:
        pack = KeptPack(self.kept.next_number(), told["urn"])
        contents = {**told["contents"], "urns": tuple(told["contents"]["urns"])}
        pack.contents, pack.withdrawn = Contents(**contents), told["withdrawn"]
        pack.revisions = tuple((one[0], one[1], one[2]) for one in told["revisions"])
        pack.adopters.update(told["adopters"])
        self.kept.packs[pack.urn] = pack
        if not pack.withdrawn:
            index_pack(self.kept, pack)


def _bytes(blob: Any) -> str:
    with blob.open() as opened:
        return b64encode(opened.read()).decode()


def _pack(pack: KeptPack) -> dict[str, Any]:
    return {
        "urn": pack.urn,
        "contents": asdict(pack.contents),
        "withdrawn": pack.withdrawn,
        "revisions": pack.revisions,
        "adopters": list(pack.adopters),
    }


def _offer(offer: Offer) -> dict[str, Any]:
    told = ("envelope", "received", "problems", "state", "word", "reviewer", "decided")
    return {
        "urn": offer.urn,
        "issuer": offer.issuer,
        "accepted": offer.accepted,
        "withdrawn": offer.withdrawn,
        "adopters": list(offer.adopters),
        "revisions": {
            str(number): {name: getattr(one, name) for name in told}
            for number, one in offer.revisions.items()
        },
    }


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = catalogue(site)
    return None if found is None else Kept(found)
