"""What the REST API and the breadcrumbs tell: nothing hidden from the reader, nobody's account."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.links import without_private
from communesplone.core.publication import is_visible
from plone.app.dexterity.behaviors.metadata import IOwnership
from plone.app.textfield.interfaces import IRichText
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.base.interfaces import INavigationRoot
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.serializer.dxfields import RichttextFieldSerializer
from plone.restapi.serializer.relationfield import RelationListFieldSerializer
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from typing import Any
from z3c.relationfield import RelationValue
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer


# Accounts are told to those who may change the page; `contributors` are credits, for everybody.
IOwnership.setTaggedValue(READ_PERMISSIONS_KEY, {"creators": "cmf.ModifyPortalContent"})


@implementer(IJSONSummarySerializerMetadata)
class WithoutAccounts:
    """What no list of the REST API says of an item, whatever it is asked for: who made it."""

    def blocklisted_attributes(self) -> set[str]:
        return {"Creator", "listCreators"}


@implementer(ISerializeToJsonSummary)
@adapter(IDexterityContent, ICommunesLayer)
class Summary(DefaultJSONSummarySerializer):
    """A container or relation in a few words; none to those who may not see it."""

    def __call__(self) -> dict[str, Any]:
        return super().__call__() if is_visible(self.context) else {}


@implementer(IFieldSerializer)
@adapter(IRelationList, IDexterityContent, ICommunesLayer)
class VisibleRelations(RelationListFieldSerializer):
    """The related items that the reader may see."""

    def get_value(self, default: Any = None) -> list[RelationValue]:
        return [found for found in super().get_value(default) if is_visible(found.to_object)]


@implementer(IFieldSerializer)
@adapter(IRelationChoice, IDexterityContent, ICommunesLayer)
class VisibleRelation(DefaultFieldSerializer):
    """The related item, if the reader may see it."""

    def get_value(self, default: Any = None) -> RelationValue | None:
        found = super().get_value(default)
        return found if found and found.to_object and is_visible(found.to_object) else None


@implementer(IFieldSerializer)
@adapter(IRichText, IDexterityContent, ICommunesLayer)
class VisibleText(RichttextFieldSerializer):
    """A text whose links name nothing that the reader may not see."""

    def __call__(self) -> dict[str, Any] | None:
        found = super().__call__()
        return found and {**found, "data": without_private(found["data"])}


class VisibleBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """The way to a page, without the folders that the reader may not see."""

    def breadcrumbs(self) -> tuple[dict[str, str], ...]:
        if INavigationRoot.providedBy(self.context):
            return ()
        if is_visible(self.context):
            return super().breadcrumbs()
        outer = self.context.aq_inner.aq_parent
        return getMultiAdapter((outer, self.request), name="breadcrumbs_view").breadcrumbs()
