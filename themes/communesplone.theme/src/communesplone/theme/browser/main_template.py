"""main_template: ours for citizens, stock Plone's for those who are logged in.

Our own pages use the macros of @@citizen_page, so that editors see what citizens see, with
Plone's toolbar beside it; forms and control panels stay Plone's.
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

    @property
    def template(self) -> IPageTemplate:
        return self.citizen_template if is_anonymous() else super(CitizenPage, self).template
