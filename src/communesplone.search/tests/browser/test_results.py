from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from DateTime import DateTime
from plone.base.interfaces import IPloneSiteRoot
from zope.component import provideAdapter
import pytest
import re


def test_nobody_in_particular_finds_what_is_public_alone(visitor, pages, found):
    contents = found(visitor, "SearchableText=lantern")
    assert "parade" in contents
    assert not re.search("secrets|long ago|tomorrow", contents)


def test_those_who_work_here_find_their_drafts_after_what_is_public(webmaster, pages, found):
    contents = found(webmaster, "SearchableText=lantern")
    assert 0 < contents.index("parade") < contents.index("secrets")
    assert contents.count("/lantern-parade") == 1


def test_filters_leave_drafts_out_and_can_be_removed(webmaster, pages, add, found):
    add("Lantern found", "News Item")
    contents = found(webmaster, "SearchableText=lantern&kind=Page")
    assert "parade" in contents
    assert "secrets" not in contents
    chip = re.search(r'<a class="tag info"\s+href="([^"]*)"', contents)[1]
    assert chip.endswith("@@search?SearchableText=lantern")


def test_a_filter_counts_what_it_would_leave(visitor, add, found):
    for number in range(3):
        add(f"Lantern {number}")
    add("Lantern news", "News Item")
    contents = found(visitor, "SearchableText=lantern")
    assert re.search(r'value="Page" /> <span\s*>Pages</span> <span class="meta"\s*>3<', contents)
    assert re.search(
        r'value="News Item" /> <span\s*>News</span> <span class="meta"\s*>1<', contents
    )


def test_events_to_come_are_told_from_past_ones(visitor, add, found):
    add(
        "Lantern ball",
        "Event",
        start=(DateTime() + 3).asdatetime(),
        end=(DateTime() + 3.1).asdatetime(),
    )
    add(
        "Lantern fair",
        "Event",
        start=(DateTime() - 800).asdatetime(),
        end=(DateTime() - 800).asdatetime(),
    )
    contents = found(visitor, "SearchableText=lantern&date=coming")
    assert "ball" in contents
    assert "fair" not in contents
    contents = found(visitor, "SearchableText=lantern&date=older")
    assert "fair" in contents
    assert "ball" not in contents


def test_the_search_box_of_a_folder_finds_what_is_in_it(visitor, add, found):
    folder = add("Festivals", "Folder")
    add("Lantern inside", container=folder)
    add("Lantern outside")
    contents = found(visitor, "SearchableText=lantern&path=/festivals")
    assert "inside" in contents
    assert "outside" not in contents
    assert "Festivals" in contents


def test_a_folder_that_nobody_may_see_is_not_told_of(visitor, add, found):
    add("Hidden den", "Folder", publish=False)
    add("Lantern outside")
    contents = found(visitor, "SearchableText=lantern&path=/hidden-den")
    assert "outside" in contents
    assert "Hidden den" not in contents


def test_what_finds_nothing_offers_what_finds_something(visitor, pages, found):
    contents = found(visitor, "SearchableText=lantrn&exact=1")
    assert re.search(r'href="[^"]*SearchableText=lantern"', contents)
    assert "secrets" not in contents


def test_no_word_of_a_draft_is_offered(visitor, pages, found):
    contents = found(visitor, "SearchableText=secretz")
    assert "secrets" not in contents


def test_the_answer_that_an_add_on_gives_is_shown(visitor, add, found):
    add("Lantern permit")
    provideAdapter(
        lambda site: lambda brain, language, now: Answer((("12 euros", "price"),)),
        (IPloneSiteRoot,),
        IAnswer,
        "Document",
    )
    assert re.search(r"<b>12 euros</b>\s*price", found(visitor, "SearchableText=permit"))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SearchableText=",
        "SearchableText:list=a&SearchableText:list=b",
        "SearchableText=%00%01",
        "SearchableText=%3Cscript%3Ealert(1)%3C/script%3E",
        "SearchableText=lantern&kind=%3Cb%3E&theme=../x&date=never&path=/../x&sort=x",
        "SearchableText=lantern&kind:record=1&page=",
    ],
)
def test_odd_addresses_get_a_clean_page(visitor, pages, found, query):
    contents = found(visitor, query)
    assert visitor.headers["status"].startswith("200")
    assert not re.search("<script>alert|secrets", contents)


@pytest.mark.parametrize(
    ("page", "status"),
    [("page=-4", "400"), ("page:int=3", "400"), ("page=x", "400"), ("page=9999", "404")],
)
def test_a_page_that_is_none_is_refused(visitor, pages, site, page, status):
    visitor.open(f"{site.absolute_url()}/@@search?SearchableText=lantern&{page}")
    assert visitor.headers["status"].startswith(status)
