"""From the HTML of an old site to sections, without losing a word."""
