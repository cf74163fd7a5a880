from communesplone.alerts import draft as drafts
from communesplone.alerts.browser.publish import CRISIS
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import TEST_USER_NAME
from pytz import timezone
from urllib.parse import urlencode
from zope.component.hooks import setSite
import pytest
import re
import transaction


NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
ZONE = timezone("Europe/Brussels")
PASSWORD = "correct horse battery"


def published(functional):
    transaction.begin()
    setSite(functional["portal"])
    return [
        brain.getObject()
        for brain in api.content.find(portal_type="Alert", review_state="published")
    ]


def first(phone, functional, level="emergency", text="flood"):
    """The first question answered."""
    phone.open(f"{functional['portal'].absolute_url()}/@@publish-alert")
    phone.getControl(name="level").value = [level]
    if text:
        phone.getControl(name="text").value = [text]
    phone.getControl("Continue").click()
    return phone


class TestThreeQuestions:
    def test_a_publisher_without_any_other_right_publishes_in_three_steps(self, functional, phone):
        first(phone, functional)
        assert phone.getControl(name="title").value == "Flood: keep away from the water"
        phone.getControl(name="codes:list").value = ["5100"]
        phone.getControl(name="streets").value = "Quai de Meuse\nRue de la Plage"
        phone.getControl("Read it again").click()
        assert "Is this it?" in phone.contents
        assert "5100, Quai de Meuse, Rue de la Plage" in phone.contents
        assert "Crisis page in place of the home" in phone.contents
        assert published(functional) == []
        phone.getControl("Publish the alert now").click()
        assert "The alert is out." in phone.contents
        (alert,) = published(functional)
        assert (alert.level, alert.kind, alert.crisis) == ("emergency", "flood", True)
        assert alert.postal_codes == ["5100"]
        assert alert.steps
        assert alert.updates[0]["role"] == "Emergency Publisher"
        assert alert.aq_parent.getId() == "alertes"
        folder = functional["portal"]["alertes"].absolute_url()
        phone.open(f"{folder}/++add++Document")
        assert "form.widgets.IBasic.title" not in phone.contents

    def test_who_may_only_publish_alerts_puts_no_crisis_page_in_place_of_the_home(
        self, functional, phone
    ):
        portal = functional["portal"]
        portal.manage_permission(CRISIS, ["Manager"])
        transaction.commit()
        first(phone, functional)
        phone.getControl("Back").click()
        assert "The home page becomes a crisis page" not in phone.contents
        phone.getControl("Continue").click()
        phone.getControl("Read it again").click()
        assert "Crisis page in place of the home" not in phone.contents
        phone.getControl("Publish the alert now").click()
        (alert,) = published(functional)
        assert (alert.level, alert.crisis) == ("emergency", False)
        assert "crisis_on" not in phone.contents

    def test_an_error_loses_nothing_and_says_what_to_write(self, functional, phone):
        first(phone, functional, "warning", "")
        phone.getControl(name="instruction").value = "Stay inside."
        phone.getControl(name="until").value = ["other"]
        phone.getControl(name="moment").value = "2001-01-01T10:00"
        phone.getControl("Read it again").click()
        assert "Write a title" in phone.contents
        assert "in the future" in phone.contents
        assert phone.getControl(name="instruction").value == "Stay inside."
        phone.getControl("Back").click()
        assert phone.getControl(name="level").value == ["warning"]
        phone.getControl("Continue").click()
        assert phone.getControl(name="instruction").value == "Stay inside."

    def test_without_a_level_nothing_goes_on(self, functional, phone):
        phone.open(f"{functional['portal'].absolute_url()}/@@publish-alert")
        phone.getControl("Continue").click()
        assert "Choose how grave it is." in phone.contents

    def test_pressing_twice_publishes_once(self, functional, phone):
        first(phone, functional)
        phone.getControl("Read it again").click()
        form = phone.getForm()
        form.submit("Publish the alert now")
        phone.goBack()
        phone.getControl("Publish the alert now").click()
        assert len(published(functional)) == 1

    def test_what_is_kept_is_seen_by_nobody(self, functional, phone, visitor):
        first(phone, functional)
        phone.getControl("Keep and close").click()
        assert published(functional) == []
        (kept,) = functional["portal"]["alertes"].objectValues()
        visitor.open(kept.absolute_url())
        assert "keep away" not in visitor.contents

    def test_a_visitor_is_sent_to_sign_in(self, functional, visitor):
        visitor.open(f"{functional['portal'].absolute_url()}/@@publish-alert")
        assert "Publish the alert" not in visitor.contents
        assert "What happens?" not in visitor.contents


