"""Pages of communesplone.hub."""
