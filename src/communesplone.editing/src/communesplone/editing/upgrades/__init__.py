"""Upgrades of a site that has this add-on; each step is safe to run twice."""
