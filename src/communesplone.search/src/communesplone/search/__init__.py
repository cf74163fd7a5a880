"""Search: what a citizen types, mistakes included, leads to the page that answers."""
