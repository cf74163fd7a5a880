"""The types of sections that any page may have: one module each, its template beside it."""

from hashlib import sha256
from importlib.resources import files


def versioned(name: str) -> str:
    """Return the address of one of our static files, below the site, with its version."""
    content = files("communesplone.pages").joinpath("static", name).read_bytes()
    return f"++plone++communesplone.pages/{name}?v={sha256(content).hexdigest()[:10]}"
