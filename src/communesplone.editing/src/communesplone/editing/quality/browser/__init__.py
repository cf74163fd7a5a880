"""Quality in the browser: while typing, page by page, and as a board."""
