from communesplone.documents.formats import is_acceptable
from communesplone.documents.formats import media_type
from communesplone.documents.formats import readable_size
from communesplone.documents.interfaces import RefusedFile
from plone.namedfile.file import NamedBlobFile
import pytest


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("program.exe", b"MZ"),
        ("without-extension", b"%PDF-1.4"),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("sheet.xlsx", b"%PDF-1.4"),
        ("list.csv", b"a;b\n\x00"),
    ],
)
def test_what_can_run_or_is_not_what_it_says_is_refused_with_a_sentence(integration, name, data):
    with pytest.raises(RefusedFile) as refused:
        is_acceptable(NamedBlobFile(data, filename=name))
    assert name in refused.value.message.mapping["name"]
    assert refused.value.doc() is refused.value.message


def test_a_file_that_is_what_it_says_is_taken(integration):
    assert is_acceptable(NamedBlobFile(b"%PDF-1.7\n", filename="Rapport.PDF"))
    assert is_acceptable(NamedBlobFile(b"a;b\n1;2\n", filename="list.csv"))


def test_the_type_is_told_by_the_name_and_never_one_that_runs():
    assert media_type("a.pdf") == "application/pdf"
    assert media_type("a.html") == media_type(None) == "application/octet-stream"


def test_a_size_is_said_in_the_units_of_the_language():
    assert readable_size(1_300_000, "fr") == "1,2\u00a0Mo"
    assert readable_size(90_000, "de") == "88\u00a0KB"
    assert readable_size(1_300_000, "en") == "1.2\u00a0MB"
