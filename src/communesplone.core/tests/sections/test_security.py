"""Which other sites a page may frame."""

from communesplone.core.sections.security import frame_sources
from ZPublisher.HTTPResponse import HTTPResponse
import pytest


def response(body):
    made = HTTPResponse()
    made.body = body
    return made


def test_a_section_with_a_film_opens_the_policy_to_its_player():
    body = b'<div class="film"\n     data-communes-frame="https://tube.example"\n     data-x="1">'
    assert frame_sources(response(body)) == "'self' https://tube.example"


@pytest.mark.parametrize(
    "body",
    [
        b'<b>Nothing for data-communes-frame="https://evil.example"</b>',
        b'<b>data-communes-frame="https://evil.example"',
        b'<input value="data-communes-frame=&quot;https://evil.example&quot;">',
        b'data-communes-frame="https://evil.example"',
    ],
)
def test_words_of_a_visitor_do_not_open_the_policy(body):
    assert frame_sources(response(body)) == "'self'"
