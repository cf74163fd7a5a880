"""What the add-ons have to tell reaches a subscriber: once each, signed, and stopped by one click.

Alerts, notices and news know only an interface of core; here they meet subscriptions, a worker
of its own and a relay that signs.
"""

from .content import do_now
from .content import waiting
from .mail import path_of
from .mail import Relay
from .mail import relay
from .mail import text_of
from .running import eventually
from .running import HOSTS
from .running import operator
from .running import running
from .running import Visitor
from collections.abc import Iterator
from communesplone.cli.cluster import Cluster
from communesplone.cli.testing import Instance
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.message import EmailMessage
from http import HTTPStatus
import pytest
import re


pytestmark = pytest.mark.needs("haproxy", "varnishd", "redis-server", "openssl")
API = {"Accept": "application/json"}
READER = "reader@example.be"
FORM = "application/x-www-form-urlencoded"
DIGEST = "communesplone.subscriptions.day"
EVENING = "communesplone.notices.waste_evening"
ALERT, NEWS, WASTE = "Stay away from the river", "The library lends games", "Put it out at six"


@pytest.fixture(scope="module")
def relayed(built: Instance) -> Iterator[Relay]:
    """The relay that the cluster is set to."""
    with relay(built.settings["mail-relay"]) as found:
        yield found


@pytest.fixture(scope="module")
def site(built: Instance, cluster: Cluster, relayed: Relay) -> Iterator[Instance]:
    """The cluster, running."""
    with running(built, cluster):
        yield built


@pytest.fixture
def namur(site, cluster):
    return Visitor(cluster, HOSTS[0])


@pytest.fixture
def editor(site, cluster):
    return operator(cluster, HOSTS[0])


@pytest.fixture
def calm(site):
    """`calm()`: wait until the worker has done all that is due."""
    return lambda: eventually(lambda: not site.call(waiting, "namur"), seconds=90)


def publish(editor: Visitor, kind: str, name: str, /, **fields: object) -> None:
    """Add something and publish it, as an editor does by the REST interface."""
    body = {"@type": kind, "id": name, **fields}
    made = editor.request("POST", "/", headers=API, json=body)
    assert made.status_code == HTTPStatus.CREATED, made.text
    done = editor.request("POST", f"/{name}/@workflow/publish", headers=API, json={})
    assert done.status_code == HTTPStatus.OK, done.text


def alert(editor: Visitor, name: str, title: str) -> None:
    now = datetime.now(UTC)
    publish(
        editor,
        "Alert",
        name,
        title=title,
        instruction="Go upstairs.",
        level="emergency",
        kind="flood",
        start=(now - timedelta(minutes=1)).isoformat(timespec="seconds"),
        end=(now + timedelta(hours=3)).isoformat(timespec="seconds"),
    )


def send(visitor: Visitor, path: str, **fields: object) -> str:
    answer = visitor.request("POST", path, data=fields)
    assert answer.status_code == HTTPStatus.OK, answer.text
    return answer.text


def stop_by_one_click(visitor: Visitor, message: EmailMessage) -> None:
    """Do what the button of a mail service does (RFC 8058): no cookie, no page read before."""
    (address,) = re.findall(r"<(http[^>]+)>", message["List-Unsubscribe"])
    body = str(message["List-Unsubscribe-Post"])
    assert body == "List-Unsubscribe=One-Click"
    headers = {"Content-Type": FORM}
    answer = visitor.request("POST", path_of(address), headers=headers, content=body)
    assert answer.status_code == HTTPStatus.OK
    assert not answer.cookies


def test_an_alert_a_reminder_and_a_digest_arrive_once_each_and_one_click_stops_each(
    site, namur, editor, relayed, calm
):
    tomorrow = datetime.now(BRUSSELS).date() + timedelta(days=1)
    publish(
        editor,
        "WasteCalendar",
        "waste",
        title="Waste",
        evening_note=WASTE,
        sectors="A | Centre",
        streets="Rue Haute | | A",
        rounds=f"PMC | A | {tomorrow:%d/%m/%Y}",
    )
    # Topic by topic, as the form of a citizen has them; nothing comes before the confirmation
    topics = ["alerts", "waste", "news"]
    send(namur, "/@@subscriptions", email=READER, topics=topics, frequency="daily")
    calm()
    (confirmation,) = relayed.messages()
    link = re.search(r"http\S+@@subscriptions-confirm\?t=(\S+)", text_of(confirmation))
    send(namur, "/@@subscriptions-confirm", t=link[1])

    publish(editor, "News Item", "games", title=NEWS)
    alert(editor, "river-banks", ALERT)
    calm()
    for _again in range(2):
        site.call(do_now, "namur", DIGEST)
        calm()
    site.call(do_now, "namur", EVENING, datetime.now(UTC).isoformat())
    calm()

    sent = {words: relayed.about(words) for words in (ALERT, NEWS, WASTE)}
    assert {words: len(found) for words, found in sent.items()} == {ALERT: 1, NEWS: 1, WASTE: 1}
    assert len(relayed.messages()) == 4
    assert {str(found[0]["To"]) for found in sent.values()} == {READER}

    stop_by_one_click(namur, sent[ALERT][0])
    alert(editor, "bridge", "The bridge is closed")
    site.call(do_now, "namur", EVENING, (datetime.now(UTC) + timedelta(seconds=1)).isoformat())
    calm()
    assert not relayed.about("The bridge is closed")
    for words in (NEWS, WASTE):
        stop_by_one_click(namur, sent[words][0])
    publish(editor, "News Item", "fair", title="The fair is back")
    before = len(relayed.messages())
    site.call(do_now, "namur", EVENING, datetime.now(UTC).isoformat())
    calm()
    assert len(relayed.messages()) == before
