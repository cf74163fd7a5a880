"""What a person writes into the box is kept without the marks that were shown to them."""

from communesplone.sharing.merging import merge
from communesplone.sharing.updating.browser.merge import safe
import pytest


def question(html: str):
    base = f"<p>{html}</p>"
    sides = (
        {"text": text} for text in (base, base.replace("un", "deux"), base.replace("un", "x"))
    )
    return merge(*({"text": side} for side in sides)).questions[0]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('au <ins class="from-them">grand </ins>guichet', "au grand guichet"),
        ('<span class="merging-link" title="/x">ici</span> &amp; <b>là</b>', None),
        ("un<div>deux</div>", None),
        ('un<script>alert(1)</script><img src="x" onerror="alert(1)">', None),
    ],
)
def test_what_is_written_is_safe_and_loses_no_word(written, kept):
    found = safe(question("au un guichet"), written)
    assert kept is None or found == kept
    for trace in ("<ins", "<script", "onerror", "merging-link", "<p"):
        assert trace not in found
    if "merging-link" in written:
        assert found == '<a href="/x">ici</a> &amp; <b>là</b>'
