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


def agreed(root: Path) -> list[str]:
    """A message with two translations: all catalogues are one domain, so one of them is lost."""
    found = []
    for language in translations.LANGUAGES:
        known: dict[str, dict[str, str]] = {}
        for add_on in add_ons(root):
            catalogue = translations.read(translations.catalogue_path(add_on.package, language))
            for msgid, translation in catalogue.items():
                if translation:
                    known.setdefault(msgid, {}).setdefault(translation, add_on.package.name)
        found += [
            f"{language}: {msgid!r} is {' or '.join(f'{a!r} ({b})' for a, b in ways.items())}"
            for msgid, ways in known.items()
            if msgid and len(ways) > 1
        ]
    return found
