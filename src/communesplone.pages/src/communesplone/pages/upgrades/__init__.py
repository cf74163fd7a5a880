"""Upgrade steps, one module per version of the profile, safe to run twice."""
