from communesplone.core.sections import render


def drawn(functional, kind_of_section="documents", **data):
    section = {"id": "s1", "type": kind_of_section, **data}
    return "".join(render(functional["portal"], functional["request"], [section]))


def test_a_page_shows_the_documents_that_its_editor_chose_in_that_order(add, functional):
    first, second = add("Première"), add("Deuxième")
    add("Autre")
    shown = drawn(functional, "chosen_documents", documents=[second.UID(), first.UID()])
    assert shown.index("Deuxième") < shown.index("Première")
    assert "Autre" not in shown
    assert f"{first.absolute_url()}/latest" in shown


def test_or_the_latest_of_a_kind(add, functional):
    add("Taxe", kind="tax")
    add("Formulaire", kind="form")
    shown = drawn(functional, kind="tax", number=5)
    assert "Taxe" in shown
    assert "/formulaire" not in shown


def test_what_is_not_published_is_not_shown(add, functional):
    assert not drawn(functional, kind="plan")
