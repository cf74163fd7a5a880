"""A draft shown to somebody without an account."""

from .hands import picture
from .hands import token
from .hands import words
from communesplone.editing.previews import links
from communesplone.pages.writing import save
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.uuid.interfaces import IUUID
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import re
import transaction


NOW = datetime.now(UTC)


@pytest.fixture
def draft(write, folder):
    """A draft that shows a picture beside it, and the name of a page that nobody may see."""
    with api.env.adopt_roles(["Manager"]):
        image = api.content.create(folder, "Image", "plan.png", title="Plan", image=picture())
        secret = api.content.create(folder, "Document", "secret", title="Budget secret")
    page = write("sacs")
    page.text = RichTextValue(
        f'<p><img src="resolveuid/{IUUID(image)}/@@images/image/preview" alt="Plan" /></p>'
        f'<p><a href="resolveuid/{IUUID(secret)}">Voir</a></p>',
        "text/html",
        "text/x-html-safe",
    )
    with api.env.adopt_roles(["Manager"]):
        notify(ObjectModifiedEvent(page))
    transaction.commit()
    return page


@pytest.fixture
def link(draft):
    made = links.make(draft)
    transaction.commit()
    return made.address.partition("/@@apercu")[2].join(("/@@apercu", ""))


def test_a_link_shows_the_draft_and_its_picture_to_anybody(draft, link, visit):
    answer = visit("namur").get(link)
    assert answer.status_int == 200
    assert "Sacs PMC" in words(answer)
    assert "n’est pas en ligne" in words(answer)
    source = re.search(r'src="([^"]*@@apercu[^"]*@@images[^"]*)"', answer.text)[1]
    image = visit("namur").get(source)
    assert image.status_int == 200
    assert image.content_type.startswith("image/")
    for one in (answer, image):
        assert "no-store" in one.headers["Cache-Control"]
        assert "noindex" in one.headers["X-Robots-Tag"]
        assert one.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_opens_that_draft_alone(draft, link, visit, folder):
    citizen = visit("namur")
    text = citizen.get(link).text
    assert "Budget secret" not in text
    assert "/dechets/secret" not in text
    secret, image = folder["secret"], folder["plan.png"]
    assert citizen.get(f"{link}/{IUUID(secret)}/@@images/image").status_int == 404
    assert citizen.get(f"{link}/{IUUID(image)}/edit").status_int == 404
    for path in ("/dechets/sacs", "/dechets/plan.png", "/++api++/dechets/sacs"):
        assert citizen.get(path).status_int in (302, 401), path
    assert "edit" not in re.findall(r'href="[^"]*/(edit)"', text)


def test_a_link_that_was_cut_opens_nothing_from_then_on(draft, link, visit, account, log_in):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    browser.post("/dechets/sacs/@@preview-link", {"do": "cut", "_authenticator": token(answer)})
    closed = visit("namur").get(link)
    assert closed.status_int == 404
    assert "Sacs PMC" not in words(closed)


@pytest.fixture
def mini_site(namur):
    """A mini-site that nobody sees yet, with a picture that it shows and one that it does not."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(namur, "MiniSite", "bibliotheque", title="Bibliothèque")
        for name in ("salle.png", "autre.png"):
            api.content.create(made, "Image", name, title=name, image=picture())
        source = f"resolveuid/{IUUID(made['salle.png'])}/@@images/image/preview"
        text = f'<p><img src="{source}" alt="La salle" /></p>'
        save(made, [{"id": "s1", "type": "text", "text": text}])
    transaction.commit()
    return made


def test_a_link_to_a_mini_site_shows_the_pictures_that_stand_in_it(mini_site, visit, back):
    address = links.make(mini_site).address.rpartition("/")[2]
    transaction.commit()
    answer = visit("namur").get(f"/@@apercu/{address}")
    assert answer.status_int == 200
    source = re.search(r'src="([^"]*@@apercu[^"]*@@images[^"]*)"', answer.text)[1]
    assert visit("namur").get(source).status_int == 200
    other = IUUID(mini_site["autre.png"])
    assert visit("namur").get(f"/@@apercu/{address}/{other}/@@images/image").status_int == 404


@pytest.mark.parametrize("spoil", ["x", ".", "0000"])
def test_nobody_makes_up_a_link(link, visit, spoil):
    assert visit("namur").get(link[: -len(spoil)] + spoil).status_int == 404
    assert visit("namur").get("/@@apercu").status_int == 404


def test_a_link_ends_by_itself(draft, back):
    made = links.make(draft, NOW - links.LASTS - timedelta(minutes=1))
    name = made.address.rpartition("/")[2]
    with pytest.raises(links.UnknownLink):
        links.read(back(), name)


def test_an_opening_is_counted_by_post_and_a_visit_writes_nothing(draft, link, visit, namur, back):
    before = namur._p_jar.db().lastTransaction()
    visit("namur").get(link)
    visit("namur").get(f"{link}/ouvert")
    assert namur._p_jar.db().lastTransaction() == before
    assert visit("namur").post(f"{link}/ouvert").status_int == 204
    back()
    assert links.link_of(draft).openings == 1


def test_what_a_guest_sees_is_kept_for_nobody(draft, link, visit):
    visit("namur").get(link)
    assert visit("namur").get("/dechets/sacs").status_int in (302, 401)
