"""What each mail says: the confirmation, and what a mailing has for one subscriber."""

from communesplone.core import _
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.records import TopicEntry
from communesplone.core.tokens import short_signature
from communesplone.subscriptions import joining
from communesplone.subscriptions.digest import Collector
from communesplone.subscriptions.letters import Item
from communesplone.subscriptions.letters import Letter
from communesplone.subscriptions.letters import Part
from communesplone.subscriptions.letters import return_token
from communesplone.subscriptions.letters import Sender
from communesplone.subscriptions.letters import Writer
from communesplone.subscriptions.store import DAILY
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Subscriber
from communesplone.subscriptions.store import Wish
from communesplone.subscriptions.topics import all_topics
from communesplone.subscriptions.topics import offered
from email.message import EmailMessage
from Products.CMFPlone.Portal import PloneSite


def confirmation(site: PloneSite, identifier: str, wish: Wish) -> EmailMessage:
    """Return the mail that asks somebody to confirm."""
    sender, writer = Sender(site), Writer(wish.language)
    kept, titles = store(site), all_topics(site)
    chosen = ", ".join(writer.say(titles[name].title) for name in wish.topics if name in titles)
    known = kept.find(wish.address)
    links: tuple[Item, ...] = ()
    if known:
        url = joining.manage_link(site, known[0], wish.asked, wish.language)
        links = (Item(writer.say(_("Change or stop your subscription")), url),)
    letter = Letter(
        to=wish.address,
        language=writer.language,
        subject=writer.say(_("Confirm your subscription: ${name}", mapping={"name": sender.name})),
        intro=(
            writer.say(
                _(
                    "Somebody, probably you, asked ${host} to send mail to this address about: "
                    "${topics}.",
                    mapping={"host": sender.host, "topics": chosen},
                )
            ),
            writer.say(_("Open this link and press the button. It is good for two days.")),
        ),
        actions=(
            Item(
                writer.say(_("Confirm my subscription")),
                joining.confirm_link(site, identifier, wish),
            ),
        ),
        footer=(writer.say(_("It was not you? Do nothing: we forget this address in two days.")),),
        links=links,
    )
    message_id = short_signature(kept.secret, f"confirm {identifier}", 24)
    return sender.message(letter, message_id, wish.asked)


class Composer:
    """Writes the mails of one mailing."""

    def __init__(self, site: PloneSite, key: str) -> None:
        self.site = site
        self.key = key
        self.store = store(site)
        self.mailing = self.store.mailings[key]
        self.sender = Sender(site)
        self.topics = offered(site)
        self.collector = Collector(site)

    def message(self, identifier: str) -> EmailMessage | None:
        """Return the mail for a subscriber; None when there is nothing for them, or no longer."""
        subscriber = self.store.subscribers.get(identifier)
        if subscriber is None or subscriber.suspended or identifier in self.mailing.done:
            return None
        writer = Writer(subscriber.language)
        if "topic" in self.mailing.what:
            letter = self._notice(identifier, subscriber, writer)
        else:
            letter = self._digest(identifier, subscriber, writer)
        if letter is None:
            return None
        signature = short_signature(self.store.secret, f"{self.key} {identifier}", 16)
        message_id = f"{signature}.{return_token(self.site, identifier)}"
        return self.sender.message(letter, message_id, self.mailing.made)

    def _digest(self, identifier: str, subscriber: Subscriber, writer: Writer) -> Letter | None:
        what = self.mailing.what
        if subscriber.frequency != what["frequency"]:
            return None
        period = (what["since"], what["until"])
        parts = []
        for name, choices in subscriber.topics.items():
            topic = self.topics.get(name)
            if topic is None or not topic.digest:
                continue
            entries = self.collector.entries(name, topic, choices, writer.language, period)
            if entries:
                parts.append(Part(writer.say(topic.title), _items(writer, entries)))
        if not parts:
            return None
        named = {"name": self.sender.name}
        if subscriber.frequency == DAILY:
            subject = writer.say(_("What is new today: ${name}", mapping=named))
        else:
            subject = writer.say(_("What is new this week: ${name}", mapping=named))
        return self._letter(identifier, subscriber, subject, tuple(parts), joining.DIGEST)

    def _notice(self, identifier: str, subscriber: Subscriber, writer: Writer) -> Letter | None:
        name, asked = self.mailing.what["topic"], set(self.mailing.what["choices"])
        topic, chosen = self.topics.get(name), subscriber.topics.get(name)
        if topic is None or chosen is None or (asked and chosen and not asked & set(chosen)):
            return None
        entry = TopicEntry(*self.mailing.what["entry"])
        if not self._holds(name, topic, entry.key, writer.language):
            return None
        title = writer.text(entry.title)
        subject = f"{writer.say(topic.title)} – {title}"
        parts = (Part(self.sender.name, _items(writer, (entry,))),)
        return self._letter(identifier, subscriber, subject, parts, name)

    def _holds(self, name: str, topic: ISubscriptionTopic, key: str, language: str) -> bool:
        return self.collector.is_current(name, topic, key, language)

    def _letter(
        self,
        identifier: str,
        subscriber: Subscriber,
        subject: str,
        parts: tuple[Part, ...],
        scope: str,
    ) -> Letter:
        writer = Writer(subscriber.language)
        stop = joining.unsubscribe_link(self.site, identifier, scope, writer.language)
        own = joining.manage_link(self.site, identifier, self.mailing.made, writer.language)
        return Letter(
            to=subscriber.address,
            language=writer.language,
            subject=subject,
            parts=parts,
            footer=(
                writer.say(
                    _(
                        "You get this mail because you asked for it on ${host}.",
                        mapping={"host": self.sender.host},
                    )
                ),
            ),
            links=(
                Item(writer.say(_("Stop these mails")), stop),
                Item(writer.say(_("Change your choices, or see and erase your data")), own),
            ),
            unsubscribe=stop,
        )


def _items(writer: Writer, entries: tuple[TopicEntry, ...]) -> tuple[Item, ...]:
    return tuple(
        Item(writer.text(entry.title), entry.url, writer.text(entry.text)) for entry in entries
    )
