"""The notes that Zope keeps on an object are the object's own, and are stored with it."""

from plone import api
from zope.annotation.interfaces import IAttributeAnnotatable
from zope.dottedname.resolve import resolve


def test_no_class_of_content_hides_the_notes_of_its_objects(namur):
    """Types told in a class's body make `__annotations__`, which all its objects would share."""
    types = api.portal.get_tool("portal_types").objectValues()
    classes = {resolve(info.klass) for info in types if getattr(info, "klass", None)}
    noted = [kind for kind in classes if IAttributeAnnotatable.implementedBy(kind)]
    assert len(noted) > 10
    bases = {base for kind in noted for base in kind.__mro__}
    assert not {base for base in bases if "__annotations__" in vars(base)}