class TestSessionThatEnded:
    fields = {
        "step": "2",
        "to": "3",
        "level": "emergency",
        "title": "Fire in Jambes",
        "instruction": "Close doors and windows.",
        "until": "3h",
        "key": "0123abcd",
    }

    def test_nothing_is_lost_and_signing_in_goes_on(self, functional, publisher, wire):
        answer = wire.post("/plone/@@publish-alert", self.fields)
        assert "Your session has ended" in answer.text
        assert "Fire in Jambes" in answer.text
        assert "Close doors and windows." in answer.text
        again = wire.post(
            "/plone/@@publish-alert",
            self.fields | {"__ac_name": publisher, "__ac_password": PASSWORD},
        )
        assert "Fire in Jambes" in again.text
        assert "Your session has ended" not in again.text
        assert "__ac" in again.headers["Set-Cookie"]
        assert published(functional) == []

    def test_a_wrong_password_loses_nothing_either(self, functional, publisher, wire):
        fields = self.fields | {"__ac_name": publisher, "__ac_password": "no"}
        answer = wire.post("/plone/@@publish-alert", fields)
        assert "Fire in Jambes" in answer.text
        assert "no-store" in answer.headers["Cache-Control"]

    def test_nobody_gets_the_session_of_the_name_they_type(self, functional, publisher, wire):
        wire.authorization = ("Basic", (publisher, PASSWORD))
        for name in (TEST_USER_NAME, publisher):
            fields = self.fields | {"__ac_name": name, "__ac_password": "no"}
            answer = wire.post("/plone/@@publish-alert", fields)
            assert "Set-Cookie" not in answer.headers

    def test_a_forged_request_publishes_nothing(self, functional, publisher, wire):
        wire.authorization = ("Basic", (publisher, PASSWORD))
        answer = wire.post("/plone/@@publish-alert", self.fields | {"to": "publish"})
        assert "press again" in answer.text
        assert published(functional) == []


class TestOddForms:
    @pytest.mark.parametrize(
        "field", ["codes:int=5", "codes:list:int=5", "codes.a:record=1", "codes=%3Cscript%3E"]
    )
    def test_a_code_that_is_none_is_named_and_nothing_is_published(self, functional, phone, field):
        phone.open(f"{functional['portal'].absolute_url()}/@@publish-alert")
        token = phone.getControl(name="_authenticator").value
        known = TestSessionThatEnded.fields | {"to": "publish", "_authenticator": token}
        phone.post(phone.url, f"{urlencode(known)}&{field}")
        assert phone.headers["Status"].startswith("200")
        assert "This is no postal code of the commune." in phone.contents
        assert "Fire in Jambes" in phone.contents
        assert published(functional) == []

    @pytest.mark.parametrize("kind", [":int", ":list", ".x:record", ":tokens"])
    def test_a_value_of_another_kind_gets_a_clean_answer(self, functional, phone, add, kind):
        portal, alert = functional["portal"].absolute_url(), add().absolute_url()
        names = ("step", "to", "level", "text", "title", "until", "moment", "key", "said", "mail")
        for page in (f"{portal}/@@publish-alert", f"{alert}/@@manage-alert"):
            phone.open(page)
            token = phone.getControl(name="_authenticator", index=0).value
            for name in (*names, "act", "done", "used", "__ac_name", "__ac_password"):
                known = {**TestSessionThatEnded.fields}
                known.pop(name, None)
                body = f"{urlencode(known | {'_authenticator': token})}&{name}{kind}=5"
                phone.post(page, body)
                assert phone.headers["Status"][0] in "24", (page, name)
            phone.open(f"{page}?done{kind}=5")
            assert phone.headers["Status"][0] in "24"


