"""@@catching-up: what is missing here, who has it, how long it takes, and one verb each."""

from communesplone.core import _
from communesplone.core.drawing import draw_stairs
from communesplone.core.identity import identity
from communesplone.core.typography import short_month
from communesplone.sharing.catching_up import words
from communesplone.sharing.catching_up.acting import address
from communesplone.sharing.catching_up.board import Row
from communesplone.sharing.catching_up.browser.page import CatchingUpPage
from communesplone.sharing.catching_up.refreshing import ask_anew
from communesplone.sharing.catching_up.store import Step
from datetime import date
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.i18nmessageid import Message


#: Groups in their order: their words, and how many rows stand there before "Show the others".
GROUPS: dict[str, tuple[Message, int]] = {
    "law": (_("The law asks for it"), 20),
    "nearly_all": (_("Nearly all have it"), 5),
    "some": (_("This exists too"), 3),
    "refresh": (_("To be refreshed"), 5),
}
#: Rows of a group, all opened; steps of the picture; names of lines and communes in the margin.
MOST, STEPS, NAMES = 100, 6, 3


class BoardPage(CatchingUpPage):
    """The board itself: it reads what the job kept, and asks nobody."""

    page_title = _("Catching up")

    def act(self) -> str:
        """Have the library asked anew: nothing but that is done by this page."""
        ask_anew(self.site)
        told = _("The board is computed anew: look again in a minute.")
        IStatusMessage(self.request).add(self.say(told), "info")
        return self.page("catching-up")

    def lead(self) -> Message:
        if self.computed is None:
            return _("The board is being computed for the first time: it stands here in a minute.")
        return words.compared(self.computed.comparison, self.board, identity(self.site).name)

    def pressing(self) -> str:
        return self.say(words.pressing(self.board)) if self.computed is not None else ""

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Return the groups that have rows, those of each that are shown."""
        opened, shown = self.text("open", 20), []
        for name, (title, some) in GROUPS.items():
            rows = self.acting.mine(getattr(self.board, name)[:MOST])
            left = len(rows) - some if name != opened else 0
            if rows:
                shown.append(
                    {
                        "name": name,
                        "title": title,
                        "count": self.lines(len(rows)),
                        "rows": [self.drawn(row) for row in (rows[:some] if left > 0 else rows)],
                        "others": self.others(left),
                        "url": f"{self.page('catching-up', open=name)}#{name}",
                    }
                )
        self._press(shown)
        return shown

    @staticmethod
    def _press(groups: list[dict[str, Any]]) -> None:
        """Make the first thing that can be done the one that is pressed."""
        rows = (row for group in groups for row in group["rows"] if row["may"])
        first = next(rows, None)
        if first is not None:
            first["button"] = "office-button primary"

    def lines(self, count: int) -> Message:
        if count == 1:
            return _("One line")
        return _("${count} lines", mapping={"count": count})

    def others(self, count: int) -> Message | str:
        if count < 1:
            return ""
        if count == 1:
            return _("Show the other one")
        return _("Show the ${count} others", mapping={"count": count})

    def drawn(self, row: Row) -> dict[str, Any]:
        """Return a row as the template draws it."""
        line, url = row.line, address(self.site, row.line.url)
        return {
            "title": self.say(line.title),
            "more": address(self.site, line.more),
            "sentence": self.say(line.sentence),
            "basis": self.say(line.basis),
            "certain": line.certain,
            "users": str(row.users),
            "of": self.of(row),
            "minutes": line.minutes,
            "label": line.label,
            "url": url,
            "posts": line.posts,
            "may": bool(url) and self.acting.may(row),
            "button": "office-button",
            "aside": self.page("catching-up-aside", line=line.name),
        }

    def of(self, row: Row) -> Message | str:
        """Return of how many communes `users` is said; empty where only the site counts."""
        count = len(self.computed.comparison.members)
        if row.line.weight == "refresh" or not count:
            return ""
        return _("of ${count}", mapping={"count": count})

    @cached_property
    def months(self) -> list[tuple[str, Step]]:
        return list(self.catching.months.items())[-STEPS:]

    def drawing(self) -> str:
        """Return the picture of the way made, empty before there is any."""
        if not self.months or not self.board.of:
            return ""
        first, last = self.months[0][1], self.months[-1][1]
        told = _("${first}, then ${last}", mapping={"first": first.has, "last": last.has})
        steps = [(self._short(name), step.has) for name, step in self.months]
        most = max(self.board.of, *(step.has for _name, step in self.months))
        over = self.say(_("${count}, what you could have", mapping={"count": most}))
        title = self.say(_("Useful things that are here, by month"))
        return draw_stairs("way", title, self.say(told), steps, most, over)

    def _short(self, name: str) -> str:
        return short_month(date.fromisoformat(f"{name}-01"), self.language)

    def table(self) -> list[dict[str, Any]]:
        """Return the figures of the picture, one row a month."""
        return [
            {"month": words.month(name, self.language), "step": step} for name, step in self.months
        ]

    def way(self) -> Message | str:
        return words.way(self.months, self.language)

    def criteria(self) -> str:
        return words.told(self.computed.comparison.used, self.say)

    def widened(self) -> str:
        return words.widened(self.computed.comparison, self.say)

    def named(self) -> Message | str:
        """Return the names of some who are compared, and of one who is not."""
        inside = self.computed.comparison.members
        names = [one.name for one in inside[:NAMES]]
        outside = [one.name for one in self.computed.members if one not in inside]
        mapping = {
            "names": words.listed(names, self.say),
            "other": outside[0] if outside else "",
            "count": len(inside) - len(names),
        }
        if not inside:
            return ""
        if len(inside) > len(names):
            return _("${names} and ${count} others.", mapping=mapping)
        if not outside:
            return _("That is ${names}.", mapping=mapping)
        return _("That is ${names}, but not ${other}.", mapping=mapping)

    def aside(self) -> dict[str, Any] | None:
        """Return what the commune does not want; None for nothing."""
        if not self.catching.aside:
            return None
        rows = [self.computed.board.row(name) for name in self.catching.aside]
        titles = [self.say(row.line.title) for row in self.acting.mine(filter(None, rows))]
        return {
            "count": self.lines(len(self.catching.aside)),
            "titles": ", ".join(titles[:NAMES]),
        }

    def ahead(self) -> str:
        """Return who could be asked; empty for nobody."""
        return words.listed(self.computed.ahead, self.say) if self.computed.ahead else ""

    @property
    def contacts(self) -> str:
        """Where the communes are, in the hub."""
        return address(self.site, "hub:@@communes")

    def computed_at(self) -> Message:
        moment = self.computed.moment
        if self.computed.answered is None:
            return _("The hub has not answered yet: it is asked again by itself.")
        mapping = {"moment": self.told(moment), "heard": self.told(self.computed.answered)}
        if mapping["heard"] == mapping["moment"]:
            return _("Computed ${moment}.", mapping=mapping)
        return _("Computed ${moment}; what the others have: ${heard}.", mapping=mapping)
