"""Keep every list of add-ons in step with the add-ons that exist.

.venv/bin/python tools/update_meta.py

The lists: ADD_ONS in setup.py, and what the policy requires, includes and installs.
"""

from checks import meta
from pathlib import Path


HOME = Path(__file__).resolve().parent.parent


def main() -> None:
    """Rewrite what is behind and say so."""
    for path in update(HOME):
        print(f"updated {path.relative_to(HOME)}")


def update(root: Path) -> list[Path]:
    """Rewrite the lists of the tree at `root`; return the files that changed."""
    changed = []
    for path, text in meta.wanted(root).items():
        if path.read_text() != text:
            path.write_text(text)
            changed.append(path)
    return changed


def version(root: Path) -> str:
    """The version that all distributions have."""
    return meta.meta_version(root)


if __name__ == "__main__":
    main()
