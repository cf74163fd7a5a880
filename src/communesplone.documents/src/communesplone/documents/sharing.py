"""What of a document of the library of files the other communes can take."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


DOCUMENT = Shareable(kind="file", title=_("Document"), local=frozenset({"keep_versions"}))
