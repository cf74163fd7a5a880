"""Pages of communesplone.pages."""
