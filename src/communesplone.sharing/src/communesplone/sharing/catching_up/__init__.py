"""The catch-up board: what comparable communes have and this one lacks, and the way made since.

A job computes it and keeps it in the site's own tree; its pages wait for no library.
"""

from communesplone.sharing.catching_up.refreshing import begin
from communesplone.sharing.catching_up.store import KEY


__all__ = ["KEY", "begin"]
