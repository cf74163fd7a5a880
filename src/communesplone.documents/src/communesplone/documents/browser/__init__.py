"""Pages of communesplone.documents."""
