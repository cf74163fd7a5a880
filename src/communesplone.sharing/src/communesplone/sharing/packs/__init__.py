"""Packs: several contents of the library that a commune adopts at once.

`choosing` says what of a pack is to be adopted here, `adopting` does it whole or not at all.
"""
