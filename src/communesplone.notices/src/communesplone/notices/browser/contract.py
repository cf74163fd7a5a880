"""The page of a public contract."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.notices import schema_org
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.notice import NoticeView
from communesplone.notices.contract import KINDS
from communesplone.notices.contract import PROCEDURES
from communesplone.notices.facts import Status
from communesplone.notices.settings import INoticesSettings


class ContractView(NoticeView):
    """What is bought, until when to tender, where; who was awarded it."""

    def note(self) -> str:
        if self.status is Status.CLOSED:
            return self.writer.say(
                _("Tenders are closed. The award will be published on this page.")
            )
        return self.text(self.context.stopped_reason) if self.status is Status.STOPPED else ""

    @property
    def platform(self) -> str:
        """The contract on the federal platform, or the platform itself."""
        return self.context.platform_url or settings(INoticesSettings).procurement_url

    def action(self) -> Data | None:
        if self.status is not Status.OPEN:
            return None
        title = self.writer.say(_("Tender on e-Procurement (federal platform)"))
        return {"title": title, "url": self.platform}

    def cells(self) -> list[Data]:
        item, writer, facts = self.context, self.writer, self.facts
        last = writer.date(facts.last, facts.hour)
        year = str(facts.last.year) if facts.last else ""
        without = writer.say(_("without VAT"))
        return [
            self.cell(_("Tender until") if self.is_running else _("Closed on"), last, year),
            self.cell(
                _("Award procedure"),
                writer.title(PROCEDURES, item.procedure),
                writer.title(KINDS, item.contract_kind),
            ),
            self.cell(_("Estimate"), writer.money(item.estimate), without),
            self.cell(_("Reference"), self.text(item.reference)),
        ]

    def sections(self) -> list[Data]:
        return [self._tender(), self._award()]

    def _tender(self) -> Data:
        item = self.context
        if not self.is_running:
            return self.section("tender", _("Take part"))
        return self.section(
            "tender",
            _("Take part"),
            self.row(_("Questions until"), self.writer.date(item.questions_until, year=True)),
            self.mail(_("Questions by e-mail"), item.contact_email),
            self.row(_("Visit of the place"), item.visit),
            self.link(_("Tenders"), _("Federal platform e-Procurement"), self.platform),
        )

    def _award(self) -> Data:
        item = self.context
        if self.status is not Status.DECIDED:
            return self.section("award", _("Award"))
        amount = self.writer.money(item.award_amount)
        without = self.writer.say(_("without VAT"))
        return self.section(
            "award",
            _("Award"),
            self.row(_("Day"), self.writer.date(item.awarded_on, year=True)),
            self.row(_("Awarded to"), item.awarded_to),
            self.row(_("Amount"), f"{amount} {without}" if amount else ""),
            self.row(_("Award notice"), item.award_note),
        )

    def json_ld(self) -> Data:
        """Return the contract in the words of schema.org."""
        return schema_org.contract(self.about, self.facts)
