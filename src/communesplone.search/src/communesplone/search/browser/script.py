"""The script of the suggestions, on every page that has a search field."""

from hashlib import sha256
from pathlib import Path
from plone import api
from plone.app.layout.viewlets import ViewletBase


HERE = Path(__file__).parent
FILES = ("suggest.css", "suggest.js")
VERSION = sha256(b"".join(HERE.joinpath(name).read_bytes() for name in FILES)).hexdigest()[:10]


class Script(ViewletBase):
    """Two addresses; without them the search field works by its button."""

    def update(self) -> None:
        """Nothing to prepare: the same on every page."""

    def render(self) -> str:
        """Return the tags. Addresses of the site itself are safe in an attribute."""
        base = f"{api.portal.get().absolute_url()}/++resource++communes-"
        return (
            f'<link rel="stylesheet" href="{base}suggest.css?v={VERSION}" />'
            f'<script type="module" src="{base}suggest.js?v={VERSION}"></script>'
        )
