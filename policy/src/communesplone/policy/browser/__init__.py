"""Pages that are about what a site is made of."""
