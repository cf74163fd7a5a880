from communesplone.core.behaviors.picture import InvalidCrop
from communesplone.core.behaviors.picture import is_crop
from communesplone.core.delivery import FOR_EVER
from communesplone.core.images import cropped
from communesplone.core.images import images
from communesplone.core.pictures.cutting import around
from communesplone.core.pictures.cutting import part_of
from communesplone.core.pictures.cutting import scaled
from communesplone.core.pictures.cutting import within
from hypothesis import given
from hypothesis import strategies as st
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.testing import logout
from plone.testing.zope import Browser
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


@pytest.fixture
def browser(functional):
    found = Browser(functional["app"])
    found.handleErrors = True
    found.raiseHttpErrors = False
    found.followRedirects = False
    return found


def brain(functional, content):
    (found,) = functional["portal"].portal_catalog.unrestrictedSearchResults(UID=content.UID())
    return found


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((50, 50), (200, 0, 800, 600)),
        ((0, 50), (0, 0, 600, 600)),
        ((100, 0), (400, 0, 1000, 600)),
        ((45, 50), (150, 0, 750, 600)),
    ],
)
def test_a_crop_goes_around_the_focal_point_as_far_as_the_picture_goes(focus, box):
    assert around((1000, 600), (10, 10), focus) == box


def test_a_scale_is_webp_without_the_notes_of_the_camera(placed):
    data, kind, size = scaled(BytesIO(placed), (300, 400), None)
    made = Image.open(BytesIO(data))
    assert (kind, made.format, made.size, size) == ("WEBP", "WEBP", (300, 400), (300, 400))
    assert not made.getexif()


def test_the_catalog_announces_scales_and_crops_that_the_picture_is_large_enough_for(
    functional, add, drawn
):
    content = add(drawn(1000, 700), picture_alt="Un pont sur la Meuse")
    found = images(brain(functional, content))
    assert [part.split()[1] for part in found["srcset"].split(", ")] == [
        "400w",
        "600w",
        "800w",
        "1000w",
    ]
    assert found["alt"] == "Un pont sur la Meuse"
    assert found["width"] / found["height"] == pytest.approx(1000 / 700, abs=0.01)
    wide = cropped(brain(functional, content))
    assert (wide["width"], wide["height"]) == (960, 540)
    assert ".webp 480w" in wide["srcset"]


def test_a_decorative_picture_has_empty_words(functional, add):
    content = add(picture_decorative=True, picture_alt="forgotten")
    assert images(brain(functional, content))["alt"] == ""


def test_a_visit_writes_nothing_before_nor_after_the_job(functional, add, work, browser):
    content = add()
    found = images(brain(functional, content))
    database = functional["app"]._p_jar.db()
    before = database.lastTransaction()
    browser.open(found["src"])
    assert browser.headers["status"].startswith("302")
    assert browser.headers["location"].endswith("/@@images/image")
    for path in (
        "@@images/image",
        "@@images/image/large",
        "@@images/image/huge",
        "@@images/x-1-y",
    ):
        browser.open(f"{content.absolute_url()}/@@images/{path}")
    assert database.lastTransaction() == before
    work()
    before = database.lastTransaction()
    browser.open(found["src"])
    assert browser.headers["content-type"] == "image/webp"
    assert browser.headers["cache-control"] == FOR_EVER
    for path in ("@@images/image/large", "@@images/image/huge"):
        browser.open(f"{content.absolute_url()}/{path}")
        assert browser.headers["status"].startswith("200")
    assert database.lastTransaction() == before


def test_the_focal_point_stays_in_the_crop(functional, add, work, browser, drawn):
    content = add(drawn(1200, 500), focal_point="0, 50")
    work()
    browser.open(cropped(brain(functional, content), "square")["src"])
    red, green, _blue = Image.open(BytesIO(browser._response.body)).convert("RGB").getpixel((5, 5))
    assert red > 150 > green


def test_what_was_cropped_is_in_no_scale_and_the_picture_itself_stays_whole(
    functional, add, work, browser, drawn
):
    # Its left quarter is red
    content = add(drawn(1200, 800), crop="50, 0, 100, 75", focal_point="0, 0")
    found = images(brain(functional, content))
    assert (found["width"], found["height"]) == (600, 600)
    work()
    browser.open(found["src"])
    made = Image.open(BytesIO(browser._response.body)).convert("RGB")
    assert made.size == (600, 600)
    square = cropped(brain(functional, content), "square")
    browser.open(square["src"])
    corner = Image.open(BytesIO(browser._response.body)).convert("RGB").getpixel((5, 5))
    assert max(corner) - min(corner) < 40
    browser.open(f"{content.absolute_url()}/@@images/image")
    assert Image.open(BytesIO(browser._response.body)).size == (1200, 800)


def test_another_crop_has_other_addresses(functional, add, work):
    content = add()
    work()
    first = images(brain(functional, content))["src"]
    with api.env.adopt_roles(["Manager"]):
        content.crop = "0, 0, 80, 80"
        notify(ObjectModifiedEvent(content))
        content.reindexObject()
    transaction.commit()
    work()
    assert images(brain(functional, content))["src"] != first


@given(
    size=st.tuples(st.integers(20, 4000), st.integers(20, 4000)),
    corners=st.tuples(*[st.integers(0, 90)] * 2, *[st.integers(10, 100)] * 2),
    focus=st.tuples(st.integers(0, 100), st.integers(0, 100)),
    wanted=st.sampled_from([(480, 270), (240, 240)]),
)
def test_a_form_in_a_part_never_leaves_that_part(size, corners, focus, wanted):
    crop = (*corners[:2], max(corners[2], corners[0] + 10), max(corners[3], corners[1] + 10))
    part = part_of(size, crop)
    box = within(part, crop, wanted, focus)
    assert part[0] <= box[0] < box[2] <= part[2]
    assert part[1] <= box[1] < box[3] <= part[3]


@pytest.mark.parametrize("text", ["", "1, 2, 3", "50, 0, 55, 90", "90, 0, 10, 50", "0, 0, 101, 9"])
def test_what_is_no_part_of_a_picture_is_refused_with_an_example(text):
    with pytest.raises(InvalidCrop):
        is_crop(text)
    assert is_crop("10, 0, 90, 80")


def test_where_a_photograph_was_taken_is_forgotten_and_it_stands_upright(functional, add, placed):
    content = add(placed)
    image = Image.open(BytesIO(content.image.data))
    assert image.size == (600, 800)
    assert not image.getexif().get_ifd(0x8825)


def test_a_private_picture_is_shown_to_nobody(functional, work, browser, add):
    portal = functional["portal"]
    portal.portal_workflow.setChainForPortalTypes(["Image"], "simple_publication_workflow")
    content = add()
    work()
    found = images(brain(functional, content))
    logout()
    browser.open(found["src"])
    assert "image" not in browser.headers["content-type"]
    portal.portal_workflow.setChainForPortalTypes(["Image"], "")
    transaction.commit()


def test_a_replaced_picture_has_new_scales_and_the_old_are_dropped(functional, add, work, drawn):
    content = add()
    work()
    first = images(brain(functional, content))["src"]
    with api.env.adopt_roles(["Manager"]):
        content.image.data = drawn(640, 480)
        notify(ObjectModifiedEvent(content))
        content.reindexObject()
    transaction.commit()
    work()
    assert images(brain(functional, content))["src"] != first
