"""The procedures of a commune: what a citizen can ask, and how to go about it."""
