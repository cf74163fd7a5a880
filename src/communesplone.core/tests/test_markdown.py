from communesplone.core.markdown import convert
from communesplone.core.markdown import finished


def test_html_in_a_text_is_shown_and_not_obeyed():
    assert "&lt;script&gt;" in convert("Une note <script>alert(1)</script>")


def test_links_to_files_of_the_repository_become_text():
    text = "Voir [la doc](docs/a.md), [le site](https://a.example) et ![x](../b.png)"
    found = finished(convert(text), "fr")
    assert "docs/a.md" not in found
    assert "b.png" not in found
    assert '<a href="https://a.example">' in found
