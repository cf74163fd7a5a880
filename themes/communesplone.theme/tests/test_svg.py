from communesplone.theme.svg import clean
from communesplone.theme.svg import DrawingError
import pytest


HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
OPEN = HEAD + b'viewBox="0 0 10 10">'
BOX = b'<rect width="10" height="10" fill="#123456"/>'


@pytest.mark.parametrize(
    "planted",
    [
        b"<script>alert(1)</script>",
        b'<rect width="1" height="1" onclick="alert(1)"/>',
        b'<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        b'<image href="https://elsewhere.example/x.png"/>',
        b'<use href="https://elsewhere.example/x.svg#a"/>',
        b'<rect width="1" height="1" fill="url(https://elsewhere.example/x#a)"/>',
        b'<rect width="1" height="1" style="fill:url(https://elsewhere.example/x)"/>',
        b"<foreignObject><iframe src='https://elsewhere.example'/></foreignObject>",
        b"<style>@import url(https://elsewhere.example/x.css); rect{fill:red}</style>",
        b'<animate attributeName="href" to="javascript:alert(1)"/>',
        b'<set attributeName="onload" to="alert(1)"/>',
        b'<a><animate attributeName="href" values="#;data:text/html,elsewhere"/></a>',
        b'<use href="#a"><animate attributeName="href" values="#;data:x,elsewhere"/></use>',
        b'<foreignObject><meta xmlns="http://www.w3.org/1999/xhtml" content="elsewhere"/>'
        b"</foreignObject>",
        b'<meta xmlns="http://www.w3.org/1999/xhtml" content="0;url=//elsewhere.example"/>',
        b'<g><h:meta xmlns:h="http://www.w3.org/1999/xhtml" content="0;url=elsewhere"/></g>',
    ],
)
def test_what_runs_or_reaches_out_is_taken_out(planted):
    text = clean(OPEN + BOX + planted + b"</svg>")
    for word in ("script", "onclick", "onload", "elsewhere", "iframe", "<style", "import", "meta"):
        assert word not in text
    assert 'fill="#123456"' in text


def test_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    bomb = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://' + str(secret).encode() + b'">]>'
    assert "hidden" not in clean(bomb + OPEN + BOX + b"<text>&x;</text></svg>")


def test_styles_of_drawing_programs_become_attributes():
    drawn = OPEN + b'<style>.a{fill:#abcdef;stroke:none}</style><path class="a" d="M0 0h9"/></svg>'
    assert 'fill="#abcdef"' in clean(drawn)


def test_names_inside_the_drawing_keep_working_in_a_file_but_not_in_a_page():
    drawn = OPEN + b'<g id="x"><path d="M0 0h9"/></g><use xlink:href="#x"/></svg>'
    assert 'href="#x"' in clean(drawn)
    assert "#x" not in clean(drawn, in_page=True)
    assert "id=" not in clean(drawn, in_page=True)


def test_a_drawing_without_a_box_gets_that_of_its_size():
    assert 'viewBox="0 0 20 10"' in clean(HEAD + b'width="20px" height="10">' + BOX + b"</svg>")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GIF89a",
        b"<html><body/></html>",
        b"<svg/>",
        OPEN + b"</svg>",
        OPEN + b"<script/></svg>",
        HEAD + b">" + BOX + b"</svg>",
        OPEN + BOX + b"x" * 210_000 + b"</svg>",
    ],
)
def test_what_is_no_drawing_is_refused_in_words(sent):
    with pytest.raises(DrawingError) as refused:
        clean(sent)
    assert str(refused.value).endswith(".")


def test_a_heavy_drawing_is_refused_for_the_page_only():
    drawn = OPEN + b'<path d="' + b"M0 0h9" * 2000 + b'"/></svg>'
    assert clean(drawn)
    with pytest.raises(DrawingError):
        clean(drawn, in_page=True)
