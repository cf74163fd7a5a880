"""Pages of communesplone.feedback."""
