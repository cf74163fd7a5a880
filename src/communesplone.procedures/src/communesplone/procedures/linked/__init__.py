"""Procedures as linked data: CPSV-AP for catalogues, schema.org for search engines."""
