"""Plone's own ways to search tell nobody in particular of what is not public."""

from urllib.parse import quote
import json
import pytest
import re


QUERY = [
    {
        "i": "SearchableText",
        "o": "plone.app.querystring.operation.string.contains",
        "v": "lantern",
    }
]
WAYS = [
    "++api++/@search?SearchableText=lantern",
    "++api++/@search?SearchableText=lantern&show_inactive=1&review_state=private",
    "++api++/@querystring-search?query=" + quote(json.dumps({"query": QUERY})),
    "@@updated_search?SearchableText=lantern",
    "@@getVocabulary?name=plone.app.vocabularies.Catalog",
]


@pytest.mark.parametrize("way", WAYS)
def test_no_draft_and_nothing_expired_is_told(visitor, site, pages, way):
    visitor.addHeader("Accept", "application/json")
    visitor.open(f"{site.absolute_url()}/{way}")
    assert not re.search("secrets|long ago|tomorrow", str(visitor.contents).replace("-", " "))