class TestLiveAlert:
    def test_it_is_updated_prolonged_and_ended(self, functional, phone, add):
        alert = add("Flood", level="emergency", crisis=True)
        url = f"{alert.absolute_url()}/@@manage-alert"
        phone.open(url)
        phone.getControl(name="said").value = "The bridge is closed."
        phone.getControl("Publish the update").click()
        assert "The update is out." in phone.contents
        phone.getControl(name="until").value = ["tomorrow"]
        phone.getControl("Prolong").click()
        assert "The alert lasts longer." in phone.contents
        phone.getControl("Give the home page back").click()
        phone.getControl("End the alert now").click()
        transaction.begin()
        events = [entry["event"] for entry in alert.updates]
        assert events == [
            "published",
            "crisis_on",
            "update",
            "prolonged",
            "crisis_off",
            "ended",
        ]
        assert alert.end <= datetime.now(UTC)

    @pytest.mark.parametrize("said", ["", "  "])
    def test_an_empty_update_is_refused(self, phone, add, said):
        alert = add()
        phone.open(f"{alert.absolute_url()}/@@manage-alert")
        phone.getControl(name="said").value = said
        phone.getControl("Publish the update").click()
        assert "Write what is new" in phone.contents

    def test_an_end_in_the_past_is_refused_and_the_words_stay(self, phone, add):
        alert = add()
        phone.open(f"{alert.absolute_url()}/@@manage-alert")
        phone.getControl(name="said").value = "Kept."
        phone.getControl(name="until").value = ["other"]
        phone.getControl(name="moment").value = "2001-01-01T10:00"
        phone.getControl("Prolong").click()
        assert "in the future" in phone.contents
        assert phone.getControl(name="said").value == "Kept."


class TestDraft:
    def test_the_ends_offered_are_in_three_hours_tonight_and_tomorrow(self):
        found = drafts.ends(NOW)
        assert found["3h"] == NOW.replace(second=0) + timedelta(hours=3)
        assert found["tonight"] == ZONE.localize(datetime(2026, 11, 24, 22))
        assert found["tomorrow"] == ZONE.localize(datetime(2026, 11, 25, 12))
        assert "tonight" not in drafts.ends(NOW.replace(hour=21))

    @pytest.mark.parametrize("moment", ["", "tomorrow", "2026-11-24T09:00", "9999-01-01T00:00"])
    def test_another_moment_that_is_none_is_refused(self, moment):
        assert drafts.end_of("other", moment, NOW) is None

    @pytest.mark.parametrize(
        "form",
        [
            {"title": ["a", "b"]},
            {"codes": "5000"},
            {"codes": ["<script>", "12345"]},
            {"key": "../../../etc"},
            {"level": "doom", "until": "never"},
        ],
    )
    def test_an_odd_form_is_read_without_fail(self, form):
        found = drafts.read(form)
        assert re.fullmatch(r"[0-9a-f]{8}", found.key)
        assert "title" in drafts.problems(found, ("5000",), NOW)

    def test_a_ready_text_fills_the_words_once(self):
        text = drafts.ReadyText("fire", "Fire", "emergency", "fire", "Fire", "Go in.")
        begun = drafts.Draft(text="fire").begun_with(text)
        assert (begun.title, begun.instruction) == ("Fire", "Go in.")
        mine = drafts.replace(begun, title="Fire in Jambes").begun_with(text)
        assert mine.title == "Fire in Jambes"
