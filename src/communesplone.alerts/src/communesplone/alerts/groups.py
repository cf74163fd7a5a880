"""Who publishes alerts, day and night, and need not edit anything else."""

from communesplone.core import _
from communesplone.core.roles import GroupDeclaration


EMERGENCY_PUBLISHERS = GroupDeclaration(
    title=_("Emergency publishers"),
    description=_("They publish alerts from their phone, and switch the crisis page."),
    roles=("Emergency Publisher",),
    profile="communesplone.alerts:default",
)
