"""main_template: ours for citizens, Plone's in the dress of the back office for the others.

Our own pages use the macros of @@citizen_page, so that editors see what citizens see, with
Plone's toolbar beside it; forms and control panels stay Plone's, under the bar of the office.
Pages of the office that are ours use @@office/macros/page.
"""

from communesplone.core.guards import is_anonymous
from Products.CMFPlone.browser.main_template import MainTemplate as StockMainTemplate
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.pagetemplate.interfaces import IPageTemplate


LEAN = ViewPageTemplateFile("templates/main_template.pt")


class CitizenPage(StockMainTemplate):
    """@@citizen_page: the frame of a citizen's page, for whoever looks at it."""

    citizen_template = LEAN

    @property
    def template(self) -> IPageTemplate:
        return self.citizen_template


class MainTemplate(CitizenPage):
    """@@main_template: which frame a page of Plone or of an add-on gets."""

    main_template = ViewPageTemplateFile("templates/office_master.pt")

    @property
    def template(self) -> IPageTemplate:
        return self.citizen_template if is_anonymous() else super(CitizenPage, self).template
