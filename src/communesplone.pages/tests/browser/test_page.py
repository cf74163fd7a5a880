"""Pages with sections, and the home of a mini-site, as visitors see them."""

from communesplone.pages.writing import save
import pytest
import transaction


@pytest.mark.parametrize(
    ("kind", "view"), [("Document", "document_view"), ("MiniSite", "mini_site_view")]
)
def test_sections_stand_under_the_summary(add, visitor, kind, view):
    page = add("Reading", kind, description="In short.")
    save(page, [{"id": "s1", "type": "quote", "text": "Reading is free."}])
    transaction.commit()
    visitor.open(f"{page.absolute_url()}/@@{view}")

    assert "Reading is free." in visitor.contents
    assert "pages.css?v=" in visitor.contents


def test_the_view_for_templates_publishes_nothing(add, visitor):
    visitor.open(f"{add().absolute_url()}/@@communes_sections")

    assert not visitor.contents
