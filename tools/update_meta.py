"""Keep the lists of add-ons in step with the add-ons that exist.

.venv/bin/python tools/update_meta.py
"""

from checks.house import add_ons
from pathlib import Path
import re


HOME = Path(__file__).resolve().parent.parent
LISTED = re.compile(r"ADD_ONS = \[.*?\]", re.DOTALL)


def main() -> None:
    """Rewrite what is behind and say so."""
    for path in update(HOME):
        print(f"updated {path.relative_to(HOME)}")


def update(root: Path) -> list[Path]:
    """Rewrite the lists of the tree at `root`; return the files that changed."""
    setup = root / "setup.py"
    names = [add_on.name for add_on in add_ons(root)]
    return [setup] if rewrite(setup, with_add_ons(setup.read_text(), names)) else []


def with_add_ons(text: str, names: list[str]) -> str:
    """The text of setup.py with this list of add-ons."""
    lines = "".join(f'    "{name}",\n' for name in names)
    return LISTED.sub(f"ADD_ONS = [\n{lines}]", text, count=1)


def rewrite(path: Path, text: str) -> bool:
    """Write `text` if it differs; tell whether it did."""
    if path.read_text() == text:
        return False
    path.write_text(text)
    return True


if __name__ == "__main__":
    main()
