"""What a team may do that writes and does not publish: as its member, in a browser."""

from .hands import change
from .hands import post
from .hands import words
from communesplone.accounts.changing import save
from communesplone.editing.copies import working
from plone import api
import pytest
import transaction


@pytest.fixture
def eva(namur, folder, online, account, log_in):
    """The browser of Eva, whose team writes in the folder."""
    account("eva")
    with api.env.adopt_roles(["Manager"]):
        save(namur, "", "Déchets", "write", (folder.UID(),), ("eva",))
    transaction.commit()
    return log_in("eva")


def test_a_team_that_writes_corrects_a_page_that_is_online_at_once(eva, online, visit, back):
    form = eva.get("/dechets/sacs/edit").forms["form"]
    form["form.widgets.IDublinCore.title"] = "Sacs bleus"
    assert form.submit("form.buttons.save").status_int in (302, 303)
    assert "Sacs bleus" in words(visit("namur").get("/dechets/sacs"))
    back()
    assert api.content.get_state(online) == "published"


def test_its_new_page_waits_for_a_reviewer(eva, folder, visit, back):
    with api.env.adopt_user("eva"):
        made = api.content.create(folder, "Document", "bulles", title="Bulles à verre")
        change(made, "À côté du hall.")
        assert not api.user.has_permission("Review portal content", obj=made)
    transaction.commit()
    answer = eva.get("/dechets/bulles/@@publish")
    assert 'value="now"' not in words(answer)
    post(eva, "/dechets/bulles/@@publish", answer, do="publish", when="now")
    back()
    assert api.content.get_state(made) == "pending"
    assert visit("namur").get("/dechets/bulles").status_int in (302, 401)


def test_its_other_text_of_a_page_that_is_online_waits_for_a_reviewer(eva, online, visit, back):
    with api.env.adopt_user("eva"):
        copy = working.make(online)
        change(copy, "Le prix est de 9 €.")
        assert not working.may_publish(copy)
    transaction.commit()
    path = f"/dechets/{copy.getId()}"
    post(eva, f"{path}/@@publish", do="publish", when="now")
    back()
    assert api.content.get_state(copy) == "pending"
    assert "9 €" not in words(visit("namur").get("/dechets/sacs"))


def test_it_takes_a_page_offline_and_cannot_bring_it_back(eva, online, visit, back):
    with api.env.adopt_user("eva"):
        assert api.user.has_permission("Delete objects", obj=online)
        api.content.transition(online, "retract")
        steps = [one["id"] for one in online.portal_workflow.getTransitionsFor(online)]
    transaction.commit()
    assert visit("namur").get("/dechets/sacs").status_int in (302, 401)
    assert steps == ["submit"]


def test_the_form_of_a_team_says_so(account, log_in):
    account("web", "Webmasters")
    shown = words(log_in("web").get("/@@team"))
    assert "attendent un relecteur" in shown
    assert "corrige tout de suite" in shown
