"""@@library-preview: a content as it would look here, of which nothing is kept."""

from .shelf import PACK_URN
from communesplone.core.sharing.signing import digest
from communesplone.sharing.adopting import adopt
from communesplone.sharing.store import store
from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from urllib.parse import quote
import pytest
import transaction


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
HOSTILE = (
    '<p onclick="alert(1)">Un bac<script>alert(1)</script></p>'
    '<img src="https://tracker.example/pixel.png" alt="espion">'
    '<iframe src="https://tracker.example/"></iframe>'
    '<a href="javascript:alert(1)">ici</a>'
)


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def preview(commune, shelf):
    """`preview(title="…")`: the address of the preview of a content that Namur shares."""

    def address(pack="", **fields):
        urn = shelf.holds(**fields)
        transaction.commit()
        return f"{commune.absolute_url()}/@@library-preview?urn={urn}" + (pack and f"&pack={pack}")

    return address


def test_the_text_is_shown_with_who_wrote_it(webmaster, preview):
    webmaster.open(preview(text={"html": "<p>Votre bac arrive sous dix jours.</p>"}))
    assert "Votre bac arrive sous dix jours." in webmaster.contents
    assert "Nothing of it is in your site yet" in webmaster.contents
    assert "library-adopt?urn=urn" in webmaster.contents
    assert "library-item?urn=urn" in webmaster.contents


def test_nothing_is_written(webmaster, preview, commune, functional):
    address = preview(text={"html": "<p>Un bac.</p>"})
    database = functional["zodbDB"]
    before = database.lastTransaction()
    webmaster.open(address)
    assert database.lastTransaction() == before
    transaction.begin()
    assert not api.content.find(Title="poubelle")


def test_nobody_keeps_it_nor_finds_it(webmaster, preview):
    webmaster.open(preview())
    assert webmaster.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in webmaster.headers["X-Robots-Tag"]
    assert "script-src 'none'" in webmaster.headers["Content-Security-Policy"]
    assert webmaster.headers["X-Frame-Options"] == "DENY"
    assert 'content="noindex, nofollow"' in webmaster.contents
    assert "ETag" not in webmaster.headers


def test_nothing_runs_and_nothing_comes_from_elsewhere(webmaster, preview):
    webmaster.open(preview(text={"html": HOSTILE}))
    assert "Un bac" in webmaster.contents
    for word in ("<script", "alert(1)", "tracker.example", "<iframe", "onclick"):
        assert word not in webmaster.contents


def test_what_is_each_commune_s_own_is_marked(webmaster, preview):
    webmaster.open(preview())
    assert 'class="yours empty">' in webmaster.contents
    assert "\ue000" not in webmaster.contents


def test_what_is_here_already_has_our_own_words(webmaster, preview, commune, shelf):
    address = preview()
    (envelope,) = shelf.envelopes.values()
    with api.env.adopt_roles(["Manager"]):
        ours = {"description": "Chez nous le mardi"}
        adopt(commune, envelope, {}, ours, {}, store(commune))
    transaction.commit()
    webmaster.open(address)
    assert "yours is in your site already" in webmaster.contents
    assert "Chez nous le mardi" in webmaster.contents
    assert "Known already" in webmaster.contents
    assert "You will be asked for" not in webmaster.contents


def test_a_picture_comes_from_the_library(webmaster, preview, commune):
    key = "ref-00000000000000b0"
    told = {"key": key, "type": "Image", "title": "Un bac", "urn": "", "file": digest(PNG)}
    text = {"html": f'<p><img src="resolveuid/{key}/@@images/image/large" alt="Un bac"></p>'}
    webmaster.open(preview(text=text, files=[PNG], references=[told]))
    picture = f"{commune.absolute_url()}/@@library-file/{digest(PNG)}"
    assert f'src="{picture}"' in webmaster.contents
    webmaster.open(picture)
    assert webmaster.headers["Content-Type"] == "image/png"
    assert "sandbox" in webmaster.headers["Content-Security-Policy"]


def test_a_file_that_is_no_picture_is_saved_and_never_opened(webmaster, preview, commune):
    page = b"<script>alert(1)</script>"
    key = "ref-00000000000000b1"
    told = {"key": key, "type": "File", "title": "tri.html", "urn": "", "file": digest(page)}
    text = {"html": f'<p><a href="resolveuid/{key}">trier</a></p>'}
    webmaster.open(preview(text=text, files=[page], references=[told]))
    there = f"{commune.absolute_url()}/@@library-file/{digest(page)}"
    assert f'href="{there}" download="tri.html"' in webmaster.contents
    webmaster.open(there)
    assert webmaster.headers["Content-Type"] == "application/octet-stream"
    assert webmaster.headers["Content-Disposition"] == "attachment"
    assert webmaster.headers["X-Content-Type-Options"] == "nosniff"
    webmaster.open(f"{commune.absolute_url()}/@@library-file/{digest(b'none')}")
    assert webmaster.headers["status"].startswith("404")


def test_in_a_pack_links_lead_from_preview_to_preview(webmaster, preview, shelf):
    key = "ref-00000000000000b0"
    second = shelf.holds(2, title="Trier")
    told = {"key": key, "type": "Document", "title": "Trier", "urn": second}
    text = {"html": f'<p><a href="resolveuid/{key}">trier</a></p>'}
    webmaster.open(preview(PACK_URN, number=1, text=text, references=[told]))
    there = f"@@library-preview?urn={quote(second, safe='')}&amp;pack={quote(PACK_URN, safe='')}"
    assert webmaster.contents.count(there) >= 1
    assert "Adopt the pack" in webmaster.contents
    assert "library-pack?urn=" in webmaster.contents


def test_what_is_not_in_the_library_has_no_preview(webmaster, preview, commune):
    preview()
    for urn in ("urn:uuid:0", ""):
        webmaster.open(f"{commune.absolute_url()}/@@library-preview?urn={urn}")
        assert webmaster.headers["status"].startswith("404")


def test_what_its_author_did_not_sign_has_no_preview(webmaster, preview, shelf):
    address = preview()
    (urn,) = shelf.envelopes
    shelf.envelopes[urn] = {**shelf.envelopes[urn], "note": "Autre"}
    webmaster.open(address)
    assert webmaster.headers["status"].startswith("404")


def test_a_kind_that_this_site_does_not_have_has_no_preview(webmaster, preview):
    webmaster.open(preview(portal_type="Regatta"))
    assert webmaster.headers["status"].startswith("404")


def test_who_reads_no_library_sees_no_preview(visitor, preview, commune, portal):
    address = preview(text={"html": "<p>Un bac.</p>"}, files=[PNG])
    for at in (address, f"{commune.absolute_url()}/@@library-file/{digest(PNG)}"):
        visitor.open(at)
        assert "Un bac" not in visitor.contents
        assert "login" in visitor.url


def test_a_member_who_reads_the_library_sees_it_as_visitors_would(visitor, preview, portal):
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        api.content.create(portal, "Document", "draft", title="Un brouillon de quelqu’un")
    visitor.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    visitor.open(preview(text={"html": "<p>Un bac.</p>"}))
    assert "Un bac." in visitor.contents
    assert "plone-toolbar" not in visitor.contents
    assert "Un brouillon" not in visitor.contents
