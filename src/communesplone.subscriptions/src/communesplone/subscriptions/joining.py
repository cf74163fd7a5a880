"""Asking, confirming, changing and leaving: what a person does with a subscription."""

from communesplone.core import jobs
from communesplone.core import tokens
from communesplone.subscriptions import limits
from communesplone.subscriptions.address import mailbox
from communesplone.subscriptions.store import Consent
from communesplone.subscriptions.store import Store
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Subscriber
from communesplone.subscriptions.store import Topics
from communesplone.subscriptions.store import Wish
from communesplone.subscriptions.topics import all_topics
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.base.interfaces import INavigationRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import secrets


#: Job that sends the mail with the link to confirm.
ASK = "communesplone.subscriptions.ask"
TIME_TO_CONFIRM = timedelta(days=2)
TIME_TO_MANAGE = timedelta(days=90)
#: Scope of the unsubscribe link of a digest: every topic that comes in it.
DIGEST = "digest"
KEPT_CONSENTS = 50
#: What all the mails to confirm are counted under: no address, no client.
SITE = "site"


def ask(site: PloneSite, wish: Wish) -> bool:
    """Keep a wish and have the mail sent that asks to confirm it; False when the site is busy.

    Nothing tells the asker whether the address is known, or was asked for too often: a site that
    is busy is so for every address.
    """
    kept = store(site)
    if limits.is_reached(kept, SITE, limits.BY_SITE, wish.asked):
        return False
    if not limits.allow(kept, mailbox(wish.address), limits.BY_ADDRESS, wish.asked):
        return True
    limits.allow(kept, SITE, limits.BY_SITE, wish.asked)
    identifier = secrets.token_hex(8)
    kept.wishes[identifier] = wish
    jobs.add(ASK, identifier, site=site)
    return True


def confirm(site: PloneSite, identifier: str) -> str:
    """Make a wish true and return the id of the subscriber.

    :raises KeyError: when it was confirmed already or is forgotten.
    """
    kept, now = store(site), datetime.now(UTC)
    wish = kept.wishes.pop(identifier)
    known = kept.find(wish.address)
    subscriber = known[1] if known else Subscriber(wish, now)
    if known:
        subscriber.topics = {**subscriber.topics, **wish.topics}
        subscriber.frequency, subscriber.language = wish.frequency, wish.language
        subscriber.suspended, subscriber.hard_bounces, subscriber.soft_bounces = None, 0, 0
    log_consent(subscriber, "confirmed", now)
    if known:
        kept.follow(known[0])
    return known[0] if known else kept.add(subscriber)


def change(kept: Store, identifier: str, topics: Topics, frequency: str) -> None:
    """Give a subscriber other topics; none means that they leave."""
    subscriber = kept.subscribers[identifier]
    if not topics:
        kept.erase(identifier)
        return
    subscriber.topics, subscriber.frequency = dict(topics), frequency
    log_consent(subscriber, "changed", datetime.now(UTC))
    kept.follow(identifier)


def unsubscribe(site: PloneSite, identifier: str, scope: str) -> None:
    """Stop what a mail's link is about; who gets nothing more is forgotten. Idempotent.

    :param scope: name of a topic, DIGEST, or empty for everything.
    """
    kept = store(site)
    subscriber = kept.subscribers.get(identifier)
    if subscriber is None:
        return
    left = dict(subscriber.topics)
    for name in meant(site, scope, left):
        left.pop(name, None)
    if not left:
        kept.erase(identifier)
    elif left != subscriber.topics:
        subscriber.topics = left
        log_consent(subscriber, "unsubscribed", datetime.now(UTC))
        kept.follow(identifier)


def meant(site: PloneSite, scope: str, chosen: Topics) -> list[str]:
    """Return which of the topics chosen a scope is about."""
    if scope == DIGEST:
        known = all_topics(site)
        return [name for name in chosen if name not in known or known[name].digest]
    return [scope] if scope else list(chosen)


def log_consent(subscriber: Subscriber, act: str, now: datetime) -> None:
    """Write down what a subscriber agreed to, the latest last."""
    consent = Consent(now, act, tuple(sorted(subscriber.topics)))
    subscriber.consents = (*subscriber.consents, consent)[-KEPT_CONSENTS:]


def personal_data(identifier: str, subscriber: Subscriber) -> dict[str, Any]:
    """Return all that is known of a subscriber, as plain data of JSON."""
    return {
        "id": identifier,
        "address": subscriber.address,
        "language": subscriber.language,
        "frequency": subscriber.frequency,
        "topics": {name: list(chosen) for name, chosen in subscriber.topics.items()},
        "confirmed": subscriber.confirmed.isoformat(timespec="seconds"),
        "consents": [
            {
                "moment": one.moment.isoformat(timespec="seconds"),
                "act": one.act,
                "topics": list(one.topics),
            }
            for one in subscriber.consents
        ],
        "hard_bounces": subscriber.hard_bounces,
        "soft_bounces": subscriber.soft_bounces,
        "suspended": subscriber.suspended and subscriber.suspended.isoformat(timespec="seconds"),
    }


def link(site: PloneSite, page: str, token: tokens.Token, language: str) -> str:
    """Return the address of a page with a signed token, in a language where the site has it."""
    root = site._getOb(language, None) if language else None
    root = root if INavigationRoot.providedBy(root) else site
    return f"{root.absolute_url()}/@@{page}?t={tokens.sign(store(site).secret, token)}"


def confirm_link(site: PloneSite, identifier: str, wish: Wish) -> str:
    """Return the link that a confirmation mail holds."""
    token = tokens.Token(tokens.CONFIRM, identifier, "", wish.asked + TIME_TO_CONFIRM)
    return link(site, "subscriptions-confirm", token, wish.language)


def manage_link(site: PloneSite, identifier: str, made: datetime, language: str) -> str:
    """Return the link to one's own choices and data."""
    token = tokens.Token(tokens.MANAGE, identifier, "", made + TIME_TO_MANAGE)
    return link(site, "subscriptions-manage", token, language)


def unsubscribe_link(site: PloneSite, identifier: str, scope: str, language: str) -> str:
    """Return the link that unsubscribes with one click, for ever."""
    token = tokens.Token(tokens.UNSUBSCRIBE, identifier, scope)
    return link(site, "subscriptions-unsubscribe", token, language)
