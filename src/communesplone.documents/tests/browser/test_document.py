from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import transaction


def test_the_page_says_what_it_is_and_gives_the_file(add, visitor, functional):
    document = add(kind="tax", document_language="de", themes=["waste"])
    visitor.open(document.absolute_url())
    for words in ("Règlement-taxe", "26 janvier 2026", "Allemand", "PDF"):
        assert words in visitor.contents.replace("\xa0", " ")
    view = api.content.get_view("document_page", document, functional["request"])
    view.language = "fr"
    assert view.json_ld()["@type"] == "DigitalDocument"
    assert view.json_ld()["encoding"]["contentUrl"] == f"{document.absolute_url()}/latest"


def test_the_address_of_the_file_survives_its_replacement(add, a_file, visitor):
    document = add(words="Ancien")
    address, before = f"{document.absolute_url()}/latest", document.file.data
    visitor.open(address)
    assert visitor.headers["content-type"] == "application/pdf"
    document.file = a_file("Nouveau", name="autre-nom.pdf")
    notify(ObjectModifiedEvent(document))
    transaction.commit()
    visitor.open(address)
    assert "autre-nom.pdf" in visitor.headers["content-disposition"]
    visitor.open(document.absolute_url())
    assert "Version jusqu" in visitor.contents
    visitor.open(f"{document.absolute_url()}/@@version/1")
    assert visitor.headers["content-length"] == str(len(before))


def test_a_version_that_is_not_there_is_not_found(add, visitor):
    document = add()
    for path in ("/@@version/1", "/@@version/x", "/@@version", "/latest/more"):
        visitor.open(document.absolute_url() + path)
        assert visitor.headers["status"].startswith("404"), path


def test_a_part_of_a_file_can_be_asked_for(add, visitor):
    document = add()
    visitor.addHeader("Range", "bytes=0-4")
    visitor.open(f"{document.absolute_url()}/latest")
    assert visitor.headers["status"].startswith("206")
    assert visitor.headers["content-range"].startswith("bytes 0-4/")


def test_whatever_its_sender_said_a_file_is_served_as_what_it_is(add, a_file, visitor):
    file = a_file()
    file.contentType = "text/html"
    document = add(file=file)
    document.file.contentType = "text/html"
    transaction.commit()
    visitor.open(f"{document.absolute_url()}/latest")
    assert visitor.headers["content-type"] == "application/pdf"
    assert visitor.headers["x-content-type-options"] == "nosniff"


def test_a_private_file_is_given_to_nobody(add, visitor):
    document = add("Secret", publish=False)
    for path in ("", "/latest", "/@@download/file", "/@@version/1"):
        visitor.open(document.absolute_url() + path)
        assert "Secret" not in visitor.contents
        assert "application/pdf" not in visitor.headers["content-type"]


def test_a_webmaster_reads_why_a_file_is_refused_and_loses_nothing(folder, webmaster):
    webmaster.open(f"{folder.absolute_url()}/++add++Library Document")
    webmaster.getControl(name="form.widgets.IDublinCore.title").value = "Ma page"
    control = webmaster.getControl(name="form.widgets.file")
    control.add_file(b"<html></html>", "text/html", "page.html")
    webmaster.getControl(name="form.buttons.save").click()
    assert "page.html" in webmaster.contents
    assert "Ma page" in webmaster.contents
    assert folder.objectIds() == []
