"""What was measured, against what was claimed."""

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class Claim:
    """One measured value and its limit, in the same unit."""

    text: str
    value: float
    limit: float
    unit: str
    beside: str = ""

    @property
    def holds(self) -> bool:
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        beside = f"  ({self.beside})" if self.beside else ""
        return (
            f"{self.text}: {self.value:.3g} {self.unit}, limit {self.limit:g}: {verdict}{beside}"
        )


@dataclass
class Report:
    """The claims of one run."""

    claims: list[Claim] = field(default_factory=list)

    def add(self, text: str, value: float, limit: float, unit: str, beside: str = "") -> None:
        """Note a measured value."""
        self.claims.append(Claim(text, value, limit, unit, beside))

    @property
    def holds(self) -> bool:
        return all(claim.holds for claim in self.claims)

    def show(self) -> None:
        """Print the claims."""
        print()
        for claim in self.claims:
            print(claim)
