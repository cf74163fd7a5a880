"""Pages of communesplone.sharing."""
