"""What Plone's forms would shut somebody out of is mended in them."""


def test_the_label_of_a_file_names_its_control(webmaster, functional):
    webmaster.open(f"{functional['portal'].absolute_url()}/++add++Image")
    # Plone's ploneform-render-widget names the frame around it
    assert 'for="form-widgets-image-input"' in webmaster.contents
    assert 'id="form-widgets-image-input"' in webmaster.contents
    assert 'for="form-widgets-image"' not in webmaster.contents


def test_a_collection_asks_for_no_columns(webmaster, functional):
    webmaster.open(f"{functional['portal'].absolute_url()}/++add++Collection")
    assert "form.widgets.ICollection.query" in webmaster.contents
    assert "customViewFields" not in webmaster.contents
