"""Notices and waste collections as JSON."""
