import json


def suggested(browser, site, words):
    browser.open(f"{site.absolute_url()}/@@suggest?q={words}")
    return json.loads(browser.contents)


def test_suggestions_tell_of_public_pages_alone(visitor, webmaster, site, pages):
    for browser in (visitor, webmaster):
        (group,) = suggested(browser, site, "lant")
        assert [row["title"] for row in group["rows"]][:-1] == ["Lantern parade"]


def test_there_are_six_at_most_and_the_last_leads_to_all(visitor, site, add):
    for number in range(9):
        add(f"Lantern {number}")
    (group,) = suggested(visitor, site, "lantern")
    assert len(group["rows"]) == 6
    assert group["rows"][-1]["url"].endswith("@@search?SearchableText=lantern")


def test_one_letter_and_nothing_suggest_nothing(visitor, site, pages):
    assert suggested(visitor, site, "l") == suggested(visitor, site, "") == []
