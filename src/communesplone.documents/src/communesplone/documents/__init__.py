"""The document library: what a commune publishes as files, by theme, year and kind."""
