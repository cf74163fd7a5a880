"""Measures the search by queries as citizens type them. See README.md."""
