"""No word of an old page is lost between its HTML and the sections."""

from communesplone.core.sections.html import ALLOWED
from communesplone.ingest.html.links import Links
from communesplone.ingest.html.links import Target
from communesplone.ingest.html.sections import as_html
from communesplone.ingest.html.sections import convert
from communesplone.ingest.html.sections import texts_only
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from itertools import count
import json
import re


INLINE = [
    "a",
    "b",
    "strong",
    "em",
    "i",
    "span",
    "u",
    "sub",
    "sup",
    "code",
    "abbr",
    "small",
    "font",
    "label",
]
BOXES = [
    "div",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "form",
    "fieldset",
    "center",
    "details",
    "address",
]
LEAVES = ["p", "h1", "h2", "h3", "h4", "h6", "blockquote", "figure", "dl"]
SEEN = re.compile(r"w\d+w")
INNER = "|".join(
    name
    for name in ALLOWED
    if name
    in [
        "a",
        "b",
        "strong",
        "em",
        "i",
        "span",
        "u",
        "sub",
        "sup",
        "code",
        "abbr",
        "small",
        "s",
        "cite",
        "q",
    ]
)


def words(children: list[str]) -> str:
    return "".join(children)


text = st.just("§")
inline = st.recursive(
    text,
    lambda inner: st.tuples(st.sampled_from(INLINE), st.lists(inner, max_size=3)).map(
        lambda one: f"<{one[0]}> {words(one[1])} </{one[0]}>"
    ),
    max_leaves=4,
)
cells = st.lists(inline, min_size=1, max_size=3)
table = st.tuples(
    st.booleans(), st.lists(cells, min_size=1, max_size=4), st.sampled_from(["td", "th"])
).map(
    lambda one: (
        "<table>"
        + ("<caption>§</caption>" if one[0] else "")
        + "".join(
            "<tr>" + "".join(f"<{one[2]}>{cell}</{one[2]}>" for cell in row) + "</tr>"
            for row in one[1]
        )
        + "</table>"
    )
)
listing = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(inline, min_size=1, max_size=3)).map(
    lambda one: f"<{one[0]}>" + "".join(f"<li>{item}</li>" for item in one[1]) + f"</{one[0]}>"
)
odd = st.sampled_from(
    [
        "<details><summary>§</summary>§</details>",
        "<details><summary>§</summary><p>§</p><h2>§</h2>§</details>",
        "<details>§<summary>§</summary>§</details>",
        "<dl><dt>§</dt><dd>§<div>§</div></dd></dl>",
        "<figure><table><tr><td>§</td><td>§</td></tr></table><figcaption>§</figcaption></figure>",
        "<form><label>§</label><select><option>§</option><option>§</option></select></form>",
        "<noscript>§</noscript>",
        "<iframe src='https://x.example/' title='x'>§</iframe>",
        "<object data='/x.swf'>§</object>",
        "<textarea>§</textarea><button>§</button>",
        "<table>§<tr><td><table><tr><td>§</td></tr></table></td><td>§</td></tr></table>",
        "<svg><text>§</text></svg>",
        "<h2><img src='/a.png'>§</h2>",
        "<a href='/x'><div>§</div>§</a>",
        "<p>§<p>§",
        "</div>§<li>§",
        "<script>var hidden;</script><style>p {}</style>",
        "<ul><li>§<ul><li>§</li></ul></li></ul>",
        "<pre>§\n  §</pre>",
        "<custom-box>§<p>§</p>§</custom-box>",
        "<b>§<h2>§</h2></b>",
        "<hr>§<br>§",
        "<video src='/x.mp4'>§</video>",
        "<dl><dt>§ ?</dt><dd>§</dd><dt>§ ?</dt><dd><p>§</p>§</dd></dl>",
        "<dl class='faq'>§<dt>§</dt><dd>§</dd></dl>",
        "<h2>FAQ</h2><h3>§ ?</h3><p>§</p><h3>§ ?</h3>§<p>§</p>",
        "<h2>FAQ</h2><h3>§ ?</h3><p>§</p><h3>§ ?</h3><p>§</p><h2>§</h2>",
        "<h3>FAQ</h3><p><b>§ ?</b></p><p>§</p><p><b>§ ?</b></p><p>§ <b>§ ?</b></p>",
        "<div class='accordion-item'><h2 class='accordion-header'><button>§</button></h2>"
        "<div class='accordion-collapse'><div class='accordion-body'>§</div></div></div>",
        "<div class='accordion-item'>§<h2 class='accordion-header'>§</h2>"
        "<div class='accordion-body'>§</div>§</div>",
        "<div class='accordion'><div class='card'><div class='card-header'>§</div>"
        "<div class='collapse'><div class='card-body'><h2>§</h2>§</div></div></div></div>",
        "<div class='schema-faq-section'><strong class='schema-faq-question'>§</strong>"
        "<p class='schema-faq-answer'>§</p></div>",
        "<!-- a comment -->",
    ]
)
pages = st.recursive(
    st.one_of(inline, table, listing, odd),
    lambda inner: st.tuples(st.sampled_from([*BOXES, *LEAVES]), st.lists(inner, max_size=4)).map(
        lambda one: f"<{one[0]}>{words(one[1])}</{one[0]}>"
    ),
    max_leaves=12,
)


def numbered(page: str) -> tuple[str, list[str]]:
    numbers = count()
    found: list[str] = []

    def name(_match: re.Match[str]) -> str:
        found.append(f"w{next(numbers)}w")
        # Apart by themselves: what joins them is what is tested elsewhere, the names of boxes.
        return f"{found[-1]} "

    return re.sub("§", name, page), found


def seen(sections: list[dict]) -> list[str]:
    return SEEN.findall(json.dumps(sections))


def links() -> Links:
    return Links(find=lambda path: Target("a" * 32, "image", "x") if path == "/a.png" else None)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pages, max_size=5).map(words), st.booleans())
def test_no_word_is_lost_or_told_twice(page, with_sections):
    html, expected = numbered(page)
    taken = (lambda _kind, _fields: True) if with_sections else texts_only
    made = convert(html, links(), "Title", taken)
    assert sorted(seen(made)) == sorted(expected)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*BOXES, "p", "h2", "h3", "li", "td", "blockquote"]),
        min_size=2,
        max_size=6,
    )
)
def test_words_of_two_boxes_are_never_joined(names):
    html = "".join(f"<{name}>w{number}w</{name}>" for number, name in enumerate(names))
    made = as_html(convert(html, links(), "Title", texts_only))
    plain = re.sub(rf"</?(?:{INNER})\b[^>]*>", "", made)
    plain = re.sub(r"<[^>]*>", " ", plain)
    assert plain.split() == [f"w{number}w" for number in range(len(names))]
