"""Upgrade steps, one module per version of the profile; each may run twice."""
