"""Pages of the document library."""
