"""Every message has its catalogues: French complete, Dutch, German and English present."""

from checks.house import add_ons
from messages import UnreadableMessage
from pathlib import Path
import translations


def complete(root: Path) -> list[str]:
    """A message that a catalogue lacks, does not translate into French, or keeps for nothing."""
    found = []
    for add_on in add_ons(root):
        try:
            wanted = translations.wanted_of(add_on.package)
        except UnreadableMessage as error:
            found.append(str(error))
            continue
        if wanted:
            for language in translations.LANGUAGES:
                found += translations.problems(add_on.package, language, wanted)
    return found
