"""@@search: what was found, by GET, in pages; and what helps when nothing was."""

from communesplone.core import _
from communesplone.core import changes
from communesplone.core.browser.page import Page
from communesplone.core.guards import is_anonymous
from communesplone.core.memory import remember
from communesplone.core.paging import Paging
from communesplone.search import site as search_site
from communesplone.search import unanswered
from communesplone.search.analysis import WORD
from communesplone.search.analysis import words
from communesplone.search.browser.asked import Question
from communesplone.search.browser.asked import read
from communesplone.search.browser.asked import UNFILTERED
from communesplone.search.browser.filters import Filters
from communesplone.search.browser.helping import hints
from communesplone.search.browser.rows import Rows
from communesplone.search.query import Result
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from plone import api
from plone.base.utils import munge_search_term
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from Products.ZCTextIndex.ParseTree import ParseError
from typing import Any
from zope.component import queryMultiAdapter
from zope.i18n import translate


PER_PAGE = 10
#: Drafts shown after what is public, to those who work here.
MOST_DRAFTS = 100
STYLE = Path(__file__).parent.joinpath("results.css").read_bytes()
STYLE_VERSION = sha256(STYLE).hexdigest()[:10]


class Search(Page):
    """@@search below a navigation root."""

    indexed = False

    def __call__(self) -> str:
        """Show the page of results asked for, if there are so many."""
        self.results["paging"].refuse_beyond()
        return super().__call__()

    @property
    def page_title(self) -> str:
        return translate(_("Search of the site"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    @property
    def stylesheet(self) -> str:
        base = api.portal.get().absolute_url()
        return f"{base}/++resource++communes-results.css?v={STYLE_VERSION}"

    @cached_property
    def home_url(self) -> str:
        return api.portal.get_navigation_root(self.context).absolute_url()

    @property
    def url(self) -> str:
        return f"{self.home_url}/@@search"

    @cached_property
    def question(self) -> Question:
        return read(self.request.form)

    @property
    def asked(self) -> str:
        return self.question.text

    @cached_property
    def answer(self) -> Result:
        asked = self.question
        return search_site.ask(self.context, asked.text, self.language, exact=asked.exact)

    @cached_property
    def found(self) -> Result:
        """What was found, below the folder that a search box is of."""
        if not self.folder:
            return self.answer
        below = self.folder.getPath()
        kept = [
            (docid, about)
            for docid, about in self.answer.pages
            if about.path == below or about.path.startswith(f"{below}/")
        ]
        return replace(self.answer, pages=kept)

    @cached_property
    def folder(self) -> AbstractCatalogBrain | None:
        """The folder that is searched; None for the whole site, as for one that nobody sees."""
        if not self.question.path:
            return None
        path = "/".join(api.portal.get().getPhysicalPath()) + self.question.path
        brains = self.search(path={"query": path, "depth": 0})
        return brains[0] if len(brains) == 1 else None

    @cached_property
    def filters(self) -> Filters:
        return Filters(self.question, (about for _docid, about in self.found.pages), self.now)

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        facets = self.filters.facets(self.language)
        if any(facet["name"] == "date" for facet in facets):
            changes.declare_next_change(self.request, self.filters.tomorrow)
        return facets

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """What narrows the results, each with the address without it."""
        chips = self.filters.chips(self.url, self.language)
        if self.folder is not None:
            address = self.question.address(self.url, path="")
            chips.append({"label": self.text(self.folder.Title), "url": address})
        return chips

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """Return what a form sends along: all of the question but these."""
        return [pair for pair in self.question.pairs if pair[0] not in names]

    @cached_property
    def docids(self) -> list[int]:
        """The public pages, filtered, in the order that is asked for."""
        kept = [pair for pair in self.found.pages if self.filters.fits(pair[1])]
        if self.question.by_date:
            kept.sort(key=lambda pair: -pair[1].effective)
        return [docid for docid, _about in kept]

    @cached_property
    def drafts(self) -> list[AbstractCatalogBrain]:
        """What only those who work here see, by the catalog's own text index."""
        term = munge_search_term(self.asked)
        if is_anonymous() or not term or self.question.filters:
            return []
        try:
            brains = self.search(SearchableText=term, sort_limit=MOST_DRAFTS)
        except (ParseError, ValueError):
            return []
        public = set(self.docids)
        return [brain for brain in brains[:MOST_DRAFTS] if brain.getRID() not in public]

    @cached_property
    def results(self) -> dict[str, Any]:
        total = len(self.docids) + len(self.drafts)
        self._tell()
        paging = Paging(self.question.page, PER_PAGE, total, self.url, self.question.pairs)
        first = (self.question.page - 1) * PER_PAGE
        maker = Rows(self, self.answer.stems)
        rows = [maker.row(brain) for brain in self._brains(first)]
        if rows and first == 0 and not self.question.by_date:
            rows[0]["best"] = True
            self._tell_desk(rows[0], maker)
        return {"total": total, "rows": rows, "paging": paging}

    def _tell(self) -> None:
        """Have the search counted: what was typed, not what is then chosen, turned or sorted."""
        if self.question.filters or self.question.exact:
            return
        if not self.answer.pages:
            unanswered.tell_unanswered(self.request, self.asked, self.language)
        elif self.question.page == 1 and not self.question.by_date:
            unanswered.tell_answered(self.request, self.asked, self.language)

    def _brains(self, first: int) -> list[AbstractCatalogBrain]:
        """Return the rows of the catalog that one page shows, and wake no other."""
        site, public = api.portal.get(), self.docids
        wanted = [*public, *self.drafts][first : first + PER_PAGE]
        brains = [
            search_site.brain_of(site, one) if isinstance(one, int) else one for one in wanted
        ]
        return [brain for brain in brains if brain is not None]

    def _tell_desk(self, row: dict[str, Any], maker: Rows) -> None:
        """Tell of the best page whether the service that answers for it is open."""
        if row["status"] or not row["service"]:
            return
        uid = row["service"]

        def hours() -> str | None:
            brains = self.search(UID=uid, portal_type="Service")
            return brains[0].opening_hours_data if len(brains) == 1 else None

        # A query of the catalog wakes its indexes: asked once until the site changes.
        row["status"] = maker.open_now(remember(maker.site, ("hours of", uid), hours))

    @property
    def everything(self) -> int:
        """How many pages were found before filters."""
        return len(self.found.pages) + len(self.drafts)

    @cached_property
    def corrected(self) -> str:
        """The question as it was understood, when that is another; empty otherwise."""
        changed = self.answer.corrected
        if not changed:
            return ""
        written = self._written()
        told = (changed.get(word, word) for word in words(self.asked, self.language))
        return " ".join(written.get(word, word) for word in told)

    def _written(self) -> dict[str, str]:
        """Return words of the best titles as they are written there, by their plain form."""
        written: dict[str, str] = {}
        for _docid, about in self.answer.pages[:PER_PAGE]:
            for found in WORD.finditer(about.title):
                for plain in words(found.group(), self.language)[:1]:
                    written.setdefault(plain, found.group().lower())
        return written

    @property
    def exact_url(self) -> str:
        return self.question.address(self.url, exact=True)

    def sorts(self) -> list[dict[str, Any]]:
        """Return the orders to choose from."""
        by_date = self.question.by_date
        return [
            {
                "title": translate(title, target_language=self.language),
                "url": self.question.address(self.url, by_date=value),
                "current": value == by_date,
            }
            for value, title in ((False, _("Relevance")), (True, _("Date")))
        ]

    def hints(self) -> list[dict[str, str]]:
        """Return searches that find something where this one found nothing."""
        if self.question.filters and self.answer.pages:
            return [
                {
                    "title": self.asked,
                    "url": self.question.address(self.url, **UNFILTERED),
                    "total": str(len(self.answer.pages)),
                }
            ]
        return hints(self.context, self.question, self.answer, self.language, self.url)

    def most_asked(self) -> list[dict[str, str]]:
        """Return what people ask for most, as the home of the theme offers it."""
        view = queryMultiAdapter((self.context, self.request), name="communes_hero")
        if view is None:
            return []
        key = ("most asked", self.home_url, self.language)
        return remember(api.portal.get(), key, view.asked)
