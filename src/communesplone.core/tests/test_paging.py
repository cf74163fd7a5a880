from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from zExceptions import BadRequest
from zExceptions import NotFound
import pytest


@pytest.mark.parametrize(
    "odd", ["0", "-1", "1.5", "x", "9999999", "１", " 1", ["2", "3"], {"a": "b"}, 3, None]
)
def test_what_is_no_page_is_refused(odd):
    with pytest.raises(BadRequest):
        asked_page({"page": odd})


def test_a_page_by_its_number():
    assert asked_page({"page": "12"}) == 12
    assert asked_page({}) == asked_page({"page": ""}) == 1


def test_a_page_past_the_last_is_not_there():
    Paging(4, 10, 35, "http://x").refuse_beyond()
    Paging(1, 10, 0, "http://x").refuse_beyond()
    for total in (0, 30):
        with pytest.raises(NotFound):
            Paging(4, 10, total, "http://x").refuse_beyond()


def test_the_first_page_has_no_number_in_its_address():
    paging = Paging(2, 10, 35, "http://x/@@search", (("SearchableText", "a & b"),))
    assert paging.previous_url == "http://x/@@search?SearchableText=a+%26+b"
    assert paging.next_url == "http://x/@@search?SearchableText=a+%26+b&page=3"


def test_a_long_list_shows_its_ends_and_the_pages_around():
    paging = Paging(10, 10, 500, "http://x")
    assert [link["number"] for link in paging.links] == [1, 9, 10, 11, 50]


def test_a_gap_of_one_page_is_filled_and_a_longer_one_is_marked():
    links = Paging(1, 10, 38, "http://x").links
    assert [link["number"] for link in links] == [1, 2, 3, 4]
    assert not any(link["after_gap"] for link in links)
    links = Paging(1, 10, 500, "http://x").links
    assert [link["after_gap"] for link in links] == [False, False, True]


def test_the_last_page_has_no_next():
    assert Paging(4, 10, 35, "http://x").next_url == ""
    assert Paging(1, 10, 0, "http://x").last == 1
