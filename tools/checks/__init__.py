"""What the house promises about its own code, as functions `rule(root) -> list[str]`.

A rule reads the tree at `root` and returns one sentence per violation, none when it is kept.
`make check` and tests/contract run the same rules.
"""
