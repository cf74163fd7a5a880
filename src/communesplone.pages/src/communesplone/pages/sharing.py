"""What of a page, and of a file, the other communes can take."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


PAGE = Shareable(kind="page", title=_("Page"))
FILE = Shareable(kind="file", title=_("File"))
