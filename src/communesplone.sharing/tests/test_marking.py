"""The words of local fields in a preview, marked through whatever view shows them."""

from communesplone.core.sharing.registration import TO_FILL
from communesplone.sharing.previewing.marking import framed
from communesplone.sharing.previewing.marking import has_mark
from communesplone.sharing.previewing.marking import marked
from communesplone.sharing.previewing.marking import marked_in
from communesplone.sharing.previewing.marking import plain
from communesplone.sharing.previewing.marking import says_something
from communesplone.sharing.previewing.showing import harmless
from urllib.parse import quote


WORDS = {"fee": "Prix : à remplir"}
SITE = "https://durbuy.example"


def shown(html, head=""):
    page = f"<html><head>{head}</head><body>{html}</body></html>"
    return harmless(
        page, (f"{SITE}/own",), SITE, WORDS, "<meta name='robots'>", "<aside>x</aside>"
    )


def test_a_value_and_what_is_to_be_filled_in_stand_in_frames():
    html = framed(f"<p>{marked('fee')} à {marked('town', 'Durbuy')}</p>", WORDS)
    assert '<span class="yours empty">Prix : à remplir</span>' in html
    assert '<span class="yours known">Durbuy</span>' in html
    assert plain(marked("fee") + marked("town", "Durbuy"), WORDS) == "Prix : à remplirDurbuy"


def test_an_example_is_marked_wherever_it_leaves_room():
    made = marked_in([{"label": TO_FILL, "price": {"value": None}}], "fee")
    assert made == [{"label": marked("fee"), "price": {"value": None}}]
    assert not says_something([{"label": TO_FILL, "price": {"value": None}}])
    assert says_something([{"label": TO_FILL, "kind": "desk"}])


def test_no_mark_is_left_in_attributes_titles_or_addresses():
    mark = marked("fee")
    html = shown(
        f'<p title="{mark}">x</p><a href="mailto:{mark}">y</a>'
        f'<a href="/map?q={quote(mark)}">z</a>',
        f"<title>{mark}</title>",
    )
    assert not has_mark(html)
    assert 'title="Prix : à remplir"' in html
    assert "<title>Prix : à remplir</title>" in html
    assert "href" not in html


def test_nothing_runs_loads_from_elsewhere_or_leads_to_the_page_itself():
    html = shown(
        "<script>alert(1)</script><img src='//tracker.example/x.png'><img src='/own.png'>"
        "<img srcset='/a.png 1w, https://tracker.example/b.png 2w'><iframe src='/x'></iframe>"
        "<p onclick='alert(1)'>x</p><form method='post'><button>y</button></form>"
        f"<a href='{SITE}/own/@@download'>file</a><a href='{SITE}/other'>other</a>",
        "<link rel='canonical' href='https://durbuy.example/own'><meta property='og:url'>"
        "<link rel='stylesheet' href='https://tracker.example/x.css'><base href='/'>"
        "<meta http-equiv='refresh' content='0;url=https://tracker.example/'>",
    )
    for word in ("alert", "tracker", "<iframe", "canonical", "og:url", "<base", "@@download"):
        assert word not in html
    assert 'src="/own.png"' in html
    assert f'href="{SITE}/other"' in html
    assert 'inert="inert"' in html


def test_the_bar_comes_after_the_link_that_skips_to_the_content():
    assert "</a><aside>x</aside><p>y</p>" in shown('<a class="skip" href="#c">s</a><p>y</p>')
    assert "<body><aside>x</aside>" in shown("<p>y</p>")
