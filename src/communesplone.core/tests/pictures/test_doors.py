from communesplone.core.pictures.doors import picture_widget
from communesplone.core.pictures.settings import IPictures
from communesplone.core.settings import settings
from persistent.mapping import PersistentMapping
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage
from plone.namedfile.field import NamedBlobImage
from plone.namedfile.interfaces import INamedImage
from zExceptions import BadRequest
import base64
import json
import piexif
import pytest
import transaction


EVIL = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


@pytest.fixture
def small(functional):
    """A site that takes pictures of one megabyte at most."""
    settings(IPictures, functional["portal"]).most_megabytes = 1
    transaction.commit()


def fill(webmaster, functional, data, name, alt="A bridge"):
    webmaster.open(f"{functional['portal'].absolute_url()}/++add++Image")
    webmaster.getControl(name="form.widgets.title").value = "My title"
    webmaster.getControl(name="form.widgets.image").add_file(data, "image/png", name)
    webmaster.getControl(name="form.widgets.IPicture.picture_alt").value = alt
    webmaster.getControl(name="form.buttons.save").click()


def test_a_form_says_why_and_keeps_what_was_typed(functional, webmaster, small):
    fill(webmaster, functional, b"\x89PNG" + b"x" * (3 * 1024 * 1024), "huge.png")
    assert "huge.png" in webmaster.contents
    assert "weighs 4 MB" in webmaster.contents
    assert "My title" in webmaster.contents
    assert "Image" not in [item.portal_type for item in functional["portal"].contentValues()]


def test_a_form_asks_what_the_picture_shows(functional, webmaster, drawn):
    fill(webmaster, functional, drawn(kind="PNG"), "a.png", alt="")
    assert "only decorative" in webmaster.contents
    assert "Say what the picture shows" in webmaster.contents
    fill(webmaster, functional, drawn(kind="PNG"), "a.png")
    assert "Say what the picture shows" not in webmaster.contents


def test_the_rest_interface_answers_400_with_the_sentence(functional, webmaster):
    webmaster.addHeader("Accept", "application/json")
    webmaster.addHeader("Content-Type", "application/json")
    picture = {
        "data": base64.b64encode(EVIL).decode(),
        "encoding": "base64",
        "filename": "evil.svg",
        "content-type": "image/svg+xml",
    }
    body = {"@type": "Image", "title": "x", "picture_alt": "x", "image": picture}
    webmaster.post(functional["portal"].absolute_url(), json.dumps(body))
    assert webmaster.headers["status"].startswith("400")
    assert b"evil.svg" in webmaster.contents


def test_whatever_way_it_comes_a_drawing_with_script_is_not_stored(functional, add):
    with pytest.raises(BadRequest, match=r"evil\.svg"):
        add(EVIL, "evil.svg")


def test_the_upload_of_the_editor_is_refused_too(functional, webmaster):
    portal = functional["portal"]
    boundary = "xxx"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="evil.svg"\r\n'
        f"Content-Type: image/svg+xml\r\n\r\n{EVIL.decode()}\r\n--{boundary}--\r\n"
    )
    webmaster.post(
        f"{portal.absolute_url()}/@@fileUpload", body, f"multipart/form-data; boundary={boundary}"
    )
    assert webmaster.headers["status"].startswith("400")
    assert "script" in webmaster.contents
    assert "evil.svg" not in portal.objectIds()


@pytest.fixture
def unbelieved(monkeypatch):
    """Whoever reads notes that lie has let them in."""

    def read(_data):
        raise AssertionError

    monkeypatch.setattr(piexif, "load", read)


def test_a_form_refuses_notes_that_lie_and_does_not_keep_them_for_a_next_try(
    functional, webmaster, lying
):
    fill(webmaster, functional, lying, "lie.jpg")
    assert "cannot be true" in webmaster.contents
    assert "My title" in webmaster.contents
    assert not IFileUploadTemporaryStorage(functional["portal"]).upload_map


def test_a_picture_that_is_taken_is_kept_while_the_rest_of_the_form_is_wrong(
    functional, webmaster, drawn
):
    fill(webmaster, functional, drawn(), "a.jpg", alt="")
    assert "Say what the picture shows" in webmaster.contents
    webmaster.getControl(name="form.widgets.IPicture.picture_alt").value = "A bridge"
    webmaster.getControl(name="form.buttons.save").click()
    (made,) = (one for one in functional["portal"].contentValues() if one.portal_type == "Image")
    assert made.image.filename == "a.jpg"


def test_what_the_form_of_a_file_kept_is_no_way_around(functional, lying, drawn):
    request, portal = functional["request"].clone(), functional["portal"]
    widget = picture_widget(NamedBlobImage(__name__="image"), request)
    for data, expected in ((lying, False), (drawn(), True)):
        kept = {"filename": "a.jpg", "data": data}
        IFileUploadTemporaryStorage(portal).upload_map["key"] = PersistentMapping(kept)
        request.form[f"{widget.name}.action"] = "nochange"
        request.form[f"{widget.name}.file_upload_id"] = "key"
        assert INamedImage.providedBy(widget.extract()) is expected


@pytest.mark.parametrize("encoding", ["base64", "hex"])
def test_the_rest_interface_looks_before_it_makes_a_value(
    functional, webmaster, lying, unbelieved, encoding
):
    webmaster.addHeader("Accept", "application/json")
    webmaster.addHeader("Content-Type", "application/json")
    data = base64.b64encode(lying) if encoding == "base64" else lying.hex().encode()
    picture = {"data": data.decode(), "encoding": encoding, "filename": "lie.jpg"}
    body = {"@type": "Image", "title": "x", "picture_alt": "x", "image": picture}
    webmaster.post(functional["portal"].absolute_url(), json.dumps(body))
    assert webmaster.headers["status"].startswith("400")
    assert b"lie.jpg" in webmaster.contents or encoding == "hex"


def test_the_upload_of_the_editor_looks_before_it_makes_a_value(
    functional, webmaster, lying, unbelieved
):
    body = (
        b'--xxx\r\nContent-Disposition: form-data; name="file"; filename="lie.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + lying + b"\r\n--xxx--\r\n"
    )
    address = f"{functional['portal'].absolute_url()}/@@fileUpload"
    webmaster.post(address, body, "multipart/form-data; boundary=xxx")
    assert webmaster.headers["status"].startswith("400")
    assert "cannot be true" in webmaster.contents


def test_whatever_way_they_come_notes_that_lie_are_not_stored(add, lying, monkeypatch):
    # As a way that knows nothing of us would: it made the value before it asked.
    monkeypatch.setattr(piexif, "load", lambda _data: {"0th": {}})
    with pytest.raises(BadRequest, match=r"lie\.jpg"):
        add(lying, "lie.jpg")


def test_the_control_panel_saves_the_limits(functional, webmaster):
    portal = functional["portal"]
    webmaster.open(f"{portal.absolute_url()}/@@pictures-settings")
    webmaster.getControl(name="form.widgets.most_megapixels").value = "30"
    webmaster.getControl(name="form.buttons.save").click()
    assert settings(IPictures, portal).most_megapixels == 30
