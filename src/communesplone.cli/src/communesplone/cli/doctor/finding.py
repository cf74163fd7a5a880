"""What a check finds, and what every check offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import ClassVar


@dataclass(frozen=True)
class Finding:
    """Something wrong, in one sentence.

    :param site: id of the site, empty when it concerns the whole installation.
    :param command: what mends it, ready to be typed.
    :param cost: how long that takes and what it risks.
    """

    check: str
    level: str
    site: str
    sentence: str
    command: str
    cost: str

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints of it."""
        return dict(vars(self))


class Check:
    """Base of the checks: what they are called and how they tell what they find."""

    name: ClassVar[str]
    # What is said when there is nothing to say; empty for a check of single sites.
    fine: ClassVar[str] = ""
    level: ClassVar[str] = "error"
    cost: ClassVar[str]

    def finding(self, sentence: str, site: str = "", command: str = "") -> Finding:
        """Return a finding of this check; the mend is `doctor --mend` unless `command` is."""
        mend = f"bin/communes doctor --mend {self.name} {site}".rstrip()
        return Finding(self.name, self.level, site, sentence, command or mend, self.cost)


class InstallationCheck(Check):
    """A check of what all sites share."""

    def find(self, app: Application) -> Iterator[Finding]:
        """Yield what is wrong; change nothing."""
        raise NotImplementedError

    def mend(self, app: Application) -> str:
        """Mend it in the current transaction and return a sentence about what was done."""
        raise NotImplementedError


class SiteCheck(Check):
    """A check of one site, which is the current one while it is looked at."""

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        """Yield what is wrong with the site; change nothing."""
        raise NotImplementedError

    def mend(self, app: Application, site: PloneSite) -> str:
        """Mend it in the current transaction and return a sentence about what was done."""
        raise NotImplementedError
