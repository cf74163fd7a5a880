"""What of it the other communes can take, and what each fills in itself."""

from communesplone.core import _
from communesplone.core.sharing import Shareable


SHAREABLE = Shareable(
    kind="%{short}",
    title=_("%{title}"),
    local=frozenset({"valid_until"}),
    asked=("valid_until",),
)
