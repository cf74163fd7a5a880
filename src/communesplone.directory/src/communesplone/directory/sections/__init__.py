"""Sections of pages that the directory brings."""
