from communesplone.core.static import StaticFiles
from hashlib import sha256
from importlib.resources import files
import pytest


UNITING = StaticFiles("communesplone.core.uniting", "communesplone.core.uniting")


def test_an_address_says_what_the_bytes_are():
    content = files("communesplone.core.uniting").joinpath("static", "uniting.css").read_bytes()
    version = sha256(content).hexdigest()[:10]
    assert UNITING.path("uniting.css") == (
        f"++plone++communesplone.core.uniting/uniting.css?v={version}"
    )


def test_a_file_that_is_not_there_has_none():
    with pytest.raises(FileNotFoundError):
        UNITING.path("none.css")


def test_the_full_address_is_that_of_the_site(portal):
    assert UNITING.url("uniting.css") == f"{portal.absolute_url()}/{UNITING.path('uniting.css')}"
