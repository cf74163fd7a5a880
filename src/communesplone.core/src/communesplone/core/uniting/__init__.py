"""Two people wrote at the same time: what does not overlap is united, the rest is asked.

A form carries what it was opened with as one digest for each of its fields. When it comes back
and the page is no longer that, `union` tells what each changed, `page` shows both side by side.
"""

from communesplone.core.uniting.union import digest
from communesplone.core.uniting.union import digests
from communesplone.core.uniting.union import read_digests
from communesplone.core.uniting.union import unite
from communesplone.core.uniting.union import United


__all__ = ["United", "digest", "digests", "read_digests", "unite"]
