"""Pages of syndication."""
