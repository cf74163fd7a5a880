"""Visits per page from the server log, without cookie and without personal data."""
