"""Three texts become one: what both began with, what the author made of it, and what we made.

`merge` takes plain data. `node` is what a value is made of, `markup` and `values` read and write
it, `alignment` finds what became of what, `ordering` unites two orders, `sentence` two changes of
one paragraph; `parts` is what a person reads and decides.
"""

from communesplone.sharing.merging.merge import merge
from communesplone.sharing.merging.parts import Answer
from communesplone.sharing.merging.parts import Merged
from communesplone.sharing.merging.parts import Part


__all__ = ["Answer", "Merged", "Part", "merge"]
