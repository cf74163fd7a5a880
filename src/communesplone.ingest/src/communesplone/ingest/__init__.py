"""Brings an old site in: Plone, WordPress, sitemap and HTML, CSV."""
