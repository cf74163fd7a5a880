"""What people said of problems, as the pages of quality show it: which words, who, when."""

from communesplone.core import _
from communesplone.editing.quality.browser.office import OfficePage
from communesplone.editing.quality.store import store
from communesplone.editing.words import date_of
from communesplone.editing.words import person
from datetime import datetime
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


def settled(page: OfficePage, uid: str) -> list[dict[str, str]]:
    """Return what was said of the problems that a page has now, each once."""
    kept = store(getSite())
    item = kept.items.get(uid) if kept is not None else None
    found = {one.mark: one for one in item.settled} if item is not None else {}
    rows = []
    for said in kept.said.get(uid, ()) if found else ():
        if said.mark in found:
            one = found[said.mark]
            told = {
                "who": person(said.by),
                "day": date_of(datetime.fromisoformat(said.on)),
                "words": page.say(Message(one.unless, one.message.domain)),
            }
            rows.append(
                {
                    "mark": said.mark,
                    "excerpt": one.excerpt,
                    "said": page.say(_("“${words}”, said by ${who} on ${day}", mapping=told)),
                }
            )
    return rows
