"""The blocks of Volto as HTML."""

from communesplone.ingest.sources import plone
from communesplone.ingest.sources import volto


BLOCKS = {
    "t": {"@type": "title"},
    "a": {
        "@type": "slate",
        "value": [
            {
                "type": "p",
                "children": [
                    {"text": "Voir <"},
                    {"type": "link", "data": {"url": "/x"}, "children": [{"text": "ici"}]},
                ],
            }
        ],
    },
    "b": {"@type": "image", "url": "/pont.png", "alt": 'Un "pont"'},
    "c": {"@type": "listing", "plaintext": "trois pages"},
}


def test_texts_and_pictures_are_drawn_in_their_order_and_others_told():
    drawn, unknown = volto.html(BLOCKS, {"items": ["t", "b", "a", "c", "gone"]})
    assert drawn.index("<img") < drawn.index("Voir &lt;")
    assert '<a href="/x">ici</a>' in drawn
    assert 'alt="Un &quot;pont&quot;"' in drawn
    assert "trois pages" in drawn
    assert unknown == ["listing"]


def test_a_text_that_holds_itself_ends():
    node: dict = {"type": "p"}
    node["children"] = [node]
    drawn, _unknown = volto.html({"a": {"@type": "slate", "value": [node]}}, {})
    assert drawn.startswith("<p>")


def test_a_type_that_is_not_known_becomes_a_page_and_is_told():
    data = {
        "@type": "Poll",
        "UID": "u",
        "title": "Sondage",
        "details": {"content-type": "text/html", "data": "<p>Oui ?</p>"},
    }
    record = plone.item(data, "/a/sondage", "/a/sondage", {})
    assert (record.kind, record.section, record.name) == ("page", "a", "sondage")
    assert "Oui" in record.html
    assert ("type", "Poll") in record.notes
