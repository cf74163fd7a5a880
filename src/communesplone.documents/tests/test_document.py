from communesplone.core.extract import text_of
from communesplone.documents.document import KEPT
from plone.app.testing import logout
from zExceptions import BadRequest
from zipfile import ZipFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


def replace(document, file):
    document.file = file
    notify(ObjectModifiedEvent(document))
    transaction.commit()


def test_replacing_the_file_keeps_the_former(add, a_file):
    document = add()
    first, second = document.file, a_file("Second")
    replace(document, second)
    assert document.file is second
    assert [version.file for version in document.former] == [first]


def test_changing_the_title_alone_keeps_no_version(add):
    document = add()
    notify(ObjectModifiedEvent(document))
    assert list(document.former) == []


def test_a_commune_may_choose_to_keep_none_and_never_keeps_more_than_some(add, a_file):
    document = add(keep_versions=False)
    replace(document, a_file("Second"))
    assert list(document.former) == []
    document.keep_versions = True
    for number in range(KEPT + 2):
        replace(document, a_file(str(number)))
    assert len(document.former) == KEPT


def test_a_job_makes_the_words_of_the_file_searchable(add, work, functional):
    document = add(words="chauffe-eau solaire")
    catalog = functional["portal"].portal_catalog
    assert not catalog.unrestrictedSearchResults(SearchableText="solaire")
    work()
    assert [one.UID for one in catalog.unrestrictedSearchResults(SearchableText="solaire")] == [
        document.UID()
    ]


def test_the_words_of_a_private_file_are_found_by_nobody_else(add, work, functional):
    add(words="licenciement", publish=False)
    work()
    logout()
    assert not functional["portal"].portal_catalog.searchResults(SearchableText="licenciement")


def test_a_replaced_file_is_read_again(add, a_file, work, functional):
    document = add(words="ancien")
    work()
    replace(document, a_file("nouveau"))
    work()
    catalog = functional["portal"].portal_catalog
    assert not catalog.unrestrictedSearchResults(SearchableText="ancien")
    assert catalog.unrestrictedSearchResults(SearchableText="nouveau")


def test_a_file_that_can_run_is_refused_by_whatever_way_it_comes(add, a_file):
    with pytest.raises(BadRequest, match=r"\.html"):
        add(file=a_file(name="page.html"))


def test_words_are_read_from_office_files(tmp_path):
    path = tmp_path / "note.odt"
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office><p>Règlement</p><p>communal</p></office>")
    assert text_of(path, "odt") == "Règlement communal"


@pytest.mark.parametrize("extension", ["pdf", "docx", "odt"])
def test_a_damaged_file_has_no_words_and_harms_nobody(tmp_path, extension):
    path = tmp_path / f"damaged.{extension}"
    path.write_bytes(b"%PDF-1.4 nothing \x00\xff" if extension == "pdf" else b"PK\x03\x04\x00")
    assert text_of(path, extension) == ""
