"""Pages of communesplone.notices."""
