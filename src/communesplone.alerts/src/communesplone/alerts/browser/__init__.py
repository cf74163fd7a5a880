"""Pages of communesplone.alerts."""
