"""Maps: drawn at once from our own data, shown with a tile server when a visitor asks."""
