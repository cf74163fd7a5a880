"""@@topics-settings: themes and audiences in two tables that need no training."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.browser.settings_page import settings_url
from communesplone.core.settings import settings
from communesplone.core.topic_lines import lines_of
from communesplone.core.topic_lines import LONGEST
from communesplone.core.topic_lines import NotALabel
from communesplone.core.topic_lines import Topic
from communesplone.core.topic_lines import topics_of
from communesplone.core.topics import ITopics
from communesplone.core.topics import LANGUAGES
from communesplone.core.topics import LISTS
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


TITLES = {"themes": _("Themes"), "audiences": _("Audiences")}
PURPOSES = {
    "themes": _("What a content is about"),
    "audiences": _("Whom it is for"),
}
NAMES = {"fr": _("In French"), "nl": _("In Dutch"), "de": _("In German"), "en": _("In English")}
#: Lines that a list may have.
MOST = 200


class TopicsView(Page):
    """Each button keeps all that is typed, then does what it says; nothing typed is lost."""

    index = ViewPageTemplateFile("topics.pt")
    page_title = _("Themes and audiences")
    problem: Message | str = ""
    #: The line that was just moved: focus goes back to it.
    _moved = ""

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._keep():
                place = f"?last={self._moved}" if self._moved else ""
                self.request.response.redirect(f"{self.url}{place}")
                return ""
        return super().__call__()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@topics-settings"

    @property
    def settings_url(self) -> str:
        return settings_url(self.request)

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the site of those that a label can have."""
        there = api.portal.get_registry_record("plone.available_languages", default=None) or []
        found = [code for code in LANGUAGES if any(one[:2] == code for one in there)]
        return found or [LANGUAGES[0]]

    @cached_property
    def lists(self) -> dict[str, list[Topic]]:
        """The two lists, as they are kept or as they were just typed."""
        kept = {name: topics_of(getattr(settings(ITopics), name)) for name in LISTS}
        if self.request.method != "POST":
            return kept
        return {name: self._typed(name, kept[name]) for name in LISTS}

    def _typed(self, name: str, kept: list[Topic]) -> list[Topic]:
        """Return what the form holds; labels in other languages than those shown stay."""
        known = {one.key: one for one in kept}
        keys = self._values(f"{name}.key")
        shown = {code: self._values(f"{name}.{code}") for code in self.languages}
        found = []
        for at, key in enumerate(keys[:MOST]):
            if key and key not in known:
                continue
            names = dict(known[key].names) if key else {}
            names |= {
                code: values[at].strip() for code, values in shown.items() if at < len(values)
            }
            found.append(Topic(key, names))
        return found

    def _values(self, name: str) -> list[str]:
        values = self.request.form.get(name, [])
        values = values if isinstance(values, list) else [values]
        return [one if isinstance(one, str) else "" for one in values]

    @cached_property
    def _asked(self) -> tuple[str, str, int]:
        """What a button says as (list, act, number of the line); saves when it says nothing."""
        value = self.request.form.get("do", "")
        parts = value.split() if isinstance(value, str) else []
        if len(parts) == 3 and parts[0] in LISTS and parts[2].isdigit():
            return parts[0], parts[1], int(parts[2])
        return "", "save", -1

    def _keep(self) -> bool:
        """Keep what was typed, changed as a button asks; tell whether that could be done."""
        name, act, at = self._asked
        lists = {one: list(topics) for one, topics in self.lists.items()}
        said: Message | str = _("Saved. Forms offer these names from now on.")
        if name and at < len(lists[name]):
            rows = lists[name]
            title = self._title(rows[at])
            if act in ("up", "down"):
                to = max(0, min(len(rows) - 1, at + (1 if act == "down" else -1)))
                rows.insert(to, rows.pop(at))
                self._moved = f"{name}-{to}"
                told = {"title": title, "place": to + 1, "count": len(rows)}
                said = _("“${title}” is number ${place} of ${count}.", mapping=told)
            elif act == "remove":
                if used := self._used(name, rows[at].key):
                    told = {"title": title, "count": used}
                    self.problem = _("“${title}” is chosen in ${count} contents.", mapping=told)
                    return False
                rows.pop(at)
                said = _("“${title}” is removed.", mapping={"title": title})
        try:
            lines = {one: lines_of(topics) for one, topics in lists.items()}
        except NotALabel as error:
            self.problem = error.message
            return False
        for one, made in lines.items():
            setattr(settings(ITopics), one, made)
        api.portal.show_message(said, self.request)
        return True

    def _title(self, topic: Topic) -> str:
        return topic.names.get(self.language) or next(iter(topic.names.values()), "")

    def _used(self, name: str, key: str) -> int:
        """Return how many contents have chosen a topic, whoever may see them."""
        if not key:
            return 0
        # Unrestricted: it is a number. What nobody here sees must not lose its theme.
        found = self.context.portal_catalog.unrestrictedSearchResults(**{f"topic_{name}": key})
        return len(found)

    def tables(self) -> list[dict[str, Any]]:
        """Return the lists with an empty line at the end of each."""
        return [
            {
                "name": name,
                "title": TITLES[name],
                "purpose": PURPOSES[name],
                "rows": [
                    {**self._row(name, at, one), "last": at == len(topics) - 1}
                    for at, one in enumerate([*topics, Topic("", {})])
                ],
            }
            for name, topics in self.lists.items()
        ]

    def _row(self, name: str, at: int, topic: Topic) -> dict[str, Any]:
        titles = {one["code"]: one["title"] for one in self.columns()}
        return {
            "at": at,
            "key": topic.key,
            "field": f"{name}-{at}-{self.languages[0]}",
            "labels": [
                {
                    "code": code,
                    "words": topic.names.get(code, ""),
                    "title": titles[code] if topic.key else _("A new name"),
                }
                for code in self.languages
            ],
            "used": self._used(name, topic.key),
            "first": at == 0,
            "focus": "autofocus" if self.request.form.get("last") == f"{name}-{at}" else None,
        }

    def columns(self) -> list[dict[str, Any]]:
        """Return the columns of labels: one is called by what it is, several by language."""
        alone = len(self.languages) == 1
        return [
            {"code": code, "title": _("Name") if alone else NAMES[code]} for code in self.languages
        ]

    @property
    def longest(self) -> int:
        return LONGEST
