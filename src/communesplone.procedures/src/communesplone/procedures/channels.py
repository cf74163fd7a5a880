"""The ways to go about a procedure: desk, online, post… or a service elsewhere."""

from communesplone.core import _
from communesplone.procedures.interfaces import InvalidRow
from typing import Any
import re
import unicodedata


# What a webmaster may write, the usual word of each language first.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "online": {
        "fr": ("en ligne",),
        "nl": ("online",),
        "de": ("online",),
        "en": ("online",),
    },
    "desk": {
        "fr": ("guichet", "au guichet"),
        "nl": ("loket", "aan het loket"),
        "de": ("Schalter", "am Schalter"),
        "en": ("desk", "at the desk"),
    },
    "phone": {
        "fr": ("téléphone", "par téléphone"),
        "nl": ("telefoon", "telefonisch"),
        "de": ("Telefon", "telefonisch"),
        "en": ("phone", "by phone"),
    },
    "post": {
        "fr": ("courrier", "par courrier", "poste"),
        "nl": ("post", "per post"),
        "de": ("Post", "per Post"),
        "en": ("post", "by post"),
    },
    "mail": {
        "fr": ("courriel", "par courriel", "e-mail"),
        "nl": ("e-mail", "per e-mail"),
        "de": ("E-Mail", "per E-Mail"),
        "en": ("e-mail", "by e-mail"),
    },
    "home": {
        "fr": ("domicile", "à domicile"),
        "nl": ("thuis", "bij u thuis"),
        "de": ("zu Hause", "Hausbesuch"),
        "en": ("at home",),
    },
    "federal": {
        "fr": ("service fédéral", "fédéral"),
        "nl": ("federale dienst", "federaal"),
        "de": ("föderaler Dienst", "föderal"),
        "en": ("federal service", "federal"),
    },
    "regional": {
        "fr": ("service régional", "régional", "communauté"),
        "nl": ("gewestelijke dienst", "gewestelijk"),
        "de": ("regionaler Dienst", "regional", "Gemeinschaft"),
        "en": ("regional service", "regional"),
    },
    "intermunicipal": {
        "fr": ("intercommunale", "intercommunal"),
        "nl": ("intercommunale",),
        "de": ("Interkommunale",),
        "en": ("intermunicipal service", "intermunicipal"),
    },
    "elsewhere": {
        "fr": ("ailleurs", "autre service"),
        "nl": ("elders", "andere dienst"),
        "de": ("anderswo", "andere Stelle"),
        "en": ("elsewhere", "another service"),
    },
}
ELSEWHERE = ("federal", "regional", "intermunicipal", "elsewhere")
BEST = {
    "fr": ("le plus simple", "conseillé"),
    "nl": ("het eenvoudigst", "aanbevolen"),
    "de": ("am einfachsten", "empfohlen"),
    "en": ("easiest", "recommended"),
}
NO = {"fr": ("non",), "nl": ("nee", "neen"), "de": ("nein",), "en": ("no",)}
SHAPE = re.compile(r"([^()]+?)\s*(?:\(([^()]+)\))?")

# How a list and the facts band name each; how the section of channels titles each.
SHORT = {
    "online": _("Online"),
    "desk": _("At the desk"),
    "phone": _("By phone"),
    "post": _("By post"),
    "mail": _("By e-mail"),
    "home": _("At your home"),
    "federal": _("At a federal service"),
    "regional": _("At a regional service"),
    "intermunicipal": _("At the intermunicipal company"),
    "elsewhere": _("Elsewhere"),
}


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("-", " ").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


KINDS = {
    _folded(word): kind
    for kind, words in WORDS.items()
    for some in words.values()
    for word in (*some, kind)
}
BEST_WORDS = {_folded(word) for words in BEST.values() for word in words} | {"best"}
NO_WORDS = {_folded(word) for words in NO.values() for word in words}


def read_channel(text: str) -> dict[str, Any]:
    """Return kind and state of "guichet", "guichet (le plus simple)" or "en ligne (non)".

    The state is "yes", "best" (at most one should be) or "no" (it is said why not).

    :raises InvalidRow: with the words that are known.
    """
    found = SHAPE.fullmatch(text)
    kind = KINDS.get(_folded(found[1])) if found else None
    state = _state(found[2]) if found else None
    if kind is None or state is None:
        raise InvalidRow(
            _(
                "“${text}” is not a channel. Write desk, online, phone, post, e-mail, at home, "
                "federal, regional, intermunicipal or elsewhere; after it, if need be, (easiest) "
                "or (no).",
                mapping={"text": text},
            )
        )
    return {"kind": kind, "state": state}


def _state(word: str | None) -> str | None:
    if not word:
        return "yes"
    folded = _folded(word)
    return "best" if folded in BEST_WORDS else "no" if folded in NO_WORDS else None


def write_channel(value: dict[str, Any] | str, language: str) -> str:
    """Return a stored channel as text that `read_channel` reads, in a language."""
    if isinstance(value, str):
        return value
    words = WORDS.get(value.get("kind", ""), {})
    word = words.get(language, words.get("fr", (str(value.get("kind", "")),)))[0]
    marks = {"best": BEST, "no": NO}.get(value.get("state", "yes"))
    return f"{word} ({marks.get(language, marks['fr'])[0]})" if marks else word


def usable(rows: list[dict[str, Any]] | None) -> list[str]:
    """Return the kinds of the channels that are possible, the easiest first, each once."""
    channels = [row["channel"] for row in rows or () if row["channel"]["state"] != "no"]
    channels.sort(key=lambda channel: channel["state"] != "best")
    return list(dict.fromkeys(channel["kind"] for channel in channels))
