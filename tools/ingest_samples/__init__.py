"""Makes, once, the exports on which the ingest is tried: by a real WordPress and a real Plone."""
