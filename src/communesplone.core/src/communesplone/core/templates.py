"""Page templates are compiled one at a time, whatever the number of threads.

Python 3.11 counts the depth of what it compiles for all threads together
(https://github.com/python/cpython/issues/106905): of two threads that compile a template at the
same time, one may fail, and that template stays broken until the process ends.
"""

from Products.PageTemplates.engine import Program
from threading import RLock
from typing import Any
from zope.interface import provider
from zope.pagetemplate.interfaces import IPageTemplateEngine


LOCK = RLock()


@provider(IPageTemplateEngine)
class OneAtATime(Program):
    """The engine of Zope, in which no two threads compile together."""

    @classmethod
    def cook(cls, *args: Any) -> tuple[Program, Any]:
        """See IPageTemplateEngine."""
        with LOCK:
            return super().cook(*args)
