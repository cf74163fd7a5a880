"""Asking the hub for a tool that this site does not have, and what became of it."""
