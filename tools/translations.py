"""Keep the message catalogues of every add-on in step with its sources.

    tools/translations.py            write what is missing, drop what is obsolete
    tools/translations.py --check    write nothing; report, and exit 1 if something is wrong

A new message takes its translation from another add-on's catalogue when that one has it.
French must be complete; in Dutch, German and English every message must be present.
"""

from argparse import ArgumentParser
from ast import literal_eval
from collections.abc import Iterable
from collections.abc import Iterator
from messages import DOMAIN
from messages import Message
from messages import messages
from messages import UnreadableMessage
from pathlib import Path
import json
import re
import sys


ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "nl", "de", "en")
COMPLETE = ("fr",)
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: communesplone\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"
"Domain: communesplone\\n"
"""
PLURALS = {"fr": "(n > 1)"}
STRING = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ENTRY = re.compile(rf"^msgid {STRING}^msgstr {STRING}", re.MULTILINE)


def packages(only: Iterable[str] = ()) -> Iterator[Path]:
    """Yield the package folder of every add-on that has something to translate."""
    for house in ("src/*", "policy", "themes/*"):
        for configuration in sorted(ROOT.glob(f"{house}/src/communesplone/*/configure.zcml")):
            if not only or configuration.parent.name in only:
                yield configuration.parent


def catalogue_path(package: Path, language: str) -> Path:
    return package / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path) -> dict[str, str]:
    """Return {message id: translation} of a catalogue, without its header."""
    if not path.exists():
        return {}
    found = {
        "".join(map(literal_eval, msgid.splitlines())): "".join(
            map(literal_eval, filter(None, msgstr.splitlines()))
        )
        for msgid, msgstr in ENTRY.findall(path.read_text())
    }
    found.pop("", None)
    return found


def write(language: str, wanted: dict[str, list[Message]], translated: dict[str, str]) -> str:
    """Return the text of a catalogue: one entry per message, sorted, in one canonical form."""
    parts = [HEADER.format(language=language, plural=PLURALS.get(language, "(n != 1)"))]
    for msgid in sorted(wanted):
        found = wanted[msgid]
        lines = [f"#: {source}" for source in sorted({message.source for message in found})]
        default = next((message.default for message in found if message.default), "")
        if default:
            lines.append(f"#. Default: {_quoted(default)}")
        lines += [f"msgid {_quoted(msgid)}", f"msgstr {_quoted(translated.get(msgid, ''))}"]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def wanted_of(package: Path) -> dict[str, list[Message]]:
    wanted: dict[str, list[Message]] = {}
    for message in messages(package):
        wanted.setdefault(message.msgid, []).append(message)
    return wanted


def problems(package: Path, language: str, wanted: dict[str, list[Message]]) -> Iterator[str]:
    """Yield what is wrong with one catalogue, one sentence each."""
    path = catalogue_path(package, language)
    found = read(path)
    where = f"{package.name} ({language})"
    for msgid in sorted(wanted.keys() - found.keys()):
        yield f"{where}: missing {msgid!r}, from {wanted[msgid][0].source}"
    for msgid in sorted(found.keys() - wanted.keys()):
        yield f"{where}: obsolete {msgid!r}"
    for msgid in sorted(wanted.keys() & found.keys()):
        translation = found[msgid]
        if language in COMPLETE and not translation:
            yield f"{where}: not translated {msgid!r}"
        if translation and _variables(translation) != _variables(_original(wanted[msgid])):
            yield f"{where}: other ${{variables}} than in {msgid!r}"
    if found.keys() == wanted.keys() and path.read_text() != write(language, wanted, found):
        yield f"{where}: not in its canonical form; run tools/translations.py"


def _original(found: list[Message]) -> str:
    return next((message.default for message in found if message.default), found[0].msgid)


def _variables(text: str) -> set[str]:
    return set(re.findall(r"\$\{(\w+)\}", text))


def update(package: Path, language: str, wanted: dict[str, list[Message]]) -> None:
    path = catalogue_path(package, language)
    elsewhere: dict[str, str] = {}
    for other in packages():
        elsewhere |= {key: value for key, value in read(catalogue_path(other, language)).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write(language, wanted, {**elsewhere, **_filled(read(path))}))


def _filled(catalogue: dict[str, str]) -> dict[str, str]:
    return {msgid: translation for msgid, translation in catalogue.items() if translation}


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="report only, exit 1 on problems")
    parser.add_argument("add_on", nargs="*", help="add-ons to look at, such as core; all without")
    options = parser.parse_args()
    failed = False
    for package in packages(options.add_on):
        try:
            wanted = wanted_of(package)
        except UnreadableMessage as error:
            print(error)
            failed = True
            continue
        for language in LANGUAGES if wanted or (package / "locales").exists() else ():
            if not options.check:
                update(package, language, wanted)
            for problem in problems(package, language, wanted):
                print(problem)
                failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
