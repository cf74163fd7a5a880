"""Pages made of sections, and mini-sites."""
