"""The page of a vacancy."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.notices import schema_org
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.notice import NoticeView
from communesplone.notices.facts import Status
from communesplone.notices.vacancy import CONTRACTS
from communesplone.notices.vacancy import EMPLOYMENT


class VacancyView(NoticeView):
    """The post, until when and how to apply."""

    @property
    def indexed(self) -> bool:
        """Search engines do not keep what nobody can apply for."""
        return self.is_running

    def note(self) -> str:
        if self.status is Status.CLOSED:
            return self.writer.say(_("One can no longer apply."))
        return ""

    def action(self) -> Data | None:
        if self.status is not Status.OPEN or not self.context.apply_url:
            return None
        return {"title": self.writer.say(_("Apply online")), "url": self.context.apply_url}

    def cells(self) -> list[Data]:
        item, writer, facts = self.context, self.writer, self.facts
        last = writer.date(facts.last, facts.hour)
        year = str(facts.last.year) if facts.last else ""
        work = writer.title(CONTRACTS, item.contract)
        return [
            self.cell(_("Apply until") if self.is_running else _("Closed on"), last, year),
            self.cell(_("Contract"), work, self.text(item.working_time)),
            self.cell(_("Service"), self.text(item.service)),
            self.cell(_("Begins"), self.text(item.begins)),
        ]

    def sections(self) -> list[Data]:
        item = self.context
        post = self.section("post", _("The post"), self.row(_("Grade and pay scale"), item.grade))
        if not self.is_running:
            return [post]
        apply = self.section(
            "apply",
            _("How to apply"),
            self.row(_("What to send"), item.apply_how),
            self.link(_("Online"), _("The form for applications"), item.apply_url),
            self.mail(_("By e-mail"), item.apply_email),
            self.row(_("By post"), item.apply_address),
        )
        return [post, apply]

    def json_ld(self) -> Data | None:
        """Return the vacancy as a JobPosting, while one can apply."""
        if not self.is_running:
            return None
        effective = self.context.effective()
        posted = effective if effective.year() > 1970 else self.context.created()
        return schema_org.job(
            self.about,
            self.facts,
            self.body,
            EMPLOYMENT[self.context.contract],
            posted.asdatetime().astimezone(BRUSSELS),
        )
