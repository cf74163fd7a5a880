"""How much of the hub one commune may fill, as its operator chooses."""

from communesplone.core import _
from plone.supermodel import model
from zope import schema


class ILibrarySettings(model.Schema):
    """The room of each commune in the library. What does not fit waits at the commune."""

    waiting = schema.Int(
        title=_("Offers of one commune that wait"),
        description=_(
            "So many are read by the reviewers at a time, such as 30. Further ones come by "
            "themselves when some are decided."
        ),
        min=1,
        max=1000,
        default=30,
    )
    megabytes = schema.Int(
        title=_("Room of one commune, in megabytes"),
        description=_(
            "All revisions and files that it offered together, such as 2000. What is over waits "
            "at the commune until you give it more."
        ),
        min=10,
        max=1_000_000,
        default=2000,
    )
