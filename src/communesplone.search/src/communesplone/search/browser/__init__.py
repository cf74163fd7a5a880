"""Pages of communesplone.search."""
