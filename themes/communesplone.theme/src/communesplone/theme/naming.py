"""Names of communes in sentences: "Commune d’Arlon", "Gemeinde Sankt Vith"."""

from communesplone.core import _
from communesplone.core.typography import NBSP
from zope.i18nmessageid import Message
import unicodedata


KINDS = {
    "fr": "Commune",
    "nl": "Gemeente",
    "de": "Gemeinde",
    "en": "Municipality of",
}


def of(name: str) -> str:
    """Return a French name after "de": "d’Arlon", "du Rœulx", "des Bons Villers"."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    first = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return f"d’{name}" if first in tuple("aeiouyœæ") else f"de {name}"


def with_kind(name: str, kind: str, language: str) -> str:
    """Return the name as an address has it: "Commune de Namur"; the hub has only its name."""
    if kind != "commune":
        return name
    if language == "fr":
        return f"Commune {of(name)}"
    return f"{KINDS.get(language, KINDS['en'])}{NBSP}{name}"


def subtitle(kind: str) -> Message:
    """Return the line under the name where the site has none of its own."""
    return _("Commune · official website") if kind == "commune" else _("The communes’ own hub")
