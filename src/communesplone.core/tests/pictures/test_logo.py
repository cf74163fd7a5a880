"""The logo is a picture too, of which Plone makes a value at each visit."""

from plone.formwidget.namedfile.converter import b64encode_file
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage
from zExceptions import BadRequest
import piexif
import pytest
import transaction


def logo(functional):
    transaction.begin()
    return functional["portal"].portal_registry["plone.site_logo"]


def send(webmaster, functional, data):
    webmaster.open(f"{functional['portal'].absolute_url()}/@@site-controlpanel")
    webmaster.getControl(name="form.widgets.site_logo").add_file(data, "image/jpeg", "lie.jpg")
    webmaster.getControl(name="form.buttons.save").click()


def test_a_logo_that_lies_is_refused_before_anything_reads_it(
    functional, webmaster, lying, monkeypatch
):
    before = logo(functional)

    def read(_data):
        raise AssertionError

    monkeypatch.setattr(piexif, "load", read)
    send(webmaster, functional, lying)
    assert "cannot be true" in webmaster.contents
    assert logo(functional) == before
    assert not IFileUploadTemporaryStorage(functional["portal"]).upload_map


def test_a_logo_is_kept(functional, webmaster, drawn):
    send(webmaster, functional, drawn(200, 100))
    assert logo(functional).startswith(b"filenameb64:")


def test_whatever_way_it_comes_a_logo_that_lies_is_not_kept(functional, lying):
    with pytest.raises(BadRequest, match=r"lie\.jpg"):
        functional["portal"].portal_registry["plone.site_logo"] = b64encode_file("lie.jpg", lying)
    transaction.abort()
