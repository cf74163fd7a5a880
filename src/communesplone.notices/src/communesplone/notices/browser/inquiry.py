"""The page of a public inquiry."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.notices import schema_org
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.notice import NoticeView
from communesplone.notices.facts import Status
from communesplone.notices.inquiry import shown_applicant
from communesplone.notices.inquiry import withdrawn_at
from communesplone.notices.period import BASES


class InquiryView(NoticeView):
    """What is planned, until when to react, how."""

    def __call__(self) -> str:
        """The page also changes when documents and applicant are withdrawn."""
        moment = withdrawn_at(self.context)
        if moment > self.now:
            declare_next_change(self.request, moment)
        return super().__call__()

    def note(self) -> str:
        """Return what comes next once nobody can react any more."""
        if self.status is Status.CLOSED:
            return self.writer.say(
                _("The inquiry is closed. The decision will be published on this page.")
            )
        return ""

    def action(self) -> Data | None:
        if self.status is not Status.OPEN or not self.context.react_url:
            return None
        return {"title": self.writer.say(_("React online")), "url": self.context.react_url}

    def cells(self) -> list[Data]:
        item, writer, facts = self.context, self.writer, self.facts
        label = _("React until") if self.is_running else _("Closed on")
        basis = BASES.get(item.basis)
        return [
            self.cell(label, writer.date(facts.last, facts.hour), str(facts.last.year)),
            self.cell(_("Begins"), writer.date(facts.first), str(facts.first.year)),
            self.cell(_("Where"), self.text(facts.where), self.text(item.locality)),
            self.cell(
                _("Legal basis"), writer.say(basis.name) if basis else "", self.text(item.law_note)
            ),
        ]

    def sections(self) -> list[Data]:
        found = [self._project()]
        if self.is_running:
            found += [self._consult(), self._react()]
        return [*found, self._closing(), self._decision()]

    def _project(self) -> Data:
        item = self.context
        return self.section(
            "project",
            _("The project"),
            self.row(_("Applicant"), shown_applicant(item, self.now)),
            self.row(_("Authority that decides"), item.authority),
        )

    def _consult(self) -> Data:
        item = self.context
        return self.section(
            "consult",
            _("Consult the file"),
            self.row(_("Where"), item.consult_where),
            self.row(_("When"), item.consult_hours),
            self.row(_("Evening or Saturday"), item.consult_late),
            self.link(_("Online"), _("The file online"), item.file_url),
        )

    def _react(self) -> Data:
        item = self.context
        return self.section(
            "react",
            _("How to react"),
            self.link(_("Online"), _("The form for remarks"), item.react_url),
            self.mail(_("By e-mail"), item.react_email),
            self.row(_("By post or at the desk"), item.react_address),
        )

    def _closing(self) -> Data:
        item = self.context
        when = self.writer.date(item.closing_day, item.closing_time, year=True)
        return self.section(
            "closing",
            _("Closing session"),
            self.row(_("When"), when if item.closing_day else ""),
            self.row(_("Where"), item.closing_where if item.closing_day else ""),
        )

    def _decision(self) -> Data:
        item = self.context
        if self.status is not Status.DECIDED:
            return self.section("decision", _("Decision"))
        return self.section(
            "decision",
            _("Decision"),
            self.row(_("Day"), self.writer.date(item.decided_on, year=True)),
            self.row(_("What was decided"), item.decision),
            self.link(_("Text"), _("The decision"), item.decision_url),
        )

    def json_ld(self) -> Data:
        """Return the inquiry in the words of schema.org."""
        return schema_org.inquiry(self.about, self.facts, self.address())
