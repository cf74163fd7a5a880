"""Pages of communesplone.subscriptions."""
