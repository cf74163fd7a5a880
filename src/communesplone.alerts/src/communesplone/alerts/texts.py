"""Ready texts, so that nobody looks for words in an emergency."""

from communesplone.alerts.places import read_step
from communesplone.alerts.settings import IAlertsSettings
from communesplone.core.settings import settings
from communesplone.core.typography import known
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
import json


@dataclass(frozen=True)
class ReadyText:
    """A text to begin with; `label` is what its button says."""

    key: str
    label: str
    level: str
    kind: str
    title: str
    instruction: str
    steps: tuple[str, ...] = ()


@cache
def shipped(language: str) -> tuple[ReadyText, ...]:
    """Return the texts that come with the add-on, in a language."""
    data = json.loads(files(__package__).joinpath("texts.json").read_text(encoding="utf-8"))
    return tuple(
        ReadyText(
            key=entry["key"],
            level=entry["level"],
            kind=entry["kind"],
            **{
                name: tuple(value) if name == "steps" else value
                for name, value in entry[known(language)].items()
            },
        )
        for entry in data
    )


def ready(language: str) -> tuple[ReadyText, ...]:
    """Return the commune's own texts, then those that are shipped."""
    own = [read_step(line) for line in settings(IAlertsSettings).own_texts or ()]
    return (
        *(
            ReadyText(f"own-{number}", title, "", "", title, instruction)
            for number, (title, instruction) in enumerate(own)
        ),
        *shipped(known(language)),
    )
