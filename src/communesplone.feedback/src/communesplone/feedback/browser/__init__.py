"""The question at the end of pages, its answers, and what webmasters read of them."""
